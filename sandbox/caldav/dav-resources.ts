import { calendarHref, davRoot, homeHref, objectHref, principalHref } from "#sandbox/dav/dav-path.ts";
import { escapeXml } from "#sandbox/dav/escape-xml.ts";
import type { DavResource, Property } from "#sandbox/dav/multistatus.ts";
import { appleNs, caldavNs, calendarServerNs, davNs, ownCloudNs } from "#sandbox/dav/namespaces.ts";
import type { CloudUser } from "#sandbox/users.ts";
import { type StoredObject, syncToken } from "./calendar-store.ts";
import { type CalendarView, visibleText } from "./calendar-view.ts";
import { calendarPrivilegeSet, ownPrivilegeSet } from "./privileges.ts";

const dav = (name: string, xml: string): Property => ({ namespace: davNs, name, xml });
const caldav = (name: string, xml: string): Property => ({ namespace: caldavNs, name, xml });
const ownCloud = (name: string, xml: string): Property => ({ namespace: ownCloudNs, name, xml });
const href = (path: string) => `<d:href>${escapeXml(path)}</d:href>`;
const report = (tag: string) => `<d:supported-report><d:report><${tag}/></d:report></d:supported-report>`;

const calendarReports = ["d:sync-collection", "cal:calendar-multiget", "cal:calendar-query"]
  .map(report)
  .join("");

/** What every resource answers about the user who asks. */
const aboutReader = (signedIn: CloudUser) => dav("current-user-principal", href(principalHref(signedIn.id)));

/** A plain collection: the DAV root, the list of homes, or a home that belongs to someone else. */
export function collectionResource(path: string, signedIn: CloudUser): DavResource {
  return {
    href: path,
    properties: [dav("resourcetype", "<d:collection/>"), aboutReader(signedIn)],
  };
}

export const rootResource = (signedIn: CloudUser) => collectionResource(`${davRoot}/`, signedIn);

/** A user's principal (RFC 3744; calendar properties of RFC 4791 and RFC 6638). */
export function principalResource(user: CloudUser, signedIn: CloudUser): DavResource {
  const self = principalHref(user.id);
  const home = homeHref(user.id);
  return {
    href: self,
    properties: [
      dav("resourcetype", "<d:principal/>"),
      dav("displayname", escapeXml(user.displayName)),
      dav("principal-URL", href(self)),
      aboutReader(signedIn),
      caldav("calendar-home-set", href(home)),
      caldav("calendar-user-address-set", href(`mailto:${user.email}`) + href(self)),
      caldav("schedule-inbox-URL", href(`${home}inbox/`)),
      caldav("schedule-outbox-URL", href(`${home}outbox/`)),
      caldav("schedule-default-calendar-URL", href(`${home}personal/`)),
    ],
  };
}

/** One's own calendar home. */
export function homeResource(signedIn: CloudUser): DavResource {
  const resource = collectionResource(homeHref(signedIn.id), signedIn);
  resource.properties.push(
    dav("current-user-privilege-set", ownPrivilegeSet),
    dav("owner", href(principalHref(signedIn.id))),
    dav("supported-report-set", report("d:sync-collection")),
  );
  return resource;
}

/** What stands in every home beside the calendars, with the element that tells it from one. */
const serviceTypes: ReadonlyMap<string, string> = new Map([
  ["inbox", "<cal:schedule-inbox/>"],
  ["outbox", "<cal:schedule-outbox/>"],
  ["trashbin", '<x1:trash-bin xmlns:x1="http://nextcloud.com/ns"/>'],
]);

/** The names no calendar can have. */
export const serviceNames: readonly string[] = [...serviceTypes.keys()];

/** A home's inbox, outbox or trash bin: there to be seen (and skipped). */
export function serviceResource(user: string, name: string, signedIn: CloudUser): DavResource {
  const resource = collectionResource(calendarHref(user, name), signedIn);
  const type = dav("resourcetype", `<d:collection/>${serviceTypes.get(name) ?? ""}`);
  return { ...resource, properties: [type, ...resource.properties.slice(1)] };
}

/** A home's inbox, with the working hours its user set, where there are any. */
export function inboxResource(
  user: string,
  availability: string | undefined,
  signedIn: CloudUser,
): DavResource {
  const resource = serviceResource(user, "inbox", signedIn);
  if (availability !== undefined)
    resource.properties.push(caldav("calendar-availability", escapeXml(availability)));
  return resource;
}

/** A calendar as the signed-in user sees it. */
export function calendarResource(view: CalendarView, signedIn: CloudUser): DavResource {
  const { calendar } = view;
  const token = syncToken(calendar);
  const components = calendar.components.map((name) => `<cal:comp name="${escapeXml(name)}"/>`).join("");
  const properties = [
    dav("resourcetype", "<d:collection/><cal:calendar/>"),
    dav("displayname", escapeXml(view.displayName)),
    { namespace: calendarServerNs, name: "getctag", xml: token },
    dav("sync-token", token),
    caldav("supported-calendar-component-set", components),
    { namespace: appleNs, name: "calendar-color", xml: escapeXml(calendar.color) },
    dav("current-user-privilege-set", calendarPrivilegeSet(view.access)),
    dav("owner", href(principalHref(calendar.owner))),
    ownCloud("owner-principal", escapeXml(`principals/users/${calendar.owner}`)),
    dav("supported-report-set", calendarReports),
    aboutReader(signedIn),
  ];
  if (view.access !== "owner") properties.push(ownCloud("read-only", view.access === "read" ? "1" : ""));
  return { href: calendarHref(view.user, view.uri), properties };
}

/** A calendar object; with `calendar-data` only in REPORTs, as the text is what costs. */
export function objectResource(view: CalendarView, object: StoredObject, withData: boolean): DavResource {
  const type = `text/calendar; charset=utf-8; component=${object.component.toLowerCase()}`;
  const properties = [
    dav("getetag", escapeXml(object.etag)),
    dav("getcontenttype", type),
    dav("getcontentlength", String(Buffer.byteLength(visibleText(view, object)))),
    dav("getlastmodified", new Date(object.modified).toUTCString()),
    dav("resourcetype", ""),
  ];
  // sabre/dav takes the carriage returns out of calendar data in XML; only a GET has the bytes as stored.
  if (withData)
    properties.push(caldav("calendar-data", escapeXml(visibleText(view, object).replaceAll("\r", ""))));
  return { href: objectHref(view.user, view.uri, object.name), properties };
}
