import type { AppointmentView } from "#lib/appointments/appointment-view.ts";
import type { Freshness, Interval } from "#lib/availability/types.ts";

/** What stands in an artist's time. Instants are epoch milliseconds, spans half-open. */
export type ScheduleItem = Interval &
  (
    | {
        kind: "appointment";
        id: string;
        /** With the service's buffers. */
        blockStartMs: number;
        blockEndMs: number;
        appointment: AppointmentView;
      }
    | {
        kind: "event";
        /** Unique among the occurrences of a schedule. */
        id: string;
        title: string | null;
        isPrivate: boolean;
        allDay: boolean;
        calendar: string;
      }
    | { kind: "private"; id: string; calendar: string }
    | { kind: "time_off" | "closure"; id: string; note: string }
  );

export interface ArtistSchedule extends Freshness {
  artist: { id: string; slug: string; name: string; timeZone: string };
  hasCalendar: boolean;
  /** The state of the artist's free times this was made from, as lib/availability/availability-version.ts. */
  version: number;
  services: { id: string; name: string; durationMinutes: number }[];
  /** Working times, apart from each other. */
  open: Interval[];
  items: ScheduleItem[];
}

export interface Schedule {
  fromMs: number;
  toMs: number;
  artists: ArtistSchedule[];
}
