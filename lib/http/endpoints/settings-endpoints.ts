import { z } from "zod";
import { newClosure, settingsChange } from "#lib/studio/input.ts";
import { endpoint } from "../endpoint.ts";
import { isoOut } from "./iso-out.ts";
import { pictureBody } from "./picture-body.ts";

/** The studio's settings. */

const response = z.object({
  settings: z.object({
    name: z.string(),
    timeZone: z.string(),
    locale: z.enum(["en", "de"]),
    pendingExpiryDays: z.number(),
    accent: z.string().nullable(),
    logoUrl: z.string().nullable(),
    imprint: z.string(),
    privacy: z.string(),
    address: z.string(),
    contactEmail: z.string(),
    phone: z.string(),
    currency: z.string(),
    paymentUrl: z.string(),
    reminderHours: z.number().nullable(),
    offerExpiryHours: z.number(),
    waitlistClaimMinutes: z.number(),
    noShowLimit: z.number().nullable(),
    retentionMonths: z.number().nullable(),
  }),
});

const closures = z.array(
  z.object({
    id: z.string(),
    startTime: isoOut,
    endTime: isoOut,
    /** `YYYY-MM-DD` in the studio's zone, both included. */
    fromDay: z.string(),
    toDay: z.string(),
    note: z.string(),
  }),
);

export const settingsEndpoints = {
  listClosures: endpoint({
    method: "GET",
    path: "/api/admin/closures",
    summary: "When the studio is closed, as far as that is not over",
    access: "session",
    scope: "studio:read",
    limit: "read",
    response: z.object({ closures }),
  }),
  addClosure: endpoint({
    method: "POST",
    path: "/api/admin/closures",
    summary: "Close the studio on whole days; says how many active appointments lie in them",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: newClosure,
    response: z.object({ id: z.string(), closures, conflicts: z.number() }),
    status: 201,
  }),
  removeClosure: endpoint({
    method: "DELETE",
    path: "/api/admin/closures/{id}",
    summary: "Open the studio after all",
    access: "session",
    scope: "studio:write",
    limit: "write",
    response: z.object({ closures }),
  }),
  changeSettings: endpoint({
    method: "PATCH",
    path: "/api/admin/settings",
    summary: "Change the studio's settings",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: settingsChange,
    response,
  }),
  setLogo: endpoint({
    method: "PUT",
    path: "/api/admin/settings/logo",
    summary: "Give the studio a logo",
    access: "session",
    scope: "studio:write",
    limit: "write",
    binary: pictureBody,
    response,
  }),
  removeLogo: endpoint({
    method: "DELETE",
    path: "/api/admin/settings/logo",
    summary: "Take the logo away",
    access: "session",
    scope: "studio:write",
    limit: "write",
    response,
  }),
};
