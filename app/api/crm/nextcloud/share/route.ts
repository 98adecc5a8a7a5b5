import { endpoints } from "#lib/http/endpoints.ts";
import { shareJson } from "#lib/http/file-json.ts";
import { route } from "#lib/http/route.ts";
import { createShareLink } from "#lib/media/create-share-link.ts";
import { deleteShareLink } from "#lib/media/delete-share-link.ts";
import { listShareLinks } from "#lib/media/list-share-links.ts";

export const GET = route(endpoints.listShareLinks, async ({ ctx, query }) => ({
  shares: (await listShareLinks(ctx, query)).map(shareJson),
}));

export const POST = route(endpoints.createShareLink, async ({ ctx, body }) => ({
  share: shareJson(await createShareLink(ctx, body)),
}));

export const DELETE = route(endpoints.deleteShareLink, async ({ ctx, query }) => {
  await deleteShareLink(ctx, query);
  return { deleted: true };
});
