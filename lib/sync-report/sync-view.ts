import type { CalendarRow } from "#db/queries/calendars.ts";
import type { ErrorPattern, RunRow } from "#db/queries/sync-stats.ts";
import type { CalendarView } from "#lib/calendars/calendar-view.ts";
import type { RunChart, RunStats } from "./run-stats.ts";

/** Figures of one calendar, or of all together. */
export interface SyncFigures {
  /** Of the last 24 hours. */
  day: RunStats;
  /** Of the last 30 days. */
  month: RunStats;
  /** A column an hour of the last day, and a day of the last month. */
  hours: RunChart;
  days: RunChart;
}

/** One calendar and how its sync goes. Instants are epoch milliseconds. */
export type SyncCalendarView = Pick<
  CalendarRow,
  | "id"
  | "artistId"
  | "purpose"
  | "shared"
  | "owner"
  | "syncedAt"
  | "reconciledAt"
  | "failingSince"
  | "lastErrorKey"
  | "lastErrorDetail"
> & {
  name: string;
  artistName: string;
  timeZone: string;
  /** A run is at work on it now. */
  running: boolean;
  /** The last time it was read or tried to be. */
  lastRun: { startedAt: number; ok: boolean } | null;
  objects: number;
  unreadable: number;
  /** Deletions that wait for an answer, since when, epoch milliseconds. */
  held: number;
  heldSince: number | null;
  /** Whether private events are known although a share hides them; null where nothing hides them. */
  privateEvents: CalendarView["privateEvents"];
} & SyncFigures;

/** How sync goes, for everything the actor may see. */
export interface SyncReport {
  asOf: number;
  configured: boolean;
  missing: string[];
  /** The studio's: days begin and end in it. */
  timeZone: string;
  /** Starts of the columns in `hours` and `days`, epoch milliseconds. */
  hourStarts: number[];
  dayStarts: number[];
  all: SyncFigures;
  calendars: SyncCalendarView[];
  /** Kinds of failures of the last 30 days, the most recent first. */
  errors: ErrorPattern[];
}

/** A line of the sync log. */
export type SyncRunView = Omit<RunRow, "calendarId" | "artistId"> & {
  calendarId: string | null;
  artistId: string | null;
};

export interface SyncRunPage {
  runs: SyncRunView[];
  page: number;
  /** There are older ones. */
  more: boolean;
}
