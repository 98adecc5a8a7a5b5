import { badRequest } from "#sandbox/dav/dav-error.ts";
import { openCalendarFiles } from "./calendar-files.ts";
import type { AcceptedObject, CalendarObjectFacts } from "./read-calendar-object.ts";

type Access = "read" | "read-write";
type Share = { user: string; access: Access };

/** A stored object; `modified` in epoch milliseconds. */
export type StoredObject = CalendarObjectFacts & { name: string; modified: number; body: Buffer };

/** One line of a calendar's change log. The change with number N leads from sync token N to N + 1. */
type Change = { token: number; name: string; kind: "put" | "delete" };

export type CalendarSettings = {
  owner: string;
  uri: string;
  displayName: string;
  color: string;
  components: string[];
  shares: Share[];
};

/** A calendar in memory. Its current sync token is the number of its changes plus one. */
export type StoredCalendar = CalendarSettings & {
  objects: Map<string, StoredObject>;
  changes: Change[];
  trashedUids: Set<string>;
};

/** The data layer: it knows owners and shares; who may see what is decided in `calendar-view.ts`. */
export type CalendarStore = {
  all(): StoredCalendar[];
  find(owner: string, uri: string): StoredCalendar | undefined;
  createCalendar(settings: Omit<CalendarSettings, "shares">): StoredCalendar;
  removeCalendar(calendar: StoredCalendar): void;
  share(calendar: StoredCalendar, share: Share): void;
  unshare(calendar: StoredCalendar, user: string): void;
  put(calendar: StoredCalendar, name: string, accepted: AcceptedObject): StoredObject;
  removeObject(calendar: StoredCalendar, name: string): void;
};

/** The number behind `http://sabre.io/ns/sync/N`. */
export const syncNumber = (calendar: StoredCalendar) => calendar.changes.length + 1;

/** The sync token, which is also the ctag. */
export const syncToken = (calendar: StoredCalendar) => `http://sabre.io/ns/sync/${syncNumber(calendar)}`;

/** Nextcloud keeps a UID once a calendar, and a deleted one in the trash bin. Throws 400. */
function refuseKnownUid(calendar: StoredCalendar, name: string, uid: string) {
  for (const object of calendar.objects.values()) {
    if (object.uid === uid && object.name !== name) {
      throw badRequest("Calendar object with uid already exists in this calendar collection.");
    }
  }
  if (!calendar.objects.has(name) && calendar.trashedUids.has(uid)) {
    throw badRequest("Deleted calendar object with uid already exists in this calendar collection.");
  }
}

/** Opens the calendars of a data directory; `now` stamps what is written. Throws on files it cannot read. */
export function openCalendarStore(dataDir: string, now: () => number): CalendarStore {
  const files = openCalendarFiles(dataDir);
  const calendars = files.load();
  return {
    all: () => calendars,
    find: (owner, uri) => calendars.find((calendar) => calendar.owner === owner && calendar.uri === uri),
    createCalendar(settings) {
      const calendar: StoredCalendar = {
        ...settings,
        shares: [],
        objects: new Map(),
        changes: [],
        trashedUids: new Set(),
      };
      files.saveSettings(calendar);
      calendars.push(calendar);
      return calendar;
    },
    removeCalendar(calendar) {
      calendars.splice(calendars.indexOf(calendar), 1);
      files.removeCalendar(calendar);
    },
    share(calendar, share) {
      calendar.shares = [...calendar.shares.filter((other) => other.user !== share.user), share];
      files.saveSettings(calendar);
    },
    unshare(calendar, user) {
      calendar.shares = calendar.shares.filter((share) => share.user !== user);
      files.saveSettings(calendar);
    },
    put(calendar, name, accepted) {
      refuseKnownUid(calendar, name, accepted.uid);
      const { uid, component, classification, etag, body } = accepted;
      const object: StoredObject = { name, uid, component, classification, etag, body, modified: now() };
      files.writeObject(calendar, object, calendar.objects.get(name));
      calendar.objects.set(name, object);
      calendar.changes.push({ token: syncNumber(calendar), name, kind: "put" });
      return object;
    },
    removeObject(calendar, name) {
      const object = calendar.objects.get(name);
      if (object === undefined) return;
      files.deleteObject(calendar, object);
      calendar.objects.delete(name);
      calendar.trashedUids.add(object.uid);
      calendar.changes.push({ token: syncNumber(calendar), name, kind: "delete" });
    },
  };
}
