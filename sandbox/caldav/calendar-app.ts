import caldavAdapter from "caldav-adapter";
import Koa, { type ParameterizedContext } from "koa";
import { badRequest, DavError } from "#sandbox/dav/dav-error.ts";
import { davRoot, parseDavPath } from "#sandbox/dav/dav-path.ts";
import { caldavNs, davNs } from "#sandbox/dav/namespaces.ts";
import { parseXml } from "#sandbox/dav/parse-xml.ts";
import { readBody, replay } from "#sandbox/dav/read-body.ts";
import type { CloudUser } from "#sandbox/users.ts";
import { adapterData } from "./adapter-data.ts";
import { answerPropfind } from "./answer-propfind.ts";
import { answerMultiget, answerSyncCollection } from "./answer-report.ts";
import type { CalendarState } from "./calendar-context.ts";
import type { CalendarStore } from "./calendar-store.ts";
import { guardCalendarRequest } from "./guard-calendar-request.ts";
import { shareCalendar } from "./share-calendar.ts";

type Context = ParameterizedContext<CalendarState>;

const xmlType = "application/xml; charset=utf-8";
const davFeatures =
  "1, 3, extended-mkcol, access-control, calendar-access, oc-resource-sharing, calendarserver-sharing";

function answerMultistatus(ctx: Context, xml: string) {
  ctx.status = 207;
  ctx.set("Content-Type", xmlType);
  ctx.set("Vary", "Brief,Prefer");
  ctx.body = xml;
}

/** Answers the reports where Nextcloud's answer differs from caldav-adapter's. False: the adapter answers. */
function answerReport(ctx: Context): boolean {
  const { view, davPath } = ctx.state;
  const report = parseXml(ctx.state.sent.toString("utf8"));
  if (view === undefined || davPath.kind !== "calendar") throw badRequest("Reports work on calendars");
  const is = (namespace: string, name: string) => report.namespace === namespace && report.name === name;
  if (is(davNs, "sync-collection")) answerMultistatus(ctx, answerSyncCollection(view, report));
  else if (is(caldavNs, "calendar-multiget")) answerMultistatus(ctx, answerMultiget(view, report));
  else if (is(caldavNs, "calendar-query")) {
    if ((ctx.get("depth") || "0") === "0") {
      throw badRequest("A calendar-query REPORT on a calendar with a Depth: 0 is undefined. Set Depth to 1");
    }
    return false;
  } else {
    throw new DavError(415, "Sabre\\DAV\\Exception\\ReportNotSupported", "This report is not supported", {
      extra: "<d:supported-report/>",
    });
  }
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
 * they let through. `signIn` answers who asks; it throws 401.
 */
export function calendarApp(store: CalendarStore, signIn: (authorization: string | undefined) => CloudUser) {
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
    if (ctx.method === "PROPFIND") {
      const { davPath, signedIn, sent } = ctx.state;
      ctx.set("DAV", davFeatures);
      const depth = ctx.get("depth") || undefined;
      answerMultistatus(
        ctx,
        answerPropfind(store, { path: davPath, depth, body: sent.toString("utf8"), signedIn }),
      );
      return;
    }
    guardCalendarRequest(ctx, store);
    if (ctx.method === "REPORT" && answerReport(ctx)) return;
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
