import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { thumbnailResponse } from "#lib/http/thumbnail-response.ts";
import { showOwnPicture } from "#lib/pictures/show-picture.ts";

export const GET = route(endpoints.ownPicture, async ({ ctx, params }) =>
  thumbnailResponse(await showOwnPicture(ctx, params.linkToken ?? "", params.id ?? "")),
);
