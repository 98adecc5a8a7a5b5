import { endpoints } from "#lib/http/endpoints.ts";
import { folderPageJson } from "#lib/http/file-json.ts";
import { route } from "#lib/http/route.ts";
import { browseFolder } from "#lib/media/browse-folder.ts";

export const GET = route(endpoints.browseFolder, async ({ ctx, query }) =>
  folderPageJson(await browseFolder(ctx, query)),
);
