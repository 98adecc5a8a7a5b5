import { UpstreamError } from "#lib/core/errors.ts";
import { basePathOf, calendarRootPath, joinUnderBase } from "./account.ts";
import { normaliseHref, pathSegments } from "./href.ts";
import type { Transport } from "./transport.ts";

/** What somebody pasted as the address of a calendar, taken apart. */
export interface CalendarAddress {
  /** Canonical path with a trailing slash. */
  path: string;
  /** The user in whose home the address lies; null where the address does not say. */
  owner: string | null;
  /** Null where the address is a home or the server itself, and nobody said which calendar. */
  calendarId: string | null;
}

/**
 * Reads a full URL or a path, with or without credentials, subpath, trailing slash or `?export`, plus the name of
 * the calendar where that is given apart. Throws UpstreamError `rejected` with reason `not-an-address`,
 * `other-origin`, `web-link` or `public-link`.
 */
export function readCalendarAddress(
  transport: Transport,
  input: { calendarUrl: string; calendarId?: string | null },
): CalendarAddress {
  const { account } = transport;
  const pasted = pastedPath(transport, input.calendarUrl.trim());
  refuseLinks(pasted);
  const path = normaliseHref(joinUnderBase(account.baseUrl, pasted), transport.origin);
  const wanted = pathSegments(input.calendarId ?? "");
  const known = knownSegments(transport, path);
  if (known === null) return addressElsewhere(path, wanted);

  const root = normaliseHref(calendarRootPath(account), transport.origin);
  // The site itself and only a name: whose calendar it is, the name must tell.
  if (known.length === 0 && wanted.length === 1)
    return {
      path: `${root}${encodePath([account.username, ...wanted])}`,
      owner: null,
      calendarId: wanted[0] ?? null,
    };
  // An address that goes down to a calendar (or to an event in one) needs no name beside it.
  const [owner, calendarId] = known.length >= 2 ? known : [...known, ...wanted];
  const segments = [owner, calendarId].filter((segment) => segment !== undefined);
  return { path: `${root}${encodePath(segments)}`, owner: owner ?? null, calendarId: calendarId ?? null };
}

/** What stands below Nextcloud's calendars: owner, calendar, event. Null for a server of another make. */
function knownSegments(transport: Transport, path: string): string[] | null {
  const { account } = transport;
  const legacyRoot = joinUnderBase(account.baseUrl, "/remote.php/caldav/calendars/");
  for (const root of [calendarRootPath(account), legacyRoot].map((root) =>
    normaliseHref(root, transport.origin),
  ))
    if (path.startsWith(root)) return pathSegments(path.slice(root.length));
  const principal = /\/principals\/users\/([^/]+)\/?$/.exec(path)?.[1];
  if (principal !== undefined) return pathSegments(principal);
  const site = path.slice(basePathOf(account.baseUrl).length);
  return /^(\/remote\.php(\/(dav|caldav))?)?(\/calendars)?\/?$/.test(site) ? [] : null;
}

/** A server of another make: the path is taken at its word. */
function addressElsewhere(path: string, wanted: string[]): CalendarAddress {
  const segments = pathSegments(path);
  const all = wanted.length === 0 || segments.at(-1) === wanted.at(-1) ? segments : [...segments, ...wanted];
  return { path: `/${encodePath(all)}`, owner: all.at(-2) ?? null, calendarId: all.at(-1) ?? null };
}

function encodePath(segments: string[]): string {
  return segments.map((segment) => `${encodeURIComponent(segment)}/`).join("");
}

function pastedPath(transport: Transport, pasted: string): string {
  if (pasted === "") throw rejected("not-an-address", "No calendar address was given.");
  const { host, protocol } = new URL(transport.origin);
  const text = pasted.toLowerCase().startsWith(`${host}/`) ? `${protocol}//${pasted}` : pasted;
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text))
    return new URL(`/${text.replace(/^\/+/, "")}`, transport.origin).pathname;
  if (!URL.canParse(text)) throw rejected("not-an-address", "This is not a readable web address.");
  const url = new URL(text);
  if (/^webcals?:$/.test(url.protocol)) throw publicLink();
  if (!/^https?:$/.test(url.protocol))
    throw rejected("not-an-address", "This is not a web address of a calendar.");
  if (url.origin !== transport.origin)
    throw rejected(
      "other-origin",
      `This calendar is at ${url.origin}; only calendars at ${transport.origin} can be used.`,
    );
  return url.pathname;
}

function refuseLinks(path: string): void {
  if (/\/public-calendars\/|\/apps\/calendar\/(p|embed)\//.test(path)) throw publicLink();
  if (/\/apps\/calendar(\/|$)/.test(path))
    throw rejected(
      "web-link",
      "This is the address of the calendar's web page. In Nextcloud Calendar, edit the calendar and copy its internal link.",
    );
}

function publicLink(): UpstreamError {
  return rejected(
    "public-link",
    "This is a public link, which can only be read. Share the calendar with the studio's account instead, and paste its internal link.",
  );
}

function rejected(reason: string, message: string): UpstreamError {
  return new UpstreamError({ service: "nextcloud", kind: "rejected", reason, message, retryable: false });
}
