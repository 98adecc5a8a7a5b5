import { endpoints } from "#lib/http/endpoints.ts";
import { fileJson } from "#lib/http/file-json.ts";
import { route } from "#lib/http/route.ts";
import { makeFolder } from "#lib/media/make-folder.ts";

export const POST = route(endpoints.makeFolder, async ({ ctx, body }) => ({
  row: fileJson(await makeFolder(ctx, body)),
}));
