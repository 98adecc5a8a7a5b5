/** What the admins are told about the studio itself. Instants are epoch milliseconds. */
export type StudioFact =
  /** Nextcloud refused the service account's password. */
  | { template: "suspended"; sinceMs: number }
  /** Calendars that could not be read for a while. */
  | { template: "failing"; calendars: FailingCalendar[] }
  /** So many events vanished at once that their deletion is held. */
  | { template: "held"; artistId: string; artist: string; calendar: string; count: number; sinceMs: number }
  /** Deliveries that were given up. */
  | { template: "dead"; letters: DeadLetter[] };

export interface FailingCalendar {
  artistId: string;
  artist: string;
  calendar: string;
  sinceMs: number;
  /** The key of what failed last, as in the sync log. */
  cause: string | null;
}

export type DeadLetter = AppointmentLetter | FileLetter | OtherLetter;

/** What is about no appointment and no place: a mail about an idea or the waitlist, a picture, a form. */
export interface OtherLetter {
  kind: "inquiry" | "waitlist" | "picture" | "consent";
  error: string;
}

/** A folder that could not be renamed or deleted, or a file that waited. */
export interface FileLetter {
  kind: "folder" | "file";
  /** Below the base folder; "" where none is known. */
  path: string;
  error: string;
}

export interface AppointmentLetter {
  /** An event that could not be written, or a mail about the appointment to its reader. */
  kind: "calendar" | "customer" | "artist";
  client: string;
  service: string;
  artist: string;
  startMs: number;
  /** In which the appointment's time is told. */
  timeZone: string;
  error: string;
}
