import type { ParameterizedContext } from "koa";
import { checkPreconditions } from "#sandbox/dav/check-preconditions.ts";
import { DavError, forbidden, methodNotAllowed, noSuchNode, notFound } from "#sandbox/dav/dav-error.ts";
import { parseXml } from "#sandbox/dav/parse-xml.ts";
import type { CalendarState } from "./calendar-context.ts";
import type { CalendarStore } from "./calendar-store.ts";
import { type CalendarView, findCalendarView, visibleObject } from "./calendar-view.ts";
import { serviceNames } from "./dav-resources.ts";
import { readCalendarObject } from "./read-calendar-object.ts";

/** What the sandbox carries out on a calendar and on an object. */
const methods = {
  calendar: ["OPTIONS", "REPORT", "POST", "DELETE"],
  object: ["OPTIONS", "GET", "HEAD", "PUT", "DELETE"],
};

type Context = ParameterizedContext<CalendarState>;

function guardObject(ctx: Context, view: CalendarView, name: string): void {
  const { method } = ctx;
  const object = visibleObject(view, name);
  const writes = method === "PUT" || method === "DELETE";
  // Nextcloud hides from a reader that the object is there: 404, not 403.
  if (method === "PUT" && view.access === "read" && object !== undefined) throw noSuchNode(name);
  if (writes) {
    const preconditions = {
      ifMatch: ctx.get("if-match") || undefined,
      ifNoneMatch: ctx.get("if-none-match") || undefined,
    };
    checkPreconditions(preconditions, object?.etag);
    ctx.state.preconditions = preconditions;
    // From here on they are ours: caldav-adapter reads them by other rules.
    delete ctx.req.headers["if-match"];
    delete ctx.req.headers["if-none-match"];
  }
  if (object === undefined && method !== "PUT") throw notFound("Calendar object not found");
  if (writes && view.access === "read") throw noSuchNode(view.uri);
  if (method === "PUT") ctx.state.accepted = readCalendarObject(ctx.state.sent, view.calendar.components);
}

/**
 * Everything a calendar request must pass before caldav-adapter may carry it out: what the user sees, what the
 * user may, the preconditions, and the rules for a PUT body. Throws the refusal Nextcloud gives.
 */
export function guardCalendarRequest(ctx: Context, store: CalendarStore): void {
  const { davPath: path, signedIn } = ctx.state;
  const { method } = ctx;
  if (path.kind !== "calendar" && path.kind !== "object") {
    if (method === "OPTIONS") return;
    if (path.kind === "unknown") throw notFound(`File not found: ${path.name} in 'root'`);
    throw methodNotAllowed("Method not allowed on this collection");
  }
  const view = findCalendarView(store, signedIn.id, path.user, path.uri);
  ctx.state.view = view;
  if (method === "MKCALENDAR") {
    if (view !== undefined || serviceNames.includes(path.uri))
      throw methodNotAllowed("The resource you tried to create already exists");
    if (path.kind === "object") throw forbidden("A calendar cannot stand inside a calendar");
    if (path.user !== signedIn.id) throw noSuchNode(path.user);
    const body = ctx.state.sent.toString("utf8");
    ctx.state.mkcalendar = body.trim() === "" ? undefined : parseXml(body);
    return;
  }
  if (view === undefined) throw noSuchNode(path.uri);
  if (method === "PUT" && path.kind === "calendar")
    throw methodNotAllowed("PUT is not allowed on a collection");
  if (!methods[path.kind].includes(method)) {
    throw new DavError(
      501,
      "Sabre\\DAV\\Exception\\NotImplemented",
      `There was no handler for ${method} here`,
    );
  }
  if (path.kind === "object") guardObject(ctx, view, path.name);
}
