import { z } from "zod";
import { newService, serviceChange } from "#lib/services/input.ts";
import { endpoint } from "../endpoint.ts";

/** The catalogue. */

const service = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  durationMinutes: z.number(),
  bufferBeforeMinutes: z.number(),
  bufferAfterMinutes: z.number(),
  minimumNoticeMinutes: z.number(),
  horizonDays: z.number(),
  slotStepMinutes: z.number(),
  priceNote: z.string(),
  bookingMode: z.enum(["slot", "idea"]),
  durationChoices: z.array(z.number()),
  sessions: z.number(),
  sessionGapDays: z.number(),
  dailyMaximum: z.number().nullable(),
  weeklyMaximum: z.number().nullable(),
  depositAmount: z.number().nullable(),
  consentFormId: z.string().nullable(),
  asksPictures: z.boolean(),
  active: z.boolean(),
  artistIds: z.array(z.string()),
});

export const serviceEndpoints = {
  createService: endpoint({
    method: "POST",
    path: "/api/admin/services",
    summary: "Add a service",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: newService,
    response: z.object({ service }),
    status: 201,
  }),
  changeService: endpoint({
    method: "PATCH",
    path: "/api/admin/services/{id}",
    summary: "Change a service, or who offers it",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: serviceChange,
    response: z.object({ service }),
  }),
};
