import type { ArtistSchedule, ScheduleItem } from "#lib/schedule/schedule-view.ts";
import type { DaySpan } from "./day-span.ts";

/** A column of the board: a day of an artist. */
export interface BoardColumn {
  key: string;
  span: DaySpan;
  schedule: ArtistSchedule;
  /** Where it is drawn: a phone shows fewer days. */
  onDesk: boolean;
  onPhone: boolean;
}

/** A time somebody is choosing: an appointment on its way to another time, or one that is not there yet. */
export interface ChosenTime {
  mode: "move" | "resize" | "create";
  /** The appointment; null for a new one. */
  itemId: string | null;
  artistId: string;
  startMs: number;
  endMs: number;
}

export type AppointmentItem = Extract<ScheduleItem, { kind: "appointment" }>;

/** What can be moved: what has not begun and nobody has closed. */
export function isMovable(item: ScheduleItem, nowMs: number): item is AppointmentItem {
  return (
    item.kind === "appointment" &&
    (item.appointment.status === "PENDING" || item.appointment.status === "CONFIRMED") &&
    item.startMs > nowMs
  );
}

export const STEP_MS = 15 * 60_000;
const DAY_MS = 86_400_000;

/** The same, shifted. */
export function shifted(time: ChosenTime, byMs: number): ChosenTime {
  return { ...time, startMs: time.startMs + byMs, endMs: time.endMs + byMs };
}

/** A new end that lies at least a step after the start and a day at most. */
export function resized(time: ChosenTime, endMs: number): ChosenTime {
  return { ...time, endMs: Math.min(Math.max(endMs, time.startMs + STEP_MS), time.startMs + DAY_MS) };
}
