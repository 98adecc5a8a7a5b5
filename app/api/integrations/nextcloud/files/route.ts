import { endpoints } from "#lib/http/endpoints.ts";
import { fileJson } from "#lib/http/file-json.ts";
import { route } from "#lib/http/route.ts";
import { browseFolder } from "#lib/media/browse-folder.ts";

/** What lies deeper in the address is answered in front of Next (lib/http/files/files-gateway.ts). */
export const GET = route(endpoints.listCloudFiles, async ({ ctx, query }) => {
  const { rows, nextCursor } = await browseFolder(ctx, query);
  return { files: rows.map(fileJson), nextCursor };
});
