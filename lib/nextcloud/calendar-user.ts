import { UpstreamError } from "#lib/core/errors.ts";
import { calendarRootPath } from "./account.ts";
import type { SendOptions } from "./dav-request.ts";
import { normaliseHref } from "./href.ts";
import { type DavResponse, propOf } from "./multistatus.ts";
import { NS } from "./namespaces.ts";
import { propfind } from "./propfind.ts";
import type { Transport } from "./transport.ts";

/** A user as scheduling knows one (RFC 6638 §2.4). */
export interface CalendarUser {
  /** `mailto:…` exactly as the server writes it, which is how it compares; null where the user has no address. */
  address: string | null;
  /** Canonical path of the scheduling outbox; null where the server has none. */
  outbox: string | null;
}

const PROPS = { "c:calendar-user-address-set": {}, "c:schedule-outbox-URL": {} };

/** The user with that id, or null where there is none, or no such principals. Throws UpstreamError otherwise. */
export async function readCalendarUser(
  transport: Transport,
  userId: string,
  options: SendOptions = {},
): Promise<CalendarUser | null> {
  return readPrincipal(
    transport,
    `${davRootPath(transport)}principals/users/${encodeURIComponent(userId)}/`,
    options,
  );
}

/**
 * The signed-in user, found by current-user-principal, since a login name may be another than the user id.
 * Null where the server does not say. Throws UpstreamError otherwise.
 */
export async function readOwnCalendarUser(
  transport: Transport,
  options: SendOptions = {},
): Promise<CalendarUser | null> {
  const root = davRootPath(transport);
  const response = await firstRow(transport, root, { "d:current-user-principal": {} }, options);
  const [principal] = response ? hrefsIn(response, NS.dav, "current-user-principal") : [];
  return principal ? readPrincipal(transport, normaliseHref(principal, root), options) : null;
}

async function readPrincipal(
  transport: Transport,
  path: string,
  options: SendOptions,
): Promise<CalendarUser | null> {
  const response = await firstRow(transport, path, PROPS, options);
  if (!response) return null;
  const addresses = hrefsIn(response, NS.caldav, "calendar-user-address-set");
  const [outbox] = hrefsIn(response, NS.caldav, "schedule-outbox-URL");
  return {
    address: addresses.find((address) => /^mailto:[^@\s]+@[^@\s]+$/i.test(address)) ?? null,
    outbox: outbox ? normaliseHref(outbox, path) : null,
  };
}

async function firstRow(
  transport: Transport,
  href: string,
  props: Record<string, object>,
  options: SendOptions,
): Promise<DavResponse | null> {
  try {
    return (await propfind(transport, href, "0", props, options))[0] ?? null;
  } catch (error) {
    if (error instanceof UpstreamError && error.reason === "not-found") return null;
    throw error;
  }
}

function hrefsIn(response: DavResponse, namespace: string, name: string): string[] {
  return (propOf(response, namespace, name)?.children ?? [])
    .filter((child) => child.name === "href" && child.namespace === NS.dav)
    .map((child) => child.text.trim())
    .filter((href) => href !== "");
}

/** Calendars and principals stand beside each other below Nextcloud's DAV root. */
function davRootPath(transport: Transport): string {
  return calendarRootPath(transport.account).replace(/[^/]+\/$/, "");
}
