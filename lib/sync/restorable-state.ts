import { z } from "zod";
import type { AppointmentRow } from "#db/queries/appointments.ts";

/** What a decision changed, written beside it into the history, so that it can be taken back. */
export const restorableState = z.object({
  status: z.enum(["PENDING", "CONFIRMED"]),
  statusReason: z.string().nullable(),
  unverified: z.boolean(),
  startMs: z.number(),
  endMs: z.number(),
  blockStartMs: z.number(),
  blockEndMs: z.number(),
  expiresAt: z.number(),
});
export type RestorableState = z.infer<typeof restorableState>;

/** The part of a history line that an undo reads: how it was, and the version the decision made of it. */
export const decision = z.object({ before: restorableState, version: z.number() });

/** For the detail of a decision's history line; empty for an appointment that is over, which nobody decides on. */
export function decisionDetail(appointment: AppointmentRow): Partial<z.infer<typeof decision>> {
  const before = restorableState.safeParse(appointment);
  return before.success ? { before: before.data, version: appointment.version + 1 } : {};
}
