import { checkPreconditions, type Preconditions } from "#sandbox/dav/check-preconditions.ts";
import {
  DavError,
  forbidden,
  methodNotAllowed,
  noSuchNode,
  notFound,
  overwriteRefused,
  unsupportedMediaType,
} from "#sandbox/dav/dav-error.ts";
import type { DavPath } from "#sandbox/dav/dav-path.ts";
import type { Destination } from "#sandbox/dav/read-destination.ts";
import type { CalendarStore } from "./calendar-store.ts";
import { type CalendarView, findCalendarView, visibleObject } from "./calendar-view.ts";
import { serviceNames } from "./dav-resources.ts";

type ObjectPath = Extract<DavPath, { kind: "object" }>;

/** The calendar a destination stands in. Throws what sabre/dav answers where no object can stand. */
function destinationCalendar(store: CalendarStore, path: DavPath, user: string) {
  const nowhere = new DavError(409, "Sabre\\DAV\\Exception\\Conflict", "The destination node is not found");
  if (path.kind === "calendar") {
    if (path.user !== user) throw nowhere;
    throw methodNotAllowed("Creating new files in this collection is not supported");
  }
  if (path.kind !== "object") throw forbidden("Nothing can be moved there");
  if (path.user === user && serviceNames.includes(path.uri)) throw forbidden("Nothing can be moved there");
  const view = findCalendarView(store, user, path.user, path.uri);
  const [parent, ...below] = path.name.split("/");
  if (view === undefined) throw nowhere;
  if (below.length > 0) {
    if (visibleObject(view, parent ?? "") === undefined) throw nowhere;
    throw unsupportedMediaType("The destination node is not a collection");
  }
  return { view, name: path.name };
}

/** Nextcloud hides from a reader what only a writer may do: 404, not 403. */
function refuseReader(view: CalendarView) {
  if (view.access === "read") throw noSuchNode(view.uri);
}

/**
 * `MOVE` of an object into another calendar of the user's home, own or shared for writing (RFC 4918, section 9.9):
 * text, ETag and UID stay, and the trash bin learns nothing. Within one calendar Nextcloud renames nothing (403).
 * A destination that is overwritten goes into the trash bin, whether or not the move then succeeds.
 * Answers 201, or 204 where something was overwritten. Throws 400, 403, 404, 405, 409, 412 or 415.
 */
export function moveObject(
  store: CalendarStore,
  input: { source: ObjectPath; destination: Destination; preconditions: Preconditions; user: string },
): 201 | 204 {
  const { source, destination, user } = input;
  const from = findCalendarView(store, user, source.user, source.uri);
  if (from === undefined) throw noSuchNode(source.uri);
  const object = visibleObject(from, source.name);
  checkPreconditions(input.preconditions, object?.etag);
  if (object === undefined) throw notFound("Calendar object not found");
  const { view: to, name } = destinationCalendar(store, destination.path, user);
  const inTheWay = visibleObject(to, name);
  if (inTheWay !== undefined && !destination.overwrite) throw overwriteRefused();
  const sameCalendar = to.uri === from.uri;
  if (sameCalendar && name === source.name) throw forbidden("Source and destination uri are identical.");
  refuseReader(from);
  refuseReader(to);
  if (inTheWay !== undefined) store.removeObject(to.calendar, name);
  if (sameCalendar) throw forbidden("Permission denied to rename file");
  // What a sharee cannot see cannot be overwritten either.
  if (to.calendar.objects.has(name)) throw forbidden("The destination node already exists");
  store.move(from.calendar, object, to.calendar, name);
  return inTheWay === undefined ? 201 : 204;
}
