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
  /** Only where a change of these is what can be taken back: the history names nobody without need. */
  clientName: z.string().optional(),
  clientEmail: z.string().optional(),
  clientPhone: z.string().optional(),
  description: z.string().optional(),
});
export type RestorableState = z.infer<typeof restorableState>;

/** The part of a history line that an undo reads: how it was, and the version the decision made of it. */
export const decision = z.object({ before: restorableState, version: z.number() });

const withoutDetails = restorableState.omit({
  clientName: true,
  clientEmail: true,
  clientPhone: true,
  description: true,
});

/** For the detail of a decision's history line; empty for an appointment that is over, which nobody decides on. */
export function decisionDetail(
  appointment: AppointmentRow,
  options: { details?: boolean } = {},
): Partial<z.infer<typeof decision>> {
  const before = (options.details ? restorableState : withoutDetails).safeParse(appointment);
  return before.success ? { before: before.data, version: appointment.version + 1 } : {};
}
