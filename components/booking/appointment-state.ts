import type { Tone } from "#components/ui/tone.ts";

export type AppointmentStatus =
  | "PENDING"
  | "CONFIRMED"
  | "DECLINED"
  | "CANCELLED"
  | "COMPLETED"
  | "NO_SHOW"
  | "HELD";

/** How a customer is told the state of their appointment: keys below `public.appointment`. */
export interface AppointmentState {
  badge: AppointmentStatus | "EXPIRED";
  headline: AppointmentStatus | "EXPIRED" | "NEW";
  text: AppointmentStatus | "EXPIRED" | "by_customer" | "byStudio";
  tone: Tone;
  /** The time is (still) theirs. */
  stands: boolean;
}

const tones: Record<AppointmentStatus, Tone> = {
  PENDING: "info",
  CONFIRMED: "good",
  DECLINED: "bad",
  CANCELLED: "neutral",
  COMPLETED: "neutral",
  NO_SHOW: "neutral",
  HELD: "info",
};

/** Words for a status and its reason. An expired request is nobody's refusal and is said differently. */
export function appointmentState(
  status: AppointmentStatus,
  reason: string | null,
  isNew: boolean,
): AppointmentState {
  if (reason === "expired" && (status === "DECLINED" || status === "CANCELLED")) {
    return { badge: "EXPIRED", headline: "EXPIRED", text: "EXPIRED", tone: "neutral", stands: false };
  }
  const stands = status === "PENDING" || status === "CONFIRMED";
  const base = { badge: status, headline: status, text: status, tone: tones[status], stands };
  if (status === "CANCELLED") return { ...base, text: textOfCancelled(reason) };
  return status === "PENDING" && isNew ? { ...base, headline: "NEW" } : base;
}

/** `moved`: another time was taken in its place. */
function textOfCancelled(reason: string | null): AppointmentState["text"] {
  if (reason === "by_customer") return "by_customer";
  return reason === null || reason === "moved" ? "CANCELLED" : "byStudio";
}
