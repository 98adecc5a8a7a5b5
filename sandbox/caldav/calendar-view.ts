import type { CalendarStore, StoredCalendar, StoredObject } from "./calendar-store.ts";
import { redactConfidential } from "./redact-confidential.ts";

/** A calendar as one user sees it: under which uri and name, and with what rights. */
export type CalendarView = {
  calendar: StoredCalendar;
  /** The user whose home it stands in. */
  user: string;
  uri: string;
  displayName: string;
  access: "owner" | "read-write" | "read";
};

/** Every calendar in a user's home: the own ones, then those others share with that user. */
export function calendarViews(store: CalendarStore, user: string): CalendarView[] {
  const own: CalendarView[] = [];
  const shared: CalendarView[] = [];
  for (const calendar of store.all()) {
    if (calendar.owner === user) {
      own.push({ calendar, user, uri: calendar.uri, displayName: calendar.displayName, access: "owner" });
      continue;
    }
    const share = calendar.shares.find((candidate) => candidate.user === user);
    if (share === undefined) continue;
    const uri = `${calendar.uri}_shared_by_${calendar.owner}`;
    const displayName = `${calendar.displayName} (${calendar.owner})`;
    shared.push({ calendar, user, uri, displayName, access: share.access });
  }
  return [...own, ...shared];
}

/** The calendar at `/calendars/<home>/<uri>/` for the signed-in user; nothing in a foreign home is visible. */
export function findCalendarView(
  store: CalendarStore,
  signedIn: string,
  home: string,
  uri: string,
): CalendarView | undefined {
  if (home !== signedIn) return undefined;
  return calendarViews(store, signedIn).find((view) => view.uri === uri);
}

/** The objects that user may know of, by name: PRIVATE ones are invisible to sharees. */
export function visibleObjects(view: CalendarView): StoredObject[] {
  return [...view.calendar.objects.values()]
    .filter((object) => view.access === "owner" || object.classification !== "PRIVATE")
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** One visible object by its name, or undefined. */
export function visibleObject(view: CalendarView, name: string): StoredObject | undefined {
  const object = view.calendar.objects.get(name);
  return view.access !== "owner" && object?.classification === "PRIVATE" ? undefined : object;
}

/** The text that user gets: CONFIDENTIAL objects are reduced for sharees. The ETag stays that of the original. */
export function visibleText(view: CalendarView, object: StoredObject): string {
  const text = object.body.toString("utf8");
  return view.access !== "owner" && object.classification === "CONFIDENTIAL"
    ? redactConfidential(text)
    : text;
}
