import { endpoints } from "#lib/http/endpoints.ts";
import { fileJson } from "#lib/http/file-json.ts";
import { route } from "#lib/http/route.ts";
import { moveFile } from "#lib/media/move-file.ts";

export const POST = route(endpoints.moveFile, async ({ ctx, body }) => ({
  row: fileJson(await moveFile(ctx, body)),
}));
