import { UpstreamError } from "#lib/core/errors.ts";
import { calendarRootPath } from "./account.ts";
import { type CalendarAddress, readCalendarAddress } from "./calendar-address.ts";
import { listCalendars, type RemoteCalendar, readCalendar } from "./calendars.ts";
import { pathSegments } from "./href.ts";
import { isSameUser } from "./remote-calendar.ts";
import type { Transport } from "./transport.ts";

/**
 * The calendar that a person means by what they pasted, under the address at which this account sees it: an
 * artist's own link finds the calendar shared with the account. Throws UpstreamError `rejected` with reason
 * `other-origin`, `web-link`, `public-link`, `not-an-address`, `not-a-calendar`, `not-found` or `not-shared`.
 */
export async function resolveCalendar(
  transport: Transport,
  input: { calendarUrl: string; calendarId?: string | null },
  options: { signal?: AbortSignal } = {},
): Promise<RemoteCalendar> {
  const address = readCalendarAddress(transport, input);
  const calendars = await listCalendars(transport, options);
  const found =
    calendars.find((calendar) => calendar.href === address.path) ?? matchOwner(calendars, address);
  if (found) return found;
  if (address.calendarId === null) throw rejected("not-a-calendar", wholeHome(calendars));
  try {
    return await readCalendar(transport, address.path, options);
  } catch (error) {
    if (error instanceof UpstreamError && (error.status === 404 || error.status === 403))
      throw notVisible(transport, address, calendars);
    throw error;
  }
}

/** The one calendar whose owner and whose name at the owner's are the ones pasted. */
function matchOwner(calendars: RemoteCalendar[], address: CalendarAddress): RemoteCalendar | undefined {
  const { owner, calendarId } = address;
  if (calendarId === null) return undefined;
  const isMeant = (calendar: RemoteCalendar, user: string | null, uri: string) =>
    uriAtOwner(calendar) === uri &&
    (user === null || (calendar.owner !== null && isSameUser(calendar.owner, user)));
  const direct = calendars.filter((calendar) => isMeant(calendar, owner, calendarId));
  if (direct.length > 0) return direct.length === 1 ? direct[0] : undefined;
  // Another sharee's link: `personal_shared_by_mara` in any home is Mara's `personal`.
  const shared = /^(.+)_shared_by_(.+)$/.exec(calendarId);
  if (!shared) return undefined;
  const matches = calendars.filter((calendar) => isMeant(calendar, shared[2] ?? null, shared[1] ?? ""));
  return matches.length === 1 ? matches[0] : undefined;
}

/** A share carries the owner's name for the calendar, `_shared_by_` and the owner (Nextcloud's CalDavBackend). */
function uriAtOwner(calendar: RemoteCalendar): string {
  const suffix = `_shared_by_${calendar.owner ?? ""}`;
  const isShare = calendar.shared && calendar.calendarId.toLowerCase().endsWith(suffix.toLowerCase());
  return isShare ? calendar.calendarId.slice(0, -suffix.length) : calendar.calendarId;
}

function notVisible(
  transport: Transport,
  address: CalendarAddress,
  calendars: RemoteCalendar[],
): UpstreamError {
  const { username } = transport.account;
  const { owner, calendarId } = address;
  const isForeign = owner !== null && !isSameUser(owner, username);
  // Only below Nextcloud's calendars is the segment before the calendar a person who could share it.
  if (isForeign && address.path.startsWith(calendarRootPath(transport.account)))
    return rejected(
      "not-shared",
      `The calendar “${calendarId}” of ${owner} is not shared with ${username}. In Nextcloud Calendar, ${owner} shares it with “${username}” and ticks “can edit”.`,
      404,
    );
  return rejected(
    "not-found",
    `The account ${username} has no calendar at this address. ${seen(calendars)}`,
    404,
  );
}

function wholeHome(calendars: RemoteCalendar[]): string {
  return `This address holds several calendars; say which one is meant. ${seen(calendars)}`;
}

function seen(calendars: RemoteCalendar[]): string {
  if (calendars.length === 0) return "It sees no calendar at all.";
  const names = calendars.slice(0, 10).map((calendar) => pathSegments(calendar.href).at(-1));
  return `It sees: ${names.join(", ")}${calendars.length > names.length ? ", …" : ""}.`;
}

function rejected(reason: string, message: string, status?: number): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    reason,
    message,
    status,
    retryable: false,
  });
}
