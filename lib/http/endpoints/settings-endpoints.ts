import { z } from "zod";
import { settingsChange } from "#lib/studio/input.ts";
import { endpoint } from "../endpoint.ts";
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
    retentionMonths: z.number().nullable(),
  }),
});

export const settingsEndpoints = {
  changeSettings: endpoint({
    method: "PATCH",
    path: "/api/admin/settings",
    summary: "Change the studio's settings",
    access: "session",
    limit: "write",
    body: settingsChange,
    response,
  }),
  setLogo: endpoint({
    method: "PUT",
    path: "/api/admin/settings/logo",
    summary: "Give the studio a logo",
    access: "session",
    limit: "write",
    binary: pictureBody,
    response,
  }),
  removeLogo: endpoint({
    method: "DELETE",
    path: "/api/admin/settings/logo",
    summary: "Take the logo away",
    access: "session",
    limit: "write",
    response,
  }),
};
