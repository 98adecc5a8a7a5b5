import caldavAdapter from "caldav-adapter";
import Koa, { type ParameterizedContext } from "koa";
import { badRequest, DavError, reportNotSupported } from "#sandbox/dav/dav-error.ts";
import { davRoot, parseDavPath } from "#sandbox/dav/dav-path.ts";
import { caldavNs, davNs } from "#sandbox/dav/namespaces.ts";
import { parseXml } from "#sandbox/dav/parse-xml.ts";
import { readBody, replay } from "#sandbox/dav/read-body.ts";
import { readDestination } from "#sandbox/dav/read-destination.ts";
import type { CloudUser } from "#sandbox/users.ts";
import { adapterData } from "./adapter-data.ts";
import { answerOutbox } from "./answer-outbox.ts";
import { answerPropfind } from "./answer-propfind.ts";
import { answerInboxProppatch } from "./answer-proppatch.ts";
import { answerMultiget, answerSyncCollection } from "./answer-report.ts";
import { answerTrashbin } from "./answer-trashbin.ts";
import type { CalendarState } from "./calendar-context.ts";
import type { CalendarStore } from "./calendar-store.ts";
import type { CloudFeatures } from "./cloud-features.ts";
import { guardCalendarRequest } from "./guard-calendar-request.ts";
import { moveObject } from "./move-object.ts";
import { shareCalendar } from "./share-calendar.ts";

type Context = ParameterizedContext<CalendarState>;

const xmlType = "application/xml; charset=utf-8";
const davFeatures =
  "1, 3, extended-mkcol, access-control, calendar-access, calendar-auto-schedule, calendar-availability, " +
  "nc-calendar-trashbin, " +
  "oc-resource-sharing, calendarserver-sharing";

function answerMultistatus(ctx: Context, xml: string) {
  ctx.status = 207;
  ctx.set("Content-Type", xmlType);
  ctx.set("Vary", "Brief,Prefer");
  ctx.body = xml;
}

/** Answers the reports where Nextcloud's answer differs from caldav-adapter's. False: the adapter answers. */
function answerReport(ctx: Context, features: CloudFeatures): boolean {
  const { view, davPath } = ctx.state;
  const report = parseXml(ctx.state.sent.toString("utf8"));
  if (view === undefined || davPath.kind !== "calendar") throw badRequest("Reports work on calendars");
  const is = (namespace: string, name: string) => report.namespace === namespace && report.name === name;
  if (is(davNs, "sync-collection") && features.withoutSyncCollection) throw reportNotSupported(403);
  if (is(davNs, "sync-collection")) answerMultistatus(ctx, answerSyncCollection(view, report));
  else if (is(caldavNs, "calendar-multiget")) answerMultistatus(ctx, answerMultiget(view, report));
  else if (is(caldavNs, "calendar-query")) {
    if ((ctx.get("depth") || "0") === "0") {
      throw badRequest("A calendar-query REPORT on a calendar with a Depth: 0 is undefined. Set Depth to 1");
    }
    return false;
  } else {
    throw reportNotSupported(415);
  }
  return true;
}

/** Answers what inbox and outbox carry out. False: the request is for neither. */
function answerScheduling(ctx: Context, store: CalendarStore): boolean {
  const { davPath, signedIn, sent } = ctx.state;
  if (davPath.kind !== "calendar") return false;
  const body = sent.toString("utf8");
  if (davPath.uri === "inbox" && ctx.method === "PROPPATCH") {
    answerMultistatus(ctx, answerInboxProppatch(store, { user: davPath.user, body, signedIn }));
    return true;
  }
  const isCalendarText = /^text\/calendar\b/i.test(ctx.get("content-type"));
  if (davPath.uri !== "outbox" || davPath.user !== signedIn.id || ctx.method !== "POST" || !isCalendarText)
    return false;
  ctx.status = 200;
  ctx.set("Content-Type", "application/xml");
  ctx.body = answerOutbox(store, body, signedIn);
  return true;
}

/** Answers what is asked of the inside of a trash bin. False: the request is for something else. */
function answerTrash(ctx: Context, store: CalendarStore): boolean {
  const { davPath, signedIn, sent } = ctx.state;
  const header = (name: string) => ctx.get(name);
  const request = { method: ctx.method, path: davPath, body: sent.toString("utf8"), signedIn, header };
  const answer = answerTrashbin(store, request);
  if (answer === undefined) return false;
  if (answer.status === 207) answerMultistatus(ctx, answer.body);
  else answerPlainly(ctx, answer.status, answer.body, answer.status === 200 ? "text/calendar" : "text/html");
  return true;
}

function answerPlainly(ctx: Context, status: number, body: string, type: string) {
  ctx.body = status === 204 ? null : body;
  ctx.status = status;
  if (status !== 204) ctx.set("Content-Type", `${type}; charset=${type === "text/html" ? "UTF-8" : "utf-8"}`);
}

/** Carries out a MOVE of an object. False: the request is none. */
function answerMove(ctx: Context, store: CalendarStore): boolean {
  const { davPath: source, signedIn } = ctx.state;
  if (ctx.method !== "MOVE" || source.kind !== "object") return false;
  const destination = readDestination(ctx.get("destination"), ctx.get("overwrite"));
  const preconditions = {
    ifMatch: ctx.get("if-match") || undefined,
    ifNoneMatch: ctx.get("if-none-match") || undefined,
  };
  const status = moveObject(store, { source, destination, preconditions, user: signedIn.id });
  answerPlainly(ctx, status, "", "text/html");
  return true;
}

