import { z } from "zod";
import { artistChange, hoursSourceChoice, newArtist, newTimeOff, timeOffRef } from "#lib/artists/input.ts";
import { endpoint } from "../endpoint.ts";
import { isoOut } from "./iso-out.ts";
import { pictureBody } from "./picture-body.ts";

/** Artists: profile, hours, time off, picture. */

const artist = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  bio: z.string(),
  timeZone: z.string(),
  dailyMaximum: z.number().nullable(),
  weeklyMaximum: z.number().nullable(),
  changeNoticeMinutes: z.number(),
  customersMayMove: z.boolean(),
  whenUnreachable: z.enum(["accept", "refuse"]),
  active: z.boolean(),
  position: z.number(),
  pictureUrl: z.string().nullable(),
  hoursSource: z.enum(["parlour", "nextcloud"]),
  nextcloudUser: z.string().nullable(),
  hours: z.array(z.object({ weekday: z.number(), startMinute: z.number(), endMinute: z.number() })),
  hasFeed: z.boolean(),
  timeOff: z.array(z.object({ id: z.string(), startTime: isoOut, endTime: isoOut, note: z.string() })),
  serviceIds: z.array(z.string()),
});
const response = z.object({ artist });

export const artistEndpoints = {
  createArtist: endpoint({
    method: "POST",
    path: "/api/admin/artists",
    summary: "Add an artist",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: newArtist,
    response,
    status: 201,
  }),
  changeArtist: endpoint({
    method: "PATCH",
    path: "/api/admin/artists/{id}",
    summary: "Change an artist's profile, hours or services",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: artistChange,
    response,
  }),
  chooseHoursSource: endpoint({
    method: "PUT",
    path: "/api/admin/artists/{id}/hours-source",
    summary:
      "Take working hours from Parlour or from Nextcloud's Availability settings, which are read at once",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: hoursSourceChoice,
    response,
  }),
  setArtistPicture: endpoint({
    method: "PUT",
    path: "/api/admin/artists/{id}/picture",
    summary: "Give an artist a picture",
    access: "session",
    scope: "studio:write",
    limit: "write",
    binary: pictureBody,
    response,
  }),
  removeArtistPicture: endpoint({
    method: "DELETE",
    path: "/api/admin/artists/{id}/picture",
    summary: "Take an artist's picture away",
    access: "session",
    scope: "studio:write",
    limit: "write",
    response,
  }),
  addTimeOff: endpoint({
    method: "POST",
    path: "/api/admin/artists/{id}/time-off",
    summary: "Take time off; says how many active appointments lie in it",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: newTimeOff,
    response: z.object({ artist, conflicts: z.number() }),
    status: 201,
  }),
  removeTimeOff: endpoint({
    method: "DELETE",
    path: "/api/admin/artists/{id}/time-off",
    summary: "Give time off back",
    access: "session",
    scope: "studio:write",
    limit: "write",
    query: timeOffRef,
    response,
  }),
  picture: endpoint({
    method: "GET",
    path: "/api/pictures/{id}",
    summary: "A picture of the studio's, to be kept for good",
    access: "public",
    limit: "read",
    response: z.string(),
    responseType: "image/webp",
  }),
};
