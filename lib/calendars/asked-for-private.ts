import type { CalendarRow } from "#db/queries/calendars.ts";

type Row = Pick<CalendarRow, "id" | "artistId" | "owner" | "shared">;

/**
 * The calendar at which an owner's private events are kept: the first of an artist's calendars that this owner shares
 * with us. Free/busy covers everything the owner has, so one asks for all. Null where the calendar is not shared, and
 * shows everything itself, or the server does not say by whom.
 */
export function askedForPrivate<Calendar extends Row>(
  calendars: readonly Calendar[],
  calendar: Row,
): Calendar | null {
  if (!calendar.shared || calendar.owner === null) return null;
  const { artistId, owner } = calendar;
  return calendars.find((one) => one.shared && one.artistId === artistId && one.owner === owner) ?? null;
}
