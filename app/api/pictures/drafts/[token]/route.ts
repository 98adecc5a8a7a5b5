import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { thumbnailResponse } from "#lib/http/thumbnail-response.ts";
import { dropDraftPicture } from "#lib/pictures/drop-draft-picture.ts";
import { showDraftPicture } from "#lib/pictures/show-picture.ts";

export const GET = route(endpoints.draftPicture, async ({ ctx, params }) =>
  thumbnailResponse(await showDraftPicture(ctx, params.token ?? "")),
);

export const DELETE = route(endpoints.dropDraftPicture, async ({ ctx, params }) => {
  await dropDraftPicture(ctx, params.token ?? "");
  return { deleted: true };
});
