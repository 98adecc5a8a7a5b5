import type { AdapterData } from "caldav-adapter";
import { checkPreconditions } from "#sandbox/dav/check-preconditions.ts";
import { noSuchNode, notFound } from "#sandbox/dav/dav-error.ts";
import { objectHref } from "#sandbox/dav/dav-path.ts";
import { caldavNs, davNs } from "#sandbox/dav/namespaces.ts";
import { childOf, type XmlElement } from "#sandbox/dav/parse-xml.ts";
import type { CalendarState } from "./calendar-context.ts";
import { type CalendarStore, type StoredObject, syncToken } from "./calendar-store.ts";
import { type CalendarView, visibleObject, visibleObjects, visibleText } from "./calendar-view.ts";
import { overlapsRange } from "./overlaps-range.ts";

/** An object as caldav-adapter renders it: `ical` feeds its property filters, `href` its answers. */
type AdapterEvent = { etag: string; ical: string; href: string; componentType: string };

const endOfTime = Date.UTC(9999, 0, 1);

function toEvent(view: CalendarView, object: StoredObject): AdapterEvent {
  return {
    etag: object.etag,
    ical: visibleText(view, object),
    href: objectHref(view.user, view.uri, object.name),
    componentType: object.component,
  };
}

/** Other requests may have come between the guard and the write; this and the write are one synchronous step. */
function recheck(state: CalendarState, view: CalendarView, name: string) {
  const none = { ifMatch: undefined, ifNoneMatch: undefined };
  checkPreconditions(state.preconditions ?? none, visibleObject(view, name)?.etag);
}

/** The component types a MKCALENDAR body names; caldav-adapter overlooks them, as `<comp/>` holds no text. */
function requestedComponents(body: XmlElement | undefined): string[] {
  const set = body === undefined ? undefined : childOf(body, davNs, "set");
  const prop = set === undefined ? undefined : childOf(set, davNs, "prop");
  const components =
    prop === undefined ? undefined : childOf(prop, caldavNs, "supported-calendar-component-set");
  const names = components?.children.flatMap((child) => child.attributes.name ?? []) ?? [];
  return names.length > 0 ? names : ["VEVENT", "VTODO"];
}

/**
 * The calendars of the sandbox behind caldav-adapter. The adapter checks no ownership: every function works on
 * the view `guardCalendarRequest` found for the signed-in user, and on nothing else.
 */
export function adapterData(store: CalendarStore): AdapterData<CalendarState, CalendarView, AdapterEvent> {
  const viewOf = (state: CalendarState): CalendarView => {
    if (state.view === undefined) throw noSuchNode("calendar");
    return state.view;
  };
  const put = (state: CalendarState, name: string) => {
    const view = viewOf(state);
    if (state.accepted === undefined) throw new Error("A PUT reached the store without passing its checks");
    recheck(state, view, name);
    return toEvent(view, store.put(view.calendar, name, state.accepted));
  };
  const objectsOf = (state: CalendarState, component: string | null | undefined) =>
    visibleObjects(viewOf(state)).filter((object) => !component || object.component === component);
  return {
    getCalendarId: (_ctx, view) => view.uri,
    getETag: (_ctx, thing) => ("etag" in thing ? thing.etag : `"${syncToken(thing.calendar)}"`),
    getCalendar: async (ctx) => ctx.state.view ?? null,
    async createCalendar(ctx, { calendarId, name, color }) {
      const owner = ctx.state.signedIn.id;
      const calendar = store.createCalendar({
        owner,
        uri: calendarId,
        displayName: name ?? calendarId,
        color: color ?? "#0082c9",
        components: requestedComponents(ctx.state.mkcalendar),
      });
      return { calendar, user: owner, uri: calendarId, displayName: calendar.displayName, access: "owner" };
    },
    async deleteCalendar(ctx) {
      const { calendar, access, user } = viewOf(ctx.state);
      // A sharee who deletes a calendar leaves the share.
      if (access === "owner") store.removeCalendar(calendar);
      else store.unshare(calendar, user);
    },
    async getEvent(ctx, { eventId }) {
      const view = viewOf(ctx.state);
      const object = visibleObject(view, eventId);
      return object === undefined ? null : toEvent(view, object);
    },
    createEvent: async (ctx, { eventId }) => put(ctx.state, eventId),
    updateEvent: async (ctx, { eventId }) => put(ctx.state, eventId),
    async deleteEvent(ctx, { eventId }) {
      const view = viewOf(ctx.state);
      recheck(ctx.state, view, eventId);
      if (visibleObject(view, eventId) === undefined) throw notFound("Calendar object not found");
      store.removeObject(view.calendar, eventId);
    },
    getEventsForCalendar: async (ctx, { componentType }) =>
      objectsOf(ctx.state, componentType).map((object) => toEvent(viewOf(ctx.state), object)),
    getEventsByDate: async (ctx, { start, end, componentType }) =>
      objectsOf(ctx.state, componentType)
        .filter((object) =>
          overlapsRange(object.body.toString("utf8"), start?.getTime() ?? 0, end?.getTime() ?? endOfTime),
        )
        .map((object) => toEvent(viewOf(ctx.state), object)),
    buildICS: async (_ctx, event) => event.ical,
  };
}
