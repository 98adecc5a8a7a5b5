import { endpoints } from "#lib/http/endpoints.ts";
import { fileJson } from "#lib/http/file-json.ts";
import { route } from "#lib/http/route.ts";
import { restoreFile } from "#lib/media/restore-file.ts";

export const POST = route(endpoints.restoreFile, async ({ ctx, body }) => ({
  row: fileJson(await restoreFile(ctx, { path: body.path, deletedMs: body.deleted_at })),
}));
