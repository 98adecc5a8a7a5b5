import {
  badRequest,
  DavError,
  forbidden,
  noSuchNode,
  notFound,
  reportNotSupported,
} from "#sandbox/dav/dav-error.ts";
import { calendarHref, type DavPath } from "#sandbox/dav/dav-path.ts";
import { escapeXml } from "#sandbox/dav/escape-xml.ts";
import { type DavResource, multistatus, resourceResponse } from "#sandbox/dav/multistatus.ts";
import { caldavNs, davNs, nextcloudComNs } from "#sandbox/dav/namespaces.ts";
import { parseXml } from "#sandbox/dav/parse-xml.ts";
import { readDestination } from "#sandbox/dav/read-destination.ts";
import { propfindProperties, requestedProperties } from "#sandbox/dav/requested-properties.ts";
import type { CloudUser } from "#sandbox/users.ts";
import type { CalendarStore, StoredCalendar, TrashedObject } from "./calendar-store.ts";
import { collectionResource } from "./dav-resources.ts";

type Trashed = { calendar: StoredCalendar; object: TrashedObject };

/** A request on the trash bin; absent headers are empty. */
export type TrashbinRequest = {
  method: string;
  path: DavPath;
  body: string;
  signedIn: CloudUser;
  header(name: string): string;
};

export type TrashbinAnswer = { status: 200 | 201 | 204 | 207; body: string };

/** What was deleted from a user's own calendars, whoever deleted it, the newest first. */
function trashOf(store: CalendarStore, user: string): Trashed[] {
  return store
    .all()
    .filter((calendar) => calendar.owner === user)
    .flatMap((calendar) => [...calendar.trash.values()].map((object) => ({ calendar, object })))
    .sort((a, b) => b.object.id - a.object.id);
}

function trashedResource({ calendar, object }: Trashed): DavResource {
  const text = object.body.toString("utf8").replaceAll("\r", "");
  const deletedAt = `${new Date(object.deletedAt).toISOString().slice(0, 19)}+00:00`;
  return {
    href: `${calendarHref(calendar.owner, "trashbin")}objects/${object.id}.ics`,
    properties: [
      { namespace: davNs, name: "resourcetype", xml: "" },
      { namespace: davNs, name: "getetag", xml: escapeXml(object.etag) },
      { namespace: davNs, name: "getcontentlength", xml: String(object.body.length) },
      { namespace: nextcloudComNs, name: "deleted-at", xml: deletedAt },
      { namespace: nextcloudComNs, name: "calendar-uri", xml: escapeXml(calendar.uri) },
      { namespace: caldavNs, name: "calendar-data", xml: escapeXml(text) },
    ],
  };
}

const notImplemented = (message: string) =>
  new DavError(501, "Sabre\\DAV\\Exception\\NotImplemented", message);

/** The collection of all that was deleted: it can be queried (every filter finds everything), not listed. */
function answerCollection(store: CalendarStore, request: TrashbinRequest): TrashbinAnswer {
  const { method, body, signedIn, header } = request;
  if (method === "PROPFIND" && header("depth") === "0") {
    const self = collectionResource(`${calendarHref(signedIn.id, "trashbin")}objects/`, signedIn);
    return { status: 207, body: multistatus([resourceResponse(self, propfindProperties(body))]) };
  }
  if (method === "DELETE" || method === "PUT") throw forbidden("");
  if (method !== "REPORT") throw notImplemented("");
  const report = parseXml(body);
  if (report.namespace !== caldavNs || report.name !== "calendar-query") throw reportNotSupported(415);
  if ((header("depth") || "0") === "0") {
    throw badRequest("A calendar-query REPORT on a calendar with a Depth: 0 is undefined. Set Depth to 1");
  }
  const requested = requestedProperties(report);
  const trashed = trashOf(store, signedIn.id).map(trashedResource);
  return { status: 207, body: multistatus(trashed.map((resource) => resourceResponse(resource, requested))) };
}

function answerTrashed(store: CalendarStore, request: TrashbinRequest, trashed: Trashed): TrashbinAnswer {
  const { calendar, object } = trashed;
  switch (request.method) {
    case "PROPFIND": {
      const requested = propfindProperties(request.body);
      return { status: 207, body: multistatus([resourceResponse(trashedResource(trashed), requested)]) };
    }
    case "GET":
    case "HEAD":
      return { status: 200, body: object.body.toString("utf8") };
    case "DELETE":
      store.purge(calendar, object);
      return { status: 204, body: "" };
    case "MOVE": {
      const { path } = readDestination(request.header("destination"), request.header("overwrite"));
      const restores =
        path.kind === "object" &&
        path.user === calendar.owner &&
        path.uri === "trashbin" &&
        /^restore\/[^/]+$/.test(path.name);
      if (!restores) throw forbidden("From the trash bin an object can only be restored");
      store.restore(calendar, object);
      return { status: 201, body: "" };
    }
    default:
      throw forbidden("");
  }
}

/**
 * What Nextcloud answers below `/calendars/<user>/trashbin/`: `objects/` queried with calendar-query, each
 * `objects/<id>.ics` read, restored by a MOVE to `restore/<any name>`, or purged by DELETE. Undefined: the request
 * is not for what is inside a trash bin. Throws 403, 404, 415 or 501.
 */
export function answerTrashbin(store: CalendarStore, request: TrashbinRequest): TrashbinAnswer | undefined {
  const { path, signedIn } = request;
  if (path.kind !== "object" || path.uri !== "trashbin") return undefined;
  if (path.user !== signedIn.id) throw noSuchNode(path.uri);
  if (path.name === "objects") return answerCollection(store, request);
  const id = /^objects\/(\d{1,15})\.ics$/.exec(path.name)?.[1];
  const trashed = trashOf(store, signedIn.id).find(({ object }) => object.id === Number(id));
  if (id === undefined || trashed === undefined) throw notFound("");
  return answerTrashed(store, request, trashed);
}
