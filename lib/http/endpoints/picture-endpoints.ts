import { z } from "zod";
import { endpoint } from "../endpoint.ts";

/** Reference pictures: sent by customers with what they ask for, looked at by the studio. */

const receivedPicture = z.object({
  token: z.string(),
  filename: z.string(),
  size: z.number(),
  width: z.number(),
  height: z.number(),
  previewUrl: z.string(),
});

export const pictureEndpoints = {
  sendPictures: endpoint({
    method: "POST",
    path: "/api/pictures",
    summary:
      "Keep pictures for a request: JPEG, PNG or WebP, 15 MB each, for a day until the request is made",
    access: "public",
    limit: "pictures",
    pictures: true,
    response: z.object({
      pictures: z.array(receivedPicture),
      /** Files that were left out, and why. */
      refused: z.array(z.object({ filename: z.string(), reason: z.string() })),
    }),
    status: 201,
  }),
  draftPicture: endpoint({
    method: "GET",
    path: "/api/pictures/drafts/{token}",
    summary: "A small preview of a picture no request was made with yet",
    access: "public",
    limit: "read",
    response: z.any(),
    responseType: "image/webp",
  }),
  dropDraftPicture: endpoint({
    method: "DELETE",
    path: "/api/pictures/drafts/{token}",
    summary: "Throw a picture away that no request was made with yet",
    access: "public",
    limit: "pictures",
    response: z.object({ deleted: z.literal(true) }),
  }),
  ownPicture: endpoint({
    method: "GET",
    path: "/api/pictures/mine/{linkToken}/{id}",
    summary: "A small preview of a picture, for whoever has the customer's link",
    access: "public",
    limit: "read",
    response: z.any(),
    responseType: "image/webp",
  }),
  referencePicture: endpoint({
    method: "GET",
    path: "/api/crm/pictures/{id}",
    summary: "A picture a customer sent, at most `size` pixels on its longer side",
    access: "session",
    scope: "files:read",
    limit: "files",
    query: z.object({ size: z.coerce.number().int().min(32).max(2000).default(320) }),
    response: z.any(),
    responseType: "image/webp",
  }),
};