/** Makes what caldav-adapter answered look as Nextcloud's answer does. */
function nextcloudAnswer(ctx: Context) {
  const { accepted, davPath, view } = ctx.state;
  if (ctx.method !== "OPTIONS") ctx.remove("DAV");
  if (ctx.method === "REPORT" && typeof ctx.body === "string") {
    // As sabre/dav does; the adapter's own line ends have none.
    ctx.body = ctx.body.replaceAll("\r", "");
    ctx.set("Content-Type", xmlType);
  }
  if (ctx.method === "PUT") {
    ctx.remove("Location");
    ctx.set("Content-Type", "text/html; charset=UTF-8");
    if (accepted?.repaired) ctx.remove("ETag");
    else if (accepted !== undefined) ctx.set("OC-ETag", accepted.etag);
    ctx.body = ctx.status === 201 ? "" : null;
    ctx.status = ctx.status === 200 ? 201 : ctx.status;
  }
  if ((ctx.method === "GET" || ctx.method === "HEAD") && davPath.kind === "object") {
    const object = view?.calendar.objects.get(davPath.name);
    if (object === undefined || view === undefined) return;
    ctx.set("ETag", object.etag);
    ctx.set("OC-ETag", object.etag);
    ctx.set("Last-Modified", new Date(object.modified).toUTCString());
    ctx.set("Content-Type", `text/calendar; charset=utf-8; component=${object.component.toLowerCase()}`);
    if (view.access === "owner" || object.classification !== "CONFIDENTIAL") ctx.body = object.body;
  }
  if (ctx.method === "MKCALENDAR") {
    ctx.remove("ETag");
    ctx.set("Content-Type", "text/html; charset=UTF-8");
    ctx.body = "";
    ctx.status = 201;
  }
}

/**
 * The calendars below `/remote.php/dav/` as a Koa application: our rules first, then caldav-adapter for what
 * they let through. `signIn` answers who asks; it throws 401. `features` is what the cloud does without.
 */
export function calendarApp(
  store: CalendarStore,
  signIn: (authorization: string | undefined) => CloudUser,
  features: CloudFeatures,
) {
  const app = new Koa<CalendarState>();
  const adapter = caldavAdapter({
    caldavRoot: davRoot,
    calendarRoot: "calendars",
    principalRoot: "principals/users",
    authRealm: "Nextcloud",
    logEnabled: false,
    disableWellKnown: true,
    authenticate: async (ctx) => ({
      principalId: ctx.state.signedIn.id,
      principalName: ctx.state.signedIn.displayName,
      email: ctx.state.signedIn.email,
    }),
    data: adapterData(store),
  });

  app.use(async (ctx, next) => {
    ctx.set("X-Content-Type-Options", "nosniff");
    ctx.set("Cache-Control", "no-store, no-cache, must-revalidate");
    try {
      await next();
    } catch (error) {
      const refusal =
        error instanceof DavError
          ? error
          : new DavError(500, "Exception", error instanceof Error ? error.message : String(error));
      for (const name of ["DAV", "ETag", "OC-ETag", "Location"]) ctx.remove(name);
      ctx.status = refusal.status;
      ctx.set(refusal.headers);
      ctx.set("Content-Type", xmlType);
      ctx.body = refusal.toXml();
    }
  });

  app.use(async (ctx, next) => {
    ctx.state.signedIn = signIn(ctx.get("authorization") || undefined);
    ctx.state.davPath = parseDavPath(ctx.path);
    ctx.state.sent = await readBody(ctx.req);
    if (answerTrash(ctx, store)) return;
    if (ctx.method === "PROPFIND") {
      const { davPath, signedIn, sent } = ctx.state;
      ctx.set("DAV", davFeatures);
      const depth = ctx.get("depth") || undefined;
      answerMultistatus(
        ctx,
        answerPropfind(store, { path: davPath, depth, body: sent.toString("utf8"), signedIn, features }),
      );
      return;
    }
    if (answerScheduling(ctx, store)) return;
    if (answerMove(ctx, store)) return;
    guardCalendarRequest(ctx, store);
    if (ctx.method === "REPORT" && answerReport(ctx, features)) return;
    if (ctx.method === "POST" && ctx.state.view !== undefined) {
      shareCalendar(store, ctx.state.view, ctx.state.sent.toString("utf8"));
      ctx.status = 200;
      ctx.set("X-Sabre-Status", "everything-went-well");
      ctx.body = "";
      return;
    }
    // Nextcloud takes any content type where caldav-adapter insists on one.
    if (ctx.method === "PUT") ctx.req.headers["content-type"] = "text/calendar";
    if (ctx.method === "REPORT") ctx.req.headers["content-type"] = "application/xml";
    ctx.req = replay(ctx.req, ctx.state.sent);
    // caldav-adapter has no HEAD; Koa itself leaves the body away.
    if (ctx.method === "HEAD") ctx.status = 200;
    else await next();
    nextcloudAnswer(ctx);
  });

  app.use(adapter);
  return app.callback();
}
