import { endpoints } from "#lib/http/endpoints.ts";
import { fileJson } from "#lib/http/file-json.ts";
import { route } from "#lib/http/route.ts";
import { searchFiles } from "#lib/media/search-files.ts";

export const GET = route(endpoints.searchFiles, async ({ ctx, query: { q, ...query } }) => ({
  rows: (await searchFiles(ctx, { ...query, text: q })).map(fileJson),
}));
