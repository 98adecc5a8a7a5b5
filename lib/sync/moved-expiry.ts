import type { AppointmentRow } from "#db/queries/appointments.ts";

/**
 * Until when an appointment that is moved waits for an answer, epoch milliseconds: never beyond its start. One that
 * waited until its start, as after a customer's own move, waits until the new one, also where that is later.
 */
export function movedExpiry(
  { status, startMs, expiresAt }: Pick<AppointmentRow, "status" | "startMs" | "expiresAt">,
  newStartMs: number,
): number {
  return status === "PENDING" && expiresAt >= startMs ? newStartMs : Math.min(expiresAt, newStartMs);
}
