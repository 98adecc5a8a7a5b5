import { beforeEach, expect, test } from "vitest";
import { endpoints } from "#lib/http/endpoints.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { type CloudStudio, calendarPath, openCloudStudio } from "#tests/support/test-studio.ts";
import { type EventPlace, listCloudEvents } from "./list-cloud-events.ts";

const DAY = 24 * 60 * 60_000;
const fromMs = Date.parse("2026-12-01T00:00:00Z");
const toMs = fromMs + 14 * DAY;

let studio: CloudStudio;
beforeEach(async () => {
  studio = await openCloudStudio();
});

async function put(name: string, ...lines: string[]): Promise<void> {
  const body = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//EN", ...lines, "END:VCALENDAR", ""].join(
    "\r\n",
  );
  const answer = await studio.cloud.send({
    user: "mara",
    method: "PUT",
    path: `${calendarPath("mara")}${name}.ics`,
    headers: { "Content-Type": "text/calendar" },
    body,
  });
  expect(answer.status).toBe(201);
}

const event = (uid: string, start: string, ...more: string[]) => [
  "BEGIN:VEVENT",
  `UID:${uid}`,
  "DTSTAMP:20261101T000000Z",
  `DTSTART:${start}`,
  "DURATION:PT1H",
  ...more,
  "END:VEVENT",
];

async function walk(limit: number, calendar?: string) {
  const items = [];
  let from: EventPlace | null = null;
  do {
    const page: Awaited<ReturnType<typeof listCloudEvents>> = await listCloudEvents(studio.ctx("staff"), {
      calendar,
      fromMs,
      toMs,
      limit,
      from,
    });
    items.push(...page.items);
    from = page.next;
  } while (from !== null);
  return items;
}

test("occurrences of a series, changed instances and days, in the studio's zone and order", async () => {
  await put(
    "series",
    ...event(
      "weekly",
      "20261202T090000Z",
      "SUMMARY:Team\\, weekly",
      "LOCATION:Studio",
      "RRULE:FREQ=WEEKLY;COUNT=3",
    ),
    ...event(
      "weekly",
      "20261209T120000Z",
      "RECURRENCE-ID:20261209T090000Z",
      "SUMMARY:Team moved",
      "STATUS:TENTATIVE",
    ),
  );
  await put(
    "day",
    "BEGIN:VEVENT",
    "UID:day",
    "DTSTAMP:20261101T000000Z",
    "DTSTART;VALUE=DATE:20261205",
    "SUMMARY:Fair",
    "STATUS:CANCELLED",
    "END:VEVENT",
  );
  const all = await listCloudEvents(studio.ctx("staff"), { fromMs, toMs, limit: 50, from: null });
  const [calendar] = [...new Set(all.items.map((one) => one.calendar))];
  expect(all).toEqual({
    items: [
      {
        uid: "weekly",
        calendar,
        title: "Team, weekly",
        startTime: "2026-12-02T09:00:00.000Z",
        endTime: "2026-12-02T10:00:00.000Z",
        allDay: false,
        status: "confirmed",
        location: "Studio",
      },
      expect.objectContaining({
        uid: "day",
        title: "Fair",
        startTime: "2026-12-04T23:00:00.000Z",
        endTime: "2026-12-05T23:00:00.000Z",
        allDay: true,
        status: "cancelled",
      }),
      expect.objectContaining({
        title: "Team moved",
        startTime: "2026-12-09T12:00:00.000Z",
        status: "tentative",
        location: null,
      }),
    ],
    next: null,
    unreadable: 0,
    truncated: false,
  });
});

test("what follows an instance changed with all after it says what that instance says", async () => {
  await put(
    "moved",
    ...event("moved", "20261202T090000Z", "SUMMARY:Old", "RRULE:FREQ=WEEKLY;COUNT=4"),
    ...event(
      "moved",
      "20261209T120000Z",
      "RECURRENCE-ID;RANGE=THISANDFUTURE:20261209T090000Z",
      "SUMMARY:New",
      "LOCATION:Room 2",
    ),
    ...event("moved", "20261223T150000Z", "RECURRENCE-ID:20261223T090000Z", "SUMMARY:Party"),
  );
  const asked = { fromMs, toMs: fromMs + 62 * DAY, limit: 50, from: null };
  const { items } = await listCloudEvents(studio.ctx("staff"), asked);
  expect(items.map(({ startTime, title, location }) => [startTime.slice(0, 13), title, location])).toEqual([
    ["2026-12-02T09", "Old", null],
    ["2026-12-09T12", "New", "Room 2"],
    ["2026-12-16T12", "New", "Room 2"],
    ["2026-12-23T15", "Party", null],
  ]);
});

test("whole days and times without a zone are the studio's, also at the edges of the window", async () => {
  await put(
    "day",
    "BEGIN:VEVENT",
    "UID:day",
    "DTSTAMP:20261101T000000Z",
    "DTSTART;VALUE=DATE:20261205",
    "END:VEVENT",
  );
  await put("floating", ...event("floating", "20261205T100000"));
  const between = async (from: string, to: string) => {
    const window = { fromMs: Date.parse(from), toMs: Date.parse(to) };
    const { items } = await listCloudEvents(studio.ctx("staff"), { ...window, limit: 50, from: null });
    return items.map(({ uid }) => uid);
  };
  // The studio is in Vienna, an hour ahead of the server's zone.
  expect(await between("2026-12-04T23:00:00Z", "2026-12-04T23:30:00Z")).toEqual(["day"]);
  expect(await between("2026-12-05T08:30:00Z", "2026-12-05T09:01:00Z")).toEqual(["day", "floating"]);
  expect(await between("2026-12-05T10:00:00Z", "2026-12-05T23:00:00Z")).toEqual(["day"]);
  expect(await between("2026-12-05T23:00:00Z", "2026-12-06T12:00:00Z")).toEqual([]);
});

