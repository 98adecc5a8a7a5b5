import { z } from "zod";
import { HAPPENED } from "#db/queries/queue-news.ts";
import { appointmentStatuses } from "#db/schema/appointments.ts";
import type { NewsEvent } from "./choices.ts";

/** What happened to an appointment, as `queueNews` noted it. Instants are epoch milliseconds. */
export const appointmentNews = z.object({
  happened: z.enum(HAPPENED),
  status: z.enum(appointmentStatuses),
  reason: z.string(),
  startMs: z.coerce.number().int(),
  endMs: z.coerce.number().int(),
  /** The start it had; absent for one that is new. */
  beforeMs: z.coerce.number().int().optional(),
  wasStatus: z.enum(appointmentStatuses).optional(),
  byKind: z.string(),
  byId: z.string(),
  byName: z.string(),
});

export type AppointmentNews = z.infer<typeof appointmentNews>;

/** The line of the choices it belongs to. */
export function eventOf({ happened }: Pick<AppointmentNews, "happened">): NewsEvent {
  return happened === "requested" || happened === "confirmed" ? happened : "cancelled";
}

/** Nobody answered in time. */
export function hasExpired({ happened, reason }: Pick<AppointmentNews, "happened" | "reason">): boolean {
  return happened === "declined" && reason === "expired";
}
