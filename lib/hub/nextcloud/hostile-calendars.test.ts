import { threadCpuUsage } from "node:process";
import { expect, test } from "vitest";
import { calendarPath, openCloudStudio } from "#tests/support/test-studio.ts";
import { listCloudEvents } from "./list-cloud-events.ts";

const fromMs = Date.parse("2026-12-01T00:00:00Z");
const asked = { fromMs, toMs: fromMs + 62 * 24 * 60 * 60_000, limit: 50, from: null };

async function openWith(events: number, rule: string) {
  const studio = await openCloudStudio();
  const put = (uid: string, ...more: string[]) =>
    studio.cloud.send({
      user: "mara",
      method: "PUT",
      path: `${calendarPath("mara")}${uid}.ics`,
      headers: { "Content-Type": "text/calendar" },
      body: [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "BEGIN:VEVENT",
        `UID:${uid}`,
        "DTSTAMP:20261101T000000Z",
        ...more,
        "END:VEVENT",
        "END:VCALENDAR",
        "",
      ].join("\r\n"),
    });
  for (let number = 0; number < events; number++)
    await put(`e${number}`, "DTSTART:20261201T000000Z", "DURATION:PT1S", `RRULE:${rule}`);
  expect((await put("one", "DTSTART:20261224T100000Z", "SUMMARY:Eve")).status).toBe(201);
  return studio;
}

test("calendars that take seconds to read take them from nobody, and hide no other event", async () => {
  const studio = await openWith(60, "FREQ=SECONDLY");
  const before = threadCpuUsage();
  const { items, unreadable, next } = await listCloudEvents(studio.ctx("staff"), asked);
  const { user, system } = threadCpuUsage(before);
  // Eight seconds of this thread, read in it.
  expect(user + system).toBeLessThan(3_000_000);
  expect([items.map(({ title }) => title), unreadable, next]).toEqual([["Eve"], 60, null]);
});

test("of calendars with hundreds of thousands of occurrences a page is a page", async () => {
  const studio = await openWith(150, "FREQ=MINUTELY;INTERVAL=30");
  const first = await listCloudEvents(studio.ctx("staff"), asked);
  expect([first.items.length, first.unreadable]).toEqual([50, 0]);
  const at = { ...asked, from: first.next };
  const second = await listCloudEvents(studio.ctx("staff"), at);
  const uids = [...first.items, ...second.items].map(({ uid, startTime }) => `${uid} ${startTime}`);
  expect(new Set(uids).size).toBe(100);
});
