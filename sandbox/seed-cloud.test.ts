import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { TZDate } from "@date-fns/tz";
import ICAL from "ical.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requestCloud } from "./cloud-fixture.ts";
import { readMultistatus } from "./read-multistatus.ts";
import { demoRequests } from "./seed/visitors-data.ts";
import { seedCloud } from "./seed-cloud.ts";
import { type Cloud, startCloud } from "./start-cloud.ts";

// A Friday, an hour before midnight in UTC: already Saturday in Vienna.
const now = Date.UTC(2026, 10, 20, 23, 30);
const query = `<c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:prop><c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"/></c:filter></c:calendar-query>`;

let dataDir: string;
let cloud: Cloud;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "sandbox-seed-"));
  expect(await seedCloud({ dataDir, now })).toBe(true);
  cloud = await startCloud({ port: 0, dataDir });
});
afterAll(async () => {
  await cloud.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function eventsOf(user: string, uri = "personal") {
  const path = `/remote.php/dav/calendars/${user}/${uri}/`;
  const answer = await requestCloud(cloud, {
    user,
    method: "REPORT",
    path,
    headers: { Depth: "1" },
    body: query,
  });
  expect(answer.status).toBe(207);
  return readMultistatus(answer.body).items.flatMap((item) => {
    const calendar = new ICAL.Component(ICAL.parse(item.found.get("calendar-data")?.text ?? ""));
    return calendar.getAllSubcomponents("vevent").map((event) => ({ event, calendar }));
  });
}

const value = (event: ICAL.Component, name: string) => String(event.getFirstPropertyValue(name));

test("Mara's calendar holds every kind of event", async () => {
  const all = await eventsOf("mara");
  const having = (test: (event: ICAL.Component) => boolean) => all.filter(({ event }) => test(event)).length;
  expect(having((event) => event.hasProperty("rrule") && event.hasProperty("exdate"))).toBe(1);
  expect(having((event) => event.hasProperty("recurrence-id"))).toBe(1);
  expect(having((event) => value(event, "transp") === "TRANSPARENT")).toBe(1);
  expect(having((event) => value(event, "status") === "CANCELLED")).toBe(1);
  const holiday = all.find(({ event }) => value(event, "summary").startsWith("Holiday"))?.event;
  // Two weeks after 21 November, which it is in Vienna.
  expect(value(holiday ?? all[0]?.event ?? new ICAL.Component("vevent"), "dtstart")).toBe("2026-12-05");
  const busy = all.filter(
    ({ event }) => value(event, "summary").startsWith("Session") && !event.hasProperty("status"),
  );
  expect(busy.length).toBeGreaterThanOrEqual(5);
  for (const { event, calendar } of busy) {
    expect(event.getFirstProperty("dtstart")?.getFirstParameter("tzid")).toBe("Europe/Vienna");
    expect(value(calendar.getFirstSubcomponent("vtimezone") ?? calendar, "tzid")).toBe("Europe/Vienna");
  }
});

test("the moved and the excluded instance are real instances of the series", async () => {
  const all = await eventsOf("mara");
  const master = all.find(({ event }) => event.hasProperty("rrule"))?.event;
  const moved = all.find(({ event }) => event.hasProperty("recurrence-id"))?.event;
  if (master === undefined || moved === undefined) throw new Error("The series is missing");
  for (const instance of [value(master, "exdate"), value(moved, "recurrence-id")]) {
    expect(instance).toMatch(/T13:00:00$/);
    const day = new Date(`${instance.slice(0, 10)}T12:00:00Z`);
    expect(day.getUTCDay()).toBe(3);
    expect(day.getTime()).toBeGreaterThan(now);
  }
});

test("most of Tuesday to Saturday, 10 to 18 is free in the next three weeks", async () => {
  const spans = (await eventsOf("mara"))
    .map(({ event }) => event)
    .filter((event) => value(event, "transp") !== "TRANSPARENT" && value(event, "status") !== "CANCELLED")
    .map((event) =>
      ["dtstart", "dtend"].map((name) => new TZDate(value(event, name), "Europe/Vienna").getTime()),
    );
  let free = 0;
  let hours = 0;
  for (let at = now; at < now + 21 * 86_400_000; at += 3_600_000) {
    const local = new TZDate(at, "Europe/Vienna");
    if (local.getDay() < 2 || local.getHours() < 10 || local.getHours() >= 18) continue;
    hours += 1;
    if (!spans.some(([start = 0, end = 0]) => start < at + 3_600_000 && end > at)) free += 1;
  }
  expect(hours).toBe(15 * 8);
  expect(free / hours).toBeGreaterThan(0.6);
});

test("everyone has a calendar; Mara's and Theo's are shared with the service account for writing", async () => {
  expect((await eventsOf("theo")).length).toBeGreaterThanOrEqual(3);
  expect((await eventsOf("june")).length).toBeGreaterThanOrEqual(1);
  const path = "/remote.php/dav/calendars/parlour/";
  const body = `<d:propfind xmlns:d="DAV:"><d:prop><d:displayname/><d:current-user-privilege-set/></d:prop></d:propfind>`;
  const home = await requestCloud(cloud, {
    user: "parlour",
    method: "PROPFIND",
    path,
    headers: { Depth: "1" },
    body,
  });
  const shared = readMultistatus(home.body).items.filter((item) => item.href.includes("_shared_by_"));
  expect(shared.map((item) => item.found.get("displayname")?.text)).toEqual([
    "Personal (mara)",
    "Personal (theo)",
  ]);
  for (const item of shared) {
    expect(
      item.found.get("current-user-privilege-set")?.children.map((child) => child.children[0]?.name),
    ).toContain("write-content");
  }
  const seen = await eventsOf("parlour", "personal_shared_by_mara");
  expect(seen.map(({ event }) => value(event, "summary"))).not.toContain("Dentist");
});

test("customers with pictures, PDFs and odd names, those of the appointments among them", async () => {
  const list = async (path: string) => {
    const answer = await requestCloud(cloud, {
      user: "parlour",
      method: "PROPFIND",
      path,
      headers: { Depth: "1" },
    });
    return readMultistatus(answer.body)
      .items.slice(1)
      .map((item) => item.href);
  };
  const customers = await list("/remote.php/dav/files/parlour/05_Customers/");
  const people = customers.map((href) => decodeURIComponent(href).split("/").at(-2));
  expect(people).toEqual(expect.arrayContaining(["Nora Weiß", "Jonas Gruber"]));
  expect(people).toEqual(expect.arrayContaining(demoRequests.map(({ clientName }) => clientName)));
  const below = (await Promise.all(customers.map(list))).flat();
  const inside = await Promise.all(below.filter((href) => href.endsWith("/")).map(list));
  const files = [...below, ...inside.flat()].filter((href) => !href.endsWith("/"));
  expect(inside.some((members) => members.length === 0)).toBe(true);
  const names = files.map((href) => decodeURIComponent(href)).join("\n");
  for (const odd of ["ß", "Ä", "🐉", "#", "%", "+", " "]) expect(names).toContain(odd);
  const starts = { png: "\x89PNG\r\n\x1a\n", jpg: "\xff\xd8\xff", pdf: "%PDF-1.4" };
  for (const [extension, start] of Object.entries(starts)) {
    const matching = files.filter((href) => href.endsWith(`.${extension}`));
    expect(matching.length).toBeGreaterThan(0);
    for (const href of matching) {
      const { bytes } = await requestCloud(cloud, { user: "parlour", path: href });
      expect(bytes.toString("latin1").startsWith(start), href).toBe(true);
    }
  }
});

test("a directory that holds anything is left alone", async () => {
  const before = await eventsOf("mara");
  expect(await seedCloud({ dataDir, now: now + 86_400_000 })).toBe(false);
  await cloud.close();
  cloud = await startCloud({ port: 0, dataDir });
  expect((await eventsOf("mara")).map(({ event }) => event.toString())).toEqual(
    before.map(({ event }) => event.toString()),
  );
});

test("the command says where it is, and stops on SIGTERM", async () => {
  const target = await mkdtemp(join(tmpdir(), "sandbox-main-"));
  const main = join(import.meta.dirname, "main.ts");
  const child = spawn(process.execPath, [main, "--port", "0", "--data", join(target, "new"), "--seed"]);
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("exit", () => reject(new Error("It ended before it was ready")));
  });
  const port = /^Sandbox cloud is ready: http:\/\/localhost:(\d+)$/.exec(line)?.[1];
  const answer = await fetch(`http://localhost:${port}/status.php`);
  expect(await answer.json()).toMatchObject({ productname: "Nextcloud" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
  expect(
    (await readFile(join(target, "new/files/parlour/05_Customers/Jonas Gruber/Notizen?.txt"))).length,
  ).toBeGreaterThan(0);
  const wrong = spawn(process.execPath, [main, "--port", "x"]);
  expect(await new Promise((resolve) => wrong.once("exit", resolve))).toBe(2);
  await rm(target, { recursive: true, force: true });
});
