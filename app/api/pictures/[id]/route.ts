import { endpoints } from "#lib/http/endpoints.ts";
import { pictureResponse } from "#lib/http/picture-response.ts";
import { route } from "#lib/http/route.ts";
import { findPicture } from "#lib/media/find-picture.ts";

export const GET = route(endpoints.picture, async ({ ctx, request, params }) =>
  pictureResponse(request, await findPicture(ctx, params.id ?? "")),
);
