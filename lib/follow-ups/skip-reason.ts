import type { AppointmentWithNames } from "#db/queries/appointments.ts";
import type { FollowUpRow } from "#db/queries/follow-ups.ts";
import type { FollowUpEvent } from "#db/queries/queue-follow-ups.ts";
import { FORGOTTEN } from "#db/queries/retention.ts";

/** Why something that was queued is not made after all. */
type SkipReason = "switched_off" | "forgotten" | "untrue" | "newer" | "no_address" | "taken_back";

/**
 * Whether what was queued still says how things are when its system takes it, which after an outage can be days later.
 * That somebody asked is told also once it was confirmed; of a request that is over there is nothing left to answer.
 */
export function skipReason(
  followUp: Pick<FollowUpRow, "event" | "active" | "connector"> | null,
  appointment: Pick<AppointmentWithNames, "status" | "clientName" | "clientEmail">,
  more: { hasNewer: boolean },
): SkipReason | null {
  if (!followUp?.active) return "switched_off";
  // That a time is free again concerns the team whoever was to come; FreeScout has nobody left to file it under.
  const namesNobody = followUp.event === "cancelled" && followUp.connector !== "freescout";
  if (appointment.clientName === FORGOTTEN && !namesNobody) return "forgotten";
  if (!TRUE_WHILE[followUp.event].includes(appointment.status)) return "untrue";
  if (more.hasNewer) return "newer";
  // FreeScout files a conversation under an address, and has no other place for one.
  if (followUp.connector === "freescout" && appointment.clientEmail === "") return "no_address";
  return null;
}

const TRUE_WHILE: Record<FollowUpEvent, AppointmentWithNames["status"][]> = {
  requested: ["PENDING", "CONFIRMED", "COMPLETED", "NO_SHOW"],
  confirmed: ["CONFIRMED", "COMPLETED", "NO_SHOW"],
  cancelled: ["CANCELLED"],
};
