import type { AppointmentView } from "#lib/appointments/appointment-view.ts";

export type AppointmentStep = "confirm" | "decline" | "move" | "cancel";

/** What a person may still do with an appointment, the likeliest first. What has begun can only be called off. */
export function appointmentSteps(
  appointment: Pick<AppointmentView, "status" | "startMs">,
  nowMs: number,
): AppointmentStep[] {
  const ahead = appointment.startMs > nowMs;
  if (appointment.status === "PENDING")
    return ahead ? ["confirm", "decline", "move"] : ["confirm", "decline"];
  if (appointment.status === "CONFIRMED") return ahead ? ["move", "cancel"] : ["cancel"];
  return [];
}