test("a page goes on behind any place, and behind the end asks for nothing", async () => {
  await put("daily", ...event("daily", "20261201T090000Z", "RRULE:FREQ=DAILY;COUNT=9"));
  const page = (from: EventPlace) => listCloudEvents(studio.ctx("staff"), { fromMs, toMs, limit: 2, from });
  const { items } = await page([Date.parse("2026-12-08T09:00:00Z"), "~"]);
  expect(items.map(({ startTime }) => startTime)).toEqual(["2026-12-09T09:00:00.000Z"]);
  const asked = studio.proxy.requests.length;
  expect(await page([toMs, ""])).toMatchObject({ items: [], next: null });
  expect(studio.proxy.requests.length).toBe(asked);
});

test("of more than fifty calendars it is said that not all were looked through", async () => {
  const { NEXTCLOUD_USERNAME: user = "" } = studio.env;
  const send = (method: string, name: string) =>
    studio.cloud.send({ user, method, path: `/remote.php/dav/calendars/${user}/${name}/` });
  for (let more = 0; more < 50; more++) expect((await send("MKCALENDAR", `more-${more}`)).status).toBe(201);
  const asked = { fromMs, toMs, limit: 5, from: null };
  const all = await listCloudEvents(studio.ctx("staff"), asked);
  expect(all.truncated).toBe(true);
  const one = await listCloudEvents(studio.ctx("staff"), { ...asked, calendar: "more-49" });
  expect(one).toMatchObject({ items: [], truncated: false });
});

test("of a private event only the time is told, also where just one instance of it is", async () => {
  await put(
    "own",
    ...event("own", "20261203T090000Z", "SUMMARY:Doctor", "LOCATION:Hospital", "CLASS:PRIVATE"),
  );
  await put(
    "mixed",
    ...event("mixed", "20261203T120000Z", "SUMMARY:Therapy", "RRULE:FREQ=DAILY;COUNT=2"),
    ...event(
      "mixed",
      "20261204T130000Z",
      "RECURRENCE-ID:20261204T120000Z",
      "SUMMARY:Secret",
      "CLASS:CONFIDENTIAL",
    ),
  );
  const { items } = await listCloudEvents(studio.ctx("admin"), { fromMs, toMs, limit: 50, from: null });
  expect(JSON.stringify(items)).not.toMatch(/Doctor|Hospital|Therapy|Secret/);
  for (const item of items) expect(item).toMatchObject({ title: null, location: null, status: "busy" });
});

test.each([1, 2, 3, 7])(
  "paged by %i every occurrence comes once, also those that begin together",
  async (limit) => {
    for (const uid of ["a", "b", "c", "d"])
      await put(uid, ...event(uid, "20261202T090000Z", `SUMMARY:${uid}`, "RRULE:FREQ=DAILY;COUNT=3"));
    const items = await walk(limit);
    expect(items.map(({ uid, startTime }) => `${startTime} ${uid}`).sort()).toEqual(
      [2, 3, 4].flatMap((day) => ["a", "b", "c", "d"].map((uid) => `2026-12-0${day}T09:00:00.000Z ${uid}`)),
    );
    const starts = items.map(({ startTime }) => startTime);
    expect(starts).toEqual(starts.toSorted());
  },
);

test("one calendar by its id or address; another is not found", async () => {
  await put("a", ...event("a", "20261202T090000Z", "SUMMARY:A"));
  const [{ calendar } = { calendar: "" }] = await walk(50);
  expect(await walk(50, calendar)).toHaveLength(1);
  const id = decodeURIComponent(calendar.split("/").at(-2) ?? "");
  expect(await walk(50, id)).toHaveLength(1);
  await expect(walk(50, "../mara/personal")).rejects.toMatchObject({ code: "not_found" });
});

test("only the front desk; a window of 62 days at most; what cannot be read is counted", async () => {
  const asked = { fromMs, toMs, limit: 5, from: null };
  for (const actor of ["mara", "customer", "service"] as const)
    await expect(listCloudEvents(studio.ctx(actor), asked)).rejects.toMatchObject({
      code: actor === "customer" ? "not_signed_in" : "not_allowed",
    });
  const query = (from: string, to: string) => () => parseInput(endpoints.listCloudEvents.query, { from, to });
  expect(query("2026-12-01T00:00:00Z", "2027-02-01T00:00:00Z")).not.toThrow();
  expect(query("2026-12-01T00:00:00Z", "2027-02-01T00:00:01Z")).toThrow(/to/);
  expect(query("2026-12-01T00:00:00Z", "2026-12-01T00:00:00Z")).toThrow(/to/);
  expect(query("tomorrow", "2026-12-01T00:00:00Z")).toThrow(/from/);
  await put("odd", ...event("odd", "20261202T090000Z", "RRULE:FREQ=NEVER"));
  const { items, unreadable } = await listCloudEvents(studio.ctx("staff"), asked);
  expect([items.length, unreadable > 0]).toEqual([expect.any(Number), true]);
});
