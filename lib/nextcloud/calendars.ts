import { UpstreamError } from "#lib/core/errors.ts";
import { calendarHomePath } from "./account.ts";
import type { SendOptions } from "./dav-request.ts";
import { discoverHome } from "./discover-home.ts";
import { normaliseHref } from "./href.ts";
import { propfind } from "./propfind.ts";
import { CALENDAR_PROPS, readRemoteCalendar } from "./remote-calendar.ts";
import type { Transport } from "./transport.ts";

/** A calendar as the signed-in account sees it. */
export interface RemoteCalendar {
  /** Canonical path with a trailing slash. */
  href: string;
  /** Its last segment, decoded. */
  calendarId: string;
  displayName: string;
  syncToken: string | null;
  ctag: string | null;
  color: string | null;
  /** Such as `VEVENT`; always with it. */
  components: string[];
  /** User id of the owner; null where the server does not say. */
  owner: string | null;
  writable: boolean;
  /** Owned by somebody else. */
  shared: boolean;
  supportsSyncCollection: boolean;
}

/** The discovered home of servers that are not a Nextcloud, so that later listings cost one request. */
const discoveredHomes = new WeakMap<Transport, string>();

/**
 * All calendars for events that the account sees, by one PROPFIND on its home. Where that address has none, the
 * home is discovered once per transport. Throws UpstreamError; an empty list means that there is no calendar.
 */
export async function listCalendars(
  transport: Transport,
  options: SendOptions = {},
): Promise<RemoteCalendar[]> {
  const known = discoveredHomes.get(transport);
  if (known !== undefined) return listHome(transport, known, options);
  const home = normaliseHref(calendarHomePath(transport.account), transport.origin);
  const listed = await listHome(transport, home, options).catch((error: unknown) => {
    if (isAbsent(error)) return null;
    throw error;
  });
  // Nextcloud answers a foreign home with its root alone: a login name that is not the user id finds nothing there.
  if (listed !== null && listed.length > 0) return listed;
  const discovered = await discoverHome(transport, options).catch((error: unknown) => {
    if (listed !== null && error instanceof UpstreamError && error.reason === "no-calendar-home") return home;
    throw error;
  });
  if (listed !== null && discovered === home) return listed;
  discoveredHomes.set(transport, discovered);
  return listHome(transport, discovered, options);
}

/**
 * One calendar by its address. Throws UpstreamError `rejected` with status 404 where there is none, and with
 * reason `not-a-calendar` where something else is.
 */
export async function readCalendar(
  transport: Transport,
  href: string,
  options: SendOptions = {},
): Promise<RemoteCalendar> {
  const responses = await propfind(transport, href, "0", CALENDAR_PROPS, options);
  const [response] = responses;
  const calendar = response ? readRemoteCalendar(response, href, transport.account.username) : null;
  if (calendar) return calendar;
  throw new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    reason: "not-a-calendar",
    retryable: false,
    message: "This address is not a calendar that takes events.",
  });
}

async function listHome(transport: Transport, home: string, options: SendOptions): Promise<RemoteCalendar[]> {
  const responses = await propfind(transport, home, "1", CALENDAR_PROPS, options);
  return responses.flatMap(
    (response) => readRemoteCalendar(response, home, transport.account.username) ?? [],
  );
}

/** Not there, or not a CalDAV address at all. */
function isAbsent(error: unknown): boolean {
  if (!(error instanceof UpstreamError)) return false;
  if (error.kind === "malformed") return error.reason === "html" || error.reason === "not-multistatus";
  return error.kind === "rejected" && error.status !== undefined && error.status < 500;
}
