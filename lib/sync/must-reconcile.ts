import type { CalendarRow } from "#db/queries/calendars.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { dayOf, instantOf } from "#lib/core/time-zone.ts";

/** Nextcloud prunes its log of changes: after this long without contact a delta may lack some of them. */
const OFFLINE_MS = 6 * HOUR;
/** Three in the morning, in the artist's zone. */
const NIGHT_MINUTE = (3 * HOUR) / MINUTE;

/** Whether the calendar was out of contact for so long that a delta is not enough. */
export function wasOffline({ syncedAt }: Pick<CalendarRow, "syncedAt">, nowMs: number): boolean {
  return syncedAt !== null && nowMs - syncedAt > OFFLINE_MS;
}

/** Whether this night's comparison of everything has not been made yet. */
export function isNightDue(
  { reconciledAt }: Pick<CalendarRow, "reconciledAt">,
  nowMs: number,
  timeZone: string,
): boolean {
  const tonight = instantOf(dayOf(nowMs, timeZone), NIGHT_MINUTE, timeZone);
  const lastNight =
    tonight <= nowMs ? tonight : instantOf(dayOf(nowMs - DAY, timeZone), NIGHT_MINUTE, timeZone);
  return (reconciledAt ?? 0) < lastNight;
}
