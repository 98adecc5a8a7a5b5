import type { CalendarStore, StoredCalendar, StoredObject } from "#sandbox/caldav/calendar-store.ts";

/** An event as `webhook_listeners` serialises it: its class, and what the event carries. */
export type CalendarEvent = { class: string } & Record<string, unknown>;

/** The calendar events that may have webhooks since Nextcloud 32. */
export const calendarEventClasses = [
  "Created",
  "Updated",
  "Deleted",
  "Moved",
  "MovedToTrash",
  "Restored",
].map((name) => `OCP\\Calendar\\Events\\CalendarObject${name}Event`);

const classOf = (name: string) => `OCP\\Calendar\\Events\\CalendarObject${name}Event`;

/** A calendar as it was created in order: Nextcloud's own number. */
const numberOf = (store: CalendarStore, calendar: StoredCalendar) => store.all().indexOf(calendar) + 1;

function calendarData(store: CalendarStore, calendar: StoredCalendar) {
  return {
    id: numberOf(store, calendar),
    uri: calendar.uri,
    principaluri: `principals/users/${calendar.owner}`,
    "{http://calendarserver.org/ns/}getctag": `http://sabre.io/ns/sync/${calendar.changes.length + 1}`,
    "{http://sabredav.org/ns}sync-token": calendar.changes.length + 1,
    "{DAV:}displayname": calendar.displayName,
    "{http://apple.com/ns/ical/}calendar-color": calendar.color,
    "{http://owncloud.org/ns}owner-principal": `principals/users/${calendar.owner}`,
  };
}

const sharesOf = (calendar: StoredCalendar) =>
  calendar.shares.map(({ user, access }) => ({
    href: `principal:principals/users/${user}`,
    commonName: user,
    status: 1,
    readOnly: access === "read",
    "{http://owncloud.org/ns}principal": `principals/users/${user}`,
    "{http://owncloud.org/ns}group-share": false,
  }));

const objectData = (calendar: number, object: StoredObject) => ({
  uri: object.name,
  lastmodified: Math.floor(object.modified / 1000),
  etag: object.etag,
  calendarid: calendar,
  size: object.body.length,
  calendardata: object.body.toString("utf8"),
  component: object.component.toLowerCase(),
  classification: object.classification === "PRIVATE" ? 1 : object.classification === "CONFIDENTIAL" ? 2 : 0,
});

/**
 * The store, telling each change once it is made, as Nextcloud's calendar backend does: what the web page or a calendar
 * app deletes is moved to the trash bin; only what is purged there is deleted.
 */
export function withCalendarEvents(
  store: CalendarStore,
  tell: (event: CalendarEvent) => void,
): CalendarStore {
  const about = (name: string, calendar: StoredCalendar, object: StoredObject): CalendarEvent => ({
    class: classOf(name),
    calendarId: numberOf(store, calendar),
    calendarData: calendarData(store, calendar),
    shares: sharesOf(calendar),
    objectData: objectData(numberOf(store, calendar), object),
  });
  return {
    ...store,
    put(calendar, name, accepted) {
      const kind = calendar.objects.has(name) ? "Updated" : "Created";
      const object = store.put(calendar, name, accepted);
      tell(about(kind, calendar, object));
      return object;
    },
    removeObject(calendar, name) {
      const object = calendar.objects.get(name);
      store.removeObject(calendar, name);
      if (object !== undefined) tell(about("MovedToTrash", calendar, object));
    },
    move(from, object, to, name) {
      store.move(from, object, to, name);
      tell({
        class: classOf("Moved"),
        sourceCalendarId: numberOf(store, from),
        sourceCalendarData: calendarData(store, from),
        targetCalendarId: numberOf(store, to),
        targetCalendarData: calendarData(store, to),
        sourceShares: sharesOf(from),
        targetShares: sharesOf(to),
        objectData: objectData(numberOf(store, to), { ...object, name }),
      });
    },
    restore(calendar, trashed) {
      store.restore(calendar, trashed);
      tell(about("Restored", calendar, trashed));
    },
    purge(calendar, trashed) {
      store.purge(calendar, trashed);
      tell(about("Deleted", calendar, trashed));
    },
  };
}
