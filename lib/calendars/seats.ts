import type { CalendarRow } from "#db/queries/calendars.ts";
import type { RemoteCalendar } from "#lib/nextcloud/calendars.ts";
import { isSameUser } from "#lib/nextcloud/remote-calendar.ts";

type Seat = Pick<RemoteCalendar, "href" | "calendarId" | "writable" | "shared" | "owner">;

/** The owner's own view of a calendar that we know through a share: `work_shared_by_mara` is Mara's `work`. */
export function ownSeat(
  own: RemoteCalendar[],
  calendar: Pick<CalendarRow, "calendarId" | "owner">,
): Seat | null {
  const { owner } = calendar;
  const uri = ownUri(calendar);
  if (owner === null) return null;
  return seatOf(
    own.find(
      (one) => !one.shared && one.owner !== null && isSameUser(one.owner, owner) && one.calendarId === uri,
    ),
  );
}

/** The view through a share of a calendar that we know as its owner. */
export function sharedSeat(
  shared: RemoteCalendar[],
  calendar: Pick<CalendarRow, "calendarId" | "owner">,
): Seat | null {
  const { owner } = calendar;
  if (owner === null) return null;
  const uri = `${ownUri(calendar)}_shared_by_${owner}`;
  return seatOf(
    shared.find((one) => one.owner !== null && isSameUser(one.owner, owner) && one.calendarId === uri),
  );
}

function ownUri({ calendarId, owner }: Pick<CalendarRow, "calendarId" | "owner">): string {
  const suffix = `_shared_by_${owner ?? ""}`;
  return calendarId.endsWith(suffix) ? calendarId.slice(0, -suffix.length) : calendarId;
}

function seatOf(calendar: RemoteCalendar | undefined): Seat | null {
  if (!calendar) return null;
  const { href, calendarId, writable, shared, owner } = calendar;
  return { href, calendarId, writable, shared, owner };
}
