import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { thumbnailResponse } from "#lib/http/thumbnail-response.ts";
import { showReferencePicture } from "#lib/pictures/show-picture.ts";

export const GET = route(endpoints.referencePicture, async ({ ctx, params, query }) =>
  thumbnailResponse(await showReferencePicture(ctx, params.id ?? "", query.size)),
);
