import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { closeDatabase, openDatabase } from "#db/client.ts";
import { listCalendars, listSyncLogs } from "#db/queries/calendars.ts";
import { deleteEvent, putEvent } from "./support/cloud.ts";
import { type Demo, startDemo } from "./support/demo.ts";
import { parlourUrl, type Slot, slots } from "./support/parlour.ts";

/** A demo of its own: whether Nextcloud calls Parlour changes while these tests run. */
let demo: Demo;
let data: string;
const shared = { url: process.env.PARLOUR_URL, cloudUrl: process.env.PARLOUR_CLOUD_URL };

test.describe.configure({ mode: "serial", timeout: 180_000 });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  data = mkdtempSync(path.join(tmpdir(), "parlour-prompt-"));
  demo = await startDemo(data);
  Object.assign(process.env, { PARLOUR_URL: demo.url, PARLOUR_CLOUD_URL: demo.cloudUrl });
});

test.afterAll(async () => {
  Object.assign(process.env, { PARLOUR_URL: shared.url, PARLOUR_CLOUD_URL: shared.cloudUrl });
  await demo?.stop();
  rmSync(data, { recursive: true, force: true });
});

const SERVICE = "fine-line";
const dayOf = (slot: Slot) =>
  new Date(slot.startTime).toLocaleDateString("sv-SE", { timeZone: "Europe/Vienna" });
const timeOf = (page: Page, slot: Slot) => page.locator(`a time[datetime="${slot.startTime}"]`);

/** A free time of Mara's, and the same one taken by an event of hers, as every page shows it. */
async function takenSlot(request: APIRequestContext, fromDays: number, uid: string): Promise<Slot> {
  const [slot] = await slots(request, "mara", SERVICE, fromDays);
  if (!slot) throw new Error("no slot");
  await putEvent("mara", {
    uid,
    startMs: Date.parse(slot.startTime),
    endMs: Date.parse(slot.endTime),
    summary: "Dentist",
  });
  const starts = async () =>
    (await slots(request, "mara", SERVICE, fromDays)).map(({ startTime }) => startTime);
  await expect.poll(starts, { timeout: 60_000, intervals: [500] }).not.toContain(slot.startTime);
  return slot;
}

/** Opens the page of a day and waits until it listens. */
async function openDay(page: Page, slot: Slot): Promise<void> {
  const listening = page.waitForResponse((response) => response.url().includes("/api/availability/events"));
  await page.goto(parlourUrl(`/book/mara/${SERVICE}?day=${dayOf(slot)}`));
  expect((await listening).status()).toBe(200);
}

test("a time that another customer takes leaves an open page within seconds", async ({ page, request }) => {
  const [slot] = await slots(request, "mara", SERVICE, 20);
  if (!slot) throw new Error("no slot");
  await openDay(page, slot);
  await expect(timeOf(page, slot)).toBeVisible();
  const booked = await request.post(parlourUrl("/api/appointments"), {
    data: {
      artistId: "mara",
      serviceId: SERVICE,
      startTime: slot.startTime,
      clientName: "Quick",
      clientEmail: "quick@example.org",
    },
  });
  expect(booked.status()).toBe(201);
  // Without the stream it would be half a minute.
  await expect(timeOf(page, slot)).toHaveCount(0);
});

test("a chosen time that somebody takes is told as taken, and the words typed stay", async ({
  page,
  request,
}) => {
  const [slot] = await slots(request, "mara", SERVICE, 24);
  if (!slot) throw new Error("no slot");
  const listening = page.waitForResponse((response) => response.url().includes("/api/availability/events"));
  await page.goto(parlourUrl(`/book/mara/${SERVICE}?start=${encodeURIComponent(slot.startTime)}`));
  await listening;
  await expect(page.getByTestId("time-check")).toHaveAttribute("data-state", "free");
  await page.getByLabel("Name").fill("Slow Reader");
  await request.post(parlourUrl("/api/appointments"), {
    data: {
      artistId: "mara",
      serviceId: SERVICE,
      startTime: slot.startTime,
      clientName: "Quick",
      clientEmail: "quick@example.org",
    },
  });
  await expect(page.getByTestId("time-check")).toHaveAttribute("data-state", "taken");
  await expect(page.getByLabel("Name")).toHaveValue("Slow Reader");
});

test("a time that Mara frees in her calendar comes to an open page without a reload", async ({
  page,
  request,
}) => {
  const slot = await takenSlot(request, 28, "prompt-looked");
  await openDay(page, slot);
  await expect(timeOf(page, slot)).toHaveCount(0);
  await deleteEvent("mara", "/remote.php/dav/calendars/mara/personal/prompt-looked.ics");
  // The calendar is read again when it was last read a quarter of a minute ago, which is looked at now and then.
  await expect(timeOf(page, slot)).toBeVisible({ timeout: 60_000 });
});

test("within seconds where Nextcloud calls Parlour", async ({ page, request }) => {
  await installWebhooks();
  const slot = await takenSlot(request, 36, "prompt-called");
  await openDay(page, slot);
  await expect(timeOf(page, slot)).toHaveCount(0);
  await deleteEvent("mara", "/remote.php/dav/calendars/mara/personal/prompt-called.ics");
  await expect(timeOf(page, slot)).toBeVisible();
  expect(await causes()).toContain("webhook");
});

test("a page that was out of sight hears what it missed when it is back", async ({
  page,
  context,
  request,
}) => {
  const [slot] = await slots(request, "mara", SERVICE, 44);
  if (!slot) throw new Error("no slot");
  await openDay(page, slot);
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  const answers: string[] = [];
  context.on("response", (response) => answers.push(response.url()));
  await request.post(parlourUrl("/api/appointments"), {
    data: {
      artistId: "mara",
      serviceId: SERVICE,
      startTime: slot.startTime,
      clientName: "Unseen",
      clientEmail: "unseen@example.org",
    },
  });
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "visible", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect(timeOf(page, slot)).toHaveCount(0);
  await expect.poll(() => answers.filter((url) => url.includes("/api/availability/events"))).toHaveLength(1);
});

test("without JavaScript the page shows its times and asks for no stream", async ({ browser, request }) => {
  const [slot] = await slots(request, "mara", SERVICE, 48);
  if (!slot) throw new Error("no slot");
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (one) => asked.push(one.url()));
  await page.goto(parlourUrl(`/book/mara/${SERVICE}?day=${dayOf(slot)}`));
  await expect(timeOf(page, slot)).toBeVisible();
  expect(asked.filter((url) => url.includes("/api/"))).toEqual([]);
  await context.close();
});

/** As the studio's admin does it on the machine. */
async function installWebhooks(): Promise<void> {
  const child = spawn(process.execPath, ["bin/parlour.ts", "webhooks", "install"], {
    env: {
      ...process.env,
      PARLOUR_IGNORE_ENV_FILE: "1",
      DATABASE_URL: `file:${path.join(data, "parlour.db")}`,
      NEXTAUTH_URL: demo.url,
      NEXTCLOUD_BASE_URL: demo.cloudUrl,
      NEXTCLOUD_USERNAME: "parlour",
      NEXTCLOUD_PASSWORD: "parlour-demo",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  expect(await once(child, "exit")).toEqual([0, null]);
}

/** What started the last syncs of Mara's calendar. */
async function causes(): Promise<string[]> {
  const db = openDatabase(`file:${path.join(data, "parlour.db")}`);
  const calendars = await listCalendars(db, ["mara"]);
  const logs = await listSyncLogs(
    db,
    calendars.map(({ id }) => id),
    20,
  );
  closeDatabase(db);
  return logs.map(({ cause }) => cause);
}
