import type { AppointmentView } from "#lib/appointments/appointment-view.ts";

export type AppointmentStep = "confirm" | "decline" | "move" | "cancel" | "came" | "missed";

/** What a person may still do with an appointment, the likeliest first. Of what has begun it is said whether somebody came. */
export function appointmentSteps(
  appointment: Pick<AppointmentView, "status" | "startMs">,
  nowMs: number,
): AppointmentStep[] {
  const ahead = appointment.startMs > nowMs;
  if (appointment.status === "PENDING")
    return ahead ? ["confirm", "decline", "move"] : ["confirm", "decline"];
  if (appointment.status === "CONFIRMED") return ahead ? ["move", "cancel"] : ["came", "missed", "cancel"];
  if (appointment.status === "COMPLETED") return ["missed"];
  if (appointment.status === "NO_SHOW") return ["came"];
  return [];
}
