import { endpoints } from "#lib/http/endpoints.ts";
import { fileJson } from "#lib/http/file-json.ts";
import { route } from "#lib/http/route.ts";
import { renameFile } from "#lib/media/rename-file.ts";

export const POST = route(endpoints.renameFile, async ({ ctx, body }) => ({
  row: fileJson(await renameFile(ctx, body)),
}));
