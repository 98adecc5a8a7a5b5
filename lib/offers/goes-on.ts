import type { AppointmentRow } from "#db/queries/appointments.ts";

/** Why a request is over to which the studio answered with other times. */
export const ALTERNATIVES_OFFERED = "alternatives_offered";

/** Whether another time can still be chosen in place of an appointment: it stands, or other times were all the answer. */
export function goesOn({ status, statusReason }: Pick<AppointmentRow, "status" | "statusReason">): boolean {
  if (status === "PENDING" || status === "CONFIRMED") return true;
  return status === "DECLINED" && statusReason === ALTERNATIVES_OFFERED;
}
