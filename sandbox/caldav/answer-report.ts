import { badRequest, DavError } from "#sandbox/dav/dav-error.ts";
import { davSegments, objectHref } from "#sandbox/dav/dav-path.ts";
import { goneResponse, multistatus, resourceResponse } from "#sandbox/dav/multistatus.ts";
import { davNs } from "#sandbox/dav/namespaces.ts";
import { childOf, type XmlElement } from "#sandbox/dav/parse-xml.ts";
import { requestedProperties } from "#sandbox/dav/requested-properties.ts";
import { syncNumber, syncToken } from "./calendar-store.ts";
import { type CalendarView, visibleObject, visibleObjects } from "./calendar-view.ts";
import { objectResource } from "./dav-resources.ts";

const tokenPattern = /^http:\/\/sabre\.io\/ns\/sync\/(\d{1,15})$/;
const maxHrefs = 50_000;

/** The number in a client's sync token; undefined for the empty one. Throws 403 `valid-sync-token`. */
function tokenNumber(report: XmlElement): number | undefined {
  const token = childOf(report, davNs, "sync-token")?.text.trim() ?? "";
  if (token === "") return undefined;
  const digits = tokenPattern.exec(token)?.[1];
  if (digits === undefined) {
    throw new DavError(403, "Sabre\\DAV\\Exception\\InvalidSyncToken", "Invalid or unknown sync token", {
      extra: "<d:valid-sync-token/>",
    });
  }
  return Number(digits);
}

function limitOf(report: XmlElement): number | undefined {
  const limit = childOf(report, davNs, "limit");
  const count = limit === undefined ? undefined : childOf(limit, davNs, "nresults")?.text.trim();
  return count !== undefined && /^\d{1,9}$/.test(count) ? Number(count) : undefined;
}

/**
 * `sync-collection` (RFC 6578) as Nextcloud answers it: an empty token lists everything, a token too high
 * changes nothing, a limit is refused at first and silently cuts a delta later. What became invisible to a
 * sharee is left out without a 404.
 */
export function answerSyncCollection(view: CalendarView, report: XmlElement): string {
  const { calendar } = view;
  const since = tokenNumber(report);
  const limit = limitOf(report);
  const requested = requestedProperties(report);
  const tail = `<d:sync-token>${syncToken(calendar)}</d:sync-token>`;
  if (since === undefined) {
    if (limit !== undefined) {
      throw new DavError(507, "OCA\\DAV\\Exception\\UnsupportedLimitOnInitialSyncException", "", {
        extra: "<d:number-of-matches-within-limits/>",
      });
    }
    const all = visibleObjects(view).map((object) => objectResource(view, object, true));
    return multistatus(
      all.map((resource) => resourceResponse(resource, requested)),
      tail,
    );
  }
  const current = syncNumber(calendar);
  const changes = since < current ? calendar.changes.slice(Math.max(since, 1) - 1) : [];
  // The latest change of a name counts; its place is that of its first.
  const latest = new Map(changes.slice(0, limit).map((change) => [change.name, change.kind]));
  const responses: string[] = [];
  for (const [name, kind] of latest) {
    if (kind === "delete") {
      responses.push(goneResponse(objectHref(view.user, view.uri, name)));
      continue;
    }
    const object = visibleObject(view, name);
    if (object !== undefined) responses.push(resourceResponse(objectResource(view, object, true), requested));
  }
  return multistatus(responses, tail);
}

/** `calendar-multiget` (RFC 4791, section 7.9): what is not there is left out, as Nextcloud does. */
export function answerMultiget(view: CalendarView, report: XmlElement): string {
  const requested = requestedProperties(report);
  const hrefs = report.children.filter((child) => child.namespace === davNs && child.name === "href");
  if (hrefs.length > maxHrefs) throw badRequest("Too many hrefs");
  const responses: string[] = [];
  for (const href of hrefs) {
    const path = href.text.trim().replace(/^https?:\/\/[^/]+/i, "");
    const [tree, user, uri, ...name] = davSegments(path);
    if (tree !== "calendars" || user !== view.user || uri !== view.uri) continue;
    const object = visibleObject(view, name.join("/"));
    if (object !== undefined) responses.push(resourceResponse(objectResource(view, object, true), requested));
  }
  return multistatus(responses);
}
