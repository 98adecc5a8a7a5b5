import type { WebhookEvent } from "#lib/core/webhook-events.ts";
import { type AppointmentRow, NOT_CHOSEN } from "./appointments.ts";

type Looked = Pick<AppointmentRow, "status" | "statusReason" | "startMs" | "endMs">;

const OF_STATUS: Record<AppointmentRow["status"], WebhookEvent | null> = {
  PENDING: "appointment.requested",
  CONFIRMED: "appointment.confirmed",
  DECLINED: "appointment.declined",
  CANCELLED: "appointment.cancelled",
  COMPLETED: "appointment.completed",
  NO_SHOW: "appointment.no_show",
  HELD: null,
};

/**
 * What a change of an appointment is called for other systems, `before` being null for a new one. A held time is
 * nobody's appointment: it tells nothing until it is chosen. A step taken back is the event of the state it returns to.
 */
export function appointmentEvents(before: Looked | null, after: Looked): WebhookEvent[] {
  if (after.status === "HELD" || after.statusReason === NOT_CHOSEN) return [];
  const wasHeld = before?.status === "HELD";
  if (wasHeld && after.status !== "PENDING" && after.status !== "CONFIRMED") return [];
  const known = before !== null && !wasHeld;
  const moved = known && (before.startMs !== after.startMs || before.endMs !== after.endMs);
  const changed = !known || before.status !== after.status;
  const ofStatus = changed ? OF_STATUS[after.status] : null;
  // A customer's move asks anew; that is the move, not another request.
  const asksAnew = moved && after.status === "PENDING";
  return [
    ...(moved ? (["appointment.rescheduled"] as const) : []),
    ...(ofStatus && !asksAnew ? [ofStatus] : []),
  ];
}
