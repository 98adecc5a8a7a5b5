import type { RemoteCalendar } from "./calendars.ts";
import { normaliseHref, pathSegments } from "./href.ts";
import { type DavResponse, propOf, propText } from "./multistatus.ts";
import { NS } from "./namespaces.ts";
import { containsElement, type XmlElement } from "./xml.ts";

const ownCloud = { _attributes: { "xmlns:oc": NS.owncloud } };

/** The properties asked of a calendar, as tsdav writes them. */
export const CALENDAR_PROPS = {
  "d:resourcetype": {},
  "d:displayname": {},
  "d:sync-token": {},
  "cs:getctag": {},
  "ca:calendar-color": {},
  "c:supported-calendar-component-set": {},
  "d:supported-report-set": {},
  "d:current-user-privilege-set": {},
  "d:current-user-principal": {},
  "d:owner": {},
  "oc:owner-principal": ownCloud,
  "oc:read-only": ownCloud,
};

/** RFC 4791 5.2.3: a calendar that does not say which components it takes must take them all. */
const ALL_COMPONENTS = ["VEVENT", "VTODO", "VJOURNAL"];

/**
 * The calendar a response describes; null for everything else in a calendar home: the home itself, inbox,
 * outbox, trash bin, subscriptions, and calendars that take no VEVENT.
 */
export function readRemoteCalendar(
  response: DavResponse,
  base: string,
  username: string,
): RemoteCalendar | null {
  const type = propOf(response, NS.dav, "resourcetype");
  if (!type?.children.some((child) => child.name === "calendar" && child.namespace === NS.caldav))
    return null;
  if (type.children.some((child) => child.name === "subscribed" || child.name === "deleted-calendar"))
    return null;
  const components = componentsOf(propOf(response, NS.caldav, "supported-calendar-component-set"));
  if (!components.includes("VEVENT")) return null;

  const path = normaliseHref(response.href, base);
  const href = path.endsWith("/") ? path : `${path}/`;
  const calendarId = pathSegments(href).at(-1) ?? "";
  const syncToken = propText(response, NS.dav, "sync-token");
  const owner = ownerOf(response);
  return {
    href,
    calendarId,
    displayName: propText(response, NS.dav, "displayname") ?? calendarId,
    syncToken,
    ctag: propText(response, NS.calendarServer, "getctag"),
    color: propText(response, NS.apple, "calendar-color"),
    components,
    owner,
    writable: isWritable(response),
    shared: owner !== null && !isSameUser(owner, selfOf(response) ?? username),
    supportsSyncCollection: supportsSync(response, syncToken),
  };
}

/** User ids keep their case but are compared without it, as Nextcloud does when it signs somebody in. */
export function isSameUser(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function componentsOf(set: XmlElement | undefined): string[] {
  const named = (set?.children ?? []).flatMap((child) => child.attributes.name?.toUpperCase() ?? []);
  return named.length > 0 ? named : ALL_COMPONENTS;
}

function ownerOf(response: DavResponse): string | null {
  const principal = propText(response, NS.owncloud, "owner-principal") ?? hrefIn(response, "owner");
  return principal === null ? null : (pathSegments(principal).at(-1) ?? null);
}

/** Who is signed in, by the server's own word: a login name may be a mail address where the user id is another. */
function selfOf(response: DavResponse): string | null {
  const principal = hrefIn(response, "current-user-principal");
  return principal === null ? null : (pathSegments(principal).at(-1) ?? null);
}

function hrefIn(response: DavResponse, prop: string): string | null {
  const href =
    propOf(response, NS.dav, prop)
      ?.children.find((child) => child.name === "href")
      ?.text.trim() ?? "";
  return href === "" ? null : href;
}

/** A server that tells no privileges (RFC 3744) is taken to allow writing; it refuses the PUT if it does not. */
function isWritable(response: DavResponse): boolean {
  if (propText(response, NS.owncloud, "read-only") === "1") return false;
  const set = propOf(response, NS.dav, "current-user-privilege-set");
  if (!set) return true;
  const names = new Set(set.children.flatMap((privilege) => privilege.children.map((child) => child.name)));
  return names.has("all") || names.has("write") || (names.has("write-content") && names.has("bind"));
}

function supportsSync(response: DavResponse, syncToken: string | null): boolean {
  const reports = propOf(response, NS.dav, "supported-report-set");
  if (!reports) return syncToken !== null;
  // Looked for at any depth: Xandikos leaves the `<report>` between out.
  return containsElement(reports, "sync-collection");
}
