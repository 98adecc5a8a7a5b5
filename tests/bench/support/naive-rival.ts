import { fetchCalendarObjects, getBasicAuthHeaders } from "tsdav";
import { cloudPassword } from "#sandbox/users.ts";
import { radicaleServer } from "#tests/contract/caldav-servers.ts";
import type { GeneratedObject } from "./generate-calendar.ts";
import { icalOccurrences } from "./ical-occurrences.ts";

/** The simple way to answer whether a time is free: ask the server for the window and parse what comes. */
export interface NaiveRival {
  /** The server it asks. */
  name: string;
  /** @returns how many occurrences lie in the window. */
  check(fromMs: number, toMs: number): Promise<number>;
  stop(): Promise<void>;
}

/** Asks the sandbox cloud that is there already. */
export function sandboxRival(url: string): NaiveRival {
  const calendar = {
    username: "mara",
    password: cloudPassword,
    calendarUrl: `${url}/remote.php/dav/calendars/mara/personal/`,
  };
  return {
    name: "the sandbox cloud",
    check: (fromMs, toMs) => occurrencesBetween(calendar, fromMs, toMs),
    stop: async () => undefined,
  };
}

/** Asks a Radicale of its own. It takes minutes to read ten thousand events in. @throws Error where it is absent. */
export async function radicaleRival(objects: GeneratedObject[]): Promise<NaiveRival> {
  const radicale = radicaleServer();
  if ("absent" in radicale) throw new Error(radicale.absent);
  const server = await radicale.start();
  const { baseUrl, username, password } = server.account;
  const calendar = { username, password, calendarUrl: `${baseUrl}${server.homePath}bench/` };
  await importWhole(calendar, objects);
  return {
    name: "Radicale",
    check: (fromMs, toMs) => occurrencesBetween(calendar, fromMs, toMs),
    stop: server.stop,
  };
}

interface RivalCalendar {
  username: string;
  password: string;
  calendarUrl: string;
}

/** Radicale takes a whole calendar as one PUT. */
async function importWhole(calendar: RivalCalendar, objects: GeneratedObject[]): Promise<void> {
  const events = objects.map(({ ics }) =>
    ics.slice(ics.indexOf("BEGIN:VEVENT"), ics.indexOf("END:VCALENDAR")),
  );
  const timed = objects.find(({ ics }) => ics.includes("BEGIN:VTIMEZONE"))?.ics ?? "";
  const head = timed.slice(0, timed.indexOf("BEGIN:VEVENT")) || "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n";
  const response = await fetch(calendar.calendarUrl, {
    method: "PUT",
    headers: { ...getBasicAuthHeaders(calendar), "Content-Type": "text/calendar; charset=utf-8" },
    body: `${head}${events.join("")}END:VCALENDAR\r\n`,
  });
  if (!response.ok)
    throw new Error(`Radicale refused the calendar: ${response.status} ${await response.text()}`);
}

async function occurrencesBetween(calendar: RivalCalendar, fromMs: number, toMs: number): Promise<number> {
  const objects = await fetchCalendarObjects({
    calendar: { url: calendar.calendarUrl },
    timeRange: { start: new Date(fromMs).toISOString(), end: new Date(toMs).toISOString() },
    headers: getBasicAuthHeaders(calendar),
  });
  let count = 0;
  for (const object of objects) count += icalOccurrences(String(object.data), fromMs, toMs);
  return count;
}
