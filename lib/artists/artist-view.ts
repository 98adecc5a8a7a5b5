import type { ArtistRow, HoursRow } from "#db/queries/artists.ts";
import type { TimeOffRow } from "#db/queries/time-off.ts";
import { pictureLink } from "#lib/links/picture-link.ts";

/** An artist as the console shows and edits it. Instants are epoch milliseconds. */
export interface ArtistView {
  id: string;
  slug: string;
  name: string;
  bio: string;
  timeZone: string;
  /** At most this many active appointments a day; null = no limit. */
  dailyMaximum: number | null;
  /** The same for an ISO week. */
  weeklyMaximum: number | null;
  changeNoticeMinutes: number;
  customersMayMove: boolean;
  whenUnreachable: "accept" | "refuse";
  active: boolean;
  position: number;
  pictureUrl: string | null;
  /** Whether `hours` decide when appointments can be booked, or the Availability settings of `nextcloudUser`. */
  hoursSource: "parlour" | "nextcloud";
  nextcloudUser: string | null;
  /** Kept in Parlour. ISO weekday (1 = Monday) and minutes of the wall clock since midnight, in order. */
  hours: { weekday: number; startMinute: number; endMinute: number }[];
  /** What is not over yet, soonest first. */
  timeOff: { id: string; startMs: number; endMs: number; note: string }[];
  serviceIds: string[];
  /** Whether a calendar app may be subscribed to the artist's appointments. */
  hasFeed: boolean;
}

export function toArtistView(
  row: ArtistRow,
  more: { hours?: HoursRow[]; timeOff?: TimeOffRow[]; serviceIds?: string[] },
): ArtistView {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    bio: row.bio,
    timeZone: row.timeZone,
    dailyMaximum: row.dailyMaximum,
    weeklyMaximum: row.weeklyMaximum,
    changeNoticeMinutes: row.changeNoticeMinutes,
    customersMayMove: row.customersMayMove,
    whenUnreachable: row.whenUnreachable,
    active: row.active,
    position: row.position,
    pictureUrl: pictureLink(row.pictureId),
    hoursSource: row.hoursSource,
    nextcloudUser: row.nextcloudUser,
    hours: more.hours ?? [],
    timeOff: (more.timeOff ?? []).map(({ id, startMs, endMs, note }) => ({ id, startMs, endMs, note })),
    serviceIds: more.serviceIds ?? [],
    hasFeed: row.feedTokenHash !== null,
  };
}
