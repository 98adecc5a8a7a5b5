import { badRequest, forbidden } from "#sandbox/dav/dav-error.ts";
import { openAvailabilityFiles } from "./availability-files.ts";
import { openCalendarFiles } from "./calendar-files.ts";
import type { AcceptedObject, CalendarObjectFacts } from "./read-calendar-object.ts";

type Access = "read" | "read-write";
type Share = { user: string; access: Access };

/** A stored object; `modified` in epoch milliseconds. */
export type StoredObject = CalendarObjectFacts & { name: string; modified: number; body: Buffer };

/**
 * An object in the trash bin, under the name it had; `id` is its number in every address of the bin, `deletedAt`
 * in epoch milliseconds.
 */
export type TrashedObject = StoredObject & { id: number; deletedAt: number };

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
  /** What was deleted and not purged, by its number, oldest first. */
  trash: Map<number, TrashedObject>;
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
  /** Deletes an object into the trash bin. Throws 403 where one of its name lies there already. */
  removeObject(calendar: StoredCalendar, name: string): void;
  /** Puts an object as it is into another calendar; the trash bin learns nothing. Throws 400 on a UID known there. */
  move(from: StoredCalendar, object: StoredObject, to: StoredCalendar, name: string): void;
  /** Puts a deleted object back to where it was. Throws 403 where its name is taken. */
  restore(calendar: StoredCalendar, trashed: TrashedObject): void;
  /** Deletes a trashed object for good: its UID is free again. */
  purge(calendar: StoredCalendar, trashed: TrashedObject): void;
  /** The user's `calendar-availability` as it was sent; undefined where none is set. */
  availability(user: string): string | undefined;
  setAvailability(user: string, text: string | undefined): void;
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
  if (!calendar.objects.has(name) && [...calendar.trash.values()].some((trashed) => trashed.uid === uid)) {
    throw badRequest("Deleted calendar object with uid already exists in this calendar collection.");
  }
}

/** Nextcloud renames what it trashes, so that the old name is free. */
const trashedName = (name: string) => name.replace(/(\.[^./]+)?$/, "-deleted$1");

/** The renamed object needs a free name too: after a second deletion of one name Nextcloud has none. Throws 403. */
function refuseTakenTrashName(calendar: StoredCalendar, name: string) {
  const wanted = trashedName(name);
  const taken =
    calendar.objects.has(wanted) || [...calendar.trash.values()].some((trashed) => trashed.name === name);
  if (taken) {
    throw forbidden(
      `A calendar object with URI ${wanted} already exists in calendar ${calendar.uri}, therefore this object can't be moved into the trashbin`,
    );
  }
}

/** Opens the calendars of a data directory; `now` stamps what is written. Throws on files it cannot read. */
export function openCalendarStore(dataDir: string, now: () => number): CalendarStore {
  const files = openCalendarFiles(dataDir);
  const calendars = files.load();
  const hours = openAvailabilityFiles(dataDir);
  let lastTrashId = Math.max(0, ...calendars.flatMap((calendar) => [...calendar.trash.keys()]));
  const note = (calendar: StoredCalendar, name: string, kind: Change["kind"]) =>
    calendar.changes.push({ token: syncNumber(calendar), name, kind });
  return {
    all: () => calendars,
    find: (owner, uri) => calendars.find((calendar) => calendar.owner === owner && calendar.uri === uri),
    createCalendar(settings) {
      const calendar: StoredCalendar = {
        ...settings,
        shares: [],
        objects: new Map(),
        changes: [],
        trash: new Map(),
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
      note(calendar, name, "put");
      return object;
    },
    removeObject(calendar, name) {
      const object = calendar.objects.get(name);
      if (object === undefined) return;
      refuseTakenTrashName(calendar, name);
      lastTrashId += 1;
      const trashed: TrashedObject = { ...object, id: lastTrashId, deletedAt: now() };
      files.trashObject(calendar, trashed);
      calendar.objects.delete(name);
      calendar.trash.set(trashed.id, trashed);
      note(calendar, name, "delete");
    },
    move(from, object, to, name) {
      refuseKnownUid(to, name, object.uid);
      const moved: StoredObject = { ...object, name };
      files.writeObject(to, moved, undefined);
      files.forgetObject(from, object);
      to.objects.set(name, moved);
      from.objects.delete(object.name);
      note(to, name, "put");
      note(from, object.name, "delete");
    },
    restore(calendar, trashed) {
      if (calendar.objects.has(trashed.name)) {
        throw forbidden(
          `Can not restore calendar ${trashed.id} because a calendar object with the URI ${trashed.name} already exists`,
        );
      }
      const { id, deletedAt: _deletedAt, ...object } = trashed;
      files.restoreObject(calendar, trashed);
      calendar.trash.delete(id);
      calendar.objects.set(object.name, object);
      note(calendar, object.name, "put");
    },
    purge(calendar, trashed) {
      const name = trashedName(trashed.name);
      files.purgeObject(calendar, trashed, name);
      calendar.trash.delete(trashed.id);
      // As Nextcloud logs it: under the name in the trash bin, which no client ever heard of.
      note(calendar, name, "delete");
    },
    availability: hours.read,
    setAvailability: hours.write,
  };
}
