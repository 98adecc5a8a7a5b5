import { MINUTE } from "#lib/core/clock.ts";

/** Why a customer cannot do something by the own link. */
export type LinkRefusal = "decided" | "begun" | "notice" | "not_by_link";

/** What a customer may do by the own link now; null means yes. */
export interface ChangeRules {
  move: LinkRefusal | null;
  cancel: LinkRefusal | null;
  /** Until when they may, epoch milliseconds: the start without the artist's notice. */
  untilMs: number;
}

/**
 * What the artist's notice allows. A request that was made within the notice and nobody has answered yet can still be
 * taken back: there never was a time at which it could.
 */
export function changeRules(
  appointment: { status: string; startMs: number; createdAt: number },
  artist: { changeNoticeMinutes: number; customersMayMove: boolean },
  nowMs: number,
): ChangeRules {
  const untilMs = appointment.startMs - artist.changeNoticeMinutes * MINUTE;
  const pending = appointment.status === "PENDING";
  if (!pending && appointment.status !== "CONFIRMED") return { move: "decided", cancel: "decided", untilMs };
  if (appointment.startMs <= nowMs) return { move: "begun", cancel: "begun", untilMs };
  const late: LinkRefusal | null = nowMs > untilMs ? "notice" : null;
  return {
    move: artist.customersMayMove ? late : "not_by_link",
    cancel: pending && appointment.createdAt > untilMs ? null : late,
    untilMs,
  };
}
