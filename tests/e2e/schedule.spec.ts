import { expect, type Locator, type Page, test } from "@playwright/test";
import { deleteEvent, listEvents, putEvent } from "./support/cloud.ts";
import { lookAt } from "./support/look-at.ts";
import { open, parlourUrl, signIn, slots, syncNow } from "./support/parlour.ts";

test.describe.configure({ timeout: 120_000 });

const HOUR = 3_600_000;
/** An event is written at once where Nextcloud is quick, and else by the worker. */
const WRITTEN = { timeout: 30_000 };
const zone = "Europe/Vienna";

const dayIn = (ms: number) => new Date(ms).toLocaleDateString("sv-SE", { timeZone: zone });
const clock = (ms: number) =>
  new Date(ms).toLocaleTimeString("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });

/** A start of Mara's with three free hours after it and no other appointment on its day. */
async function freeMorning(page: Page, fromDays: number): Promise<number> {
  const free = (await slots(page.request, "mara", "consultation", fromDays)).map(({ startTime }) =>
    Date.parse(startTime),
  );
  const start = free.find((ms) =>
    Array.from({ length: 7 }, (_, at) => ms + (at * HOUR) / 2).every((one) => free.includes(one)),
  );
  if (start === undefined) throw new Error("no free morning");
  return start;
}

async function enter(page: Page, clientName: string, startMs: number): Promise<string> {
  const response = await page.request.post(parlourUrl("/api/admin/appointments"), {
    data: {
      artistId: "mara",
      serviceId: "consultation",
      startTime: new Date(startMs).toISOString(),
      endTime: new Date(startMs + HOUR).toISOString(),
      clientName,
      notify: false,
    },
  });
  expect(response.status()).toBe(201);
  const { appointment } = await response.json();
  return appointment.id;
}

/** The page holds a connection open, so it is never idle. */
async function openSchedule(page: Page, query: string): Promise<void> {
  await page.goto(parlourUrl(`/schedule?${query}`));
  await expect(page.locator("[data-board][data-ready]")).toBeVisible();
}

/** Where something is once it is in the middle of the window: near its edges the page would scroll along. */
async function centred(item: Locator) {
  await item.evaluate((element) => element.scrollIntoView({ block: "center" }));
  const box = await item.boundingBox();
  if (!box) throw new Error("nothing there");
  return box;
}

/** Where a time stands in the one column, once it is in the middle of the window. */
async function placeOf(page: Page, ms: number): Promise<{ x: number; y: number }> {
  const column = page.locator("[data-column]:visible");
  const axis = page.locator("[data-board]").getByText(/^\d\d:00$/);
  const begins = Number((await axis.first().textContent())?.slice(0, 2));
  // A minute is a pixel.
  const below = (Number(clock(ms).slice(0, 2)) - begins) * 60 + Number(clock(ms).slice(3));
  await column.evaluate((element, px) => {
    window.scrollBy(0, element.getBoundingClientRect().top + px - window.innerHeight / 2);
  }, below);
  const box = await column.boundingBox();
  if (!box) throw new Error("no column");
  return { x: box.x + 20, y: box.y + below };
}

async function dragBy(page: Page, item: Locator, minutes: number): Promise<void> {
  const box = await centred(item);
  const [x, y] = [box.x + box.width / 2, box.y + 20];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + minutes / 2, { steps: 4 });
  await page.mouse.move(x, y + minutes, { steps: 4 });
}

const startInCloud = async (name: string) => {
  const event = (await listEvents("mara")).find(({ summary }) => summary.includes(name));
  return /^DTSTART[^:]*:(\S+)/m.exec(event?.ics ?? "")?.[1];
};

/** The way back stays for as long as the pointer rests on it. */
async function heldUndo(page: Page): Promise<Locator> {
  const undo = page.getByRole("button", { name: "Undo" });
  await undo.hover();
  return undo;
}

const item = (page: Page, name: string) => page.locator("[data-board] [data-item]").filter({ hasText: name });

test("an appointment is dragged, its event follows, and undo takes both back", async ({ page }) => {
  await signIn(page, "mara@parlour.test");
  const start = await freeMorning(page, 20);
  const id = await enter(page, "Dora Drag", start);
  await expect.poll(() => startInCloud("Dora Drag"), WRITTEN).toBeDefined();
  const before = await startInCloud("Dora Drag");
  await openSchedule(page, `view=day&day=${dayIn(start)}`);
  await dragBy(page, item(page, "Dora Drag"), 60);
  // What is under the pointer says its time, and the calendar whether it is free.
  await expect(page.locator("[data-ghost]")).toContainText(clock(start + HOUR));
  await expect(page.getByText("Mara is free.")).toBeVisible(WRITTEN);
  await page.mouse.up();
  await expect(page.getByText(/^Moved Dora Drag to/)).toBeVisible();
  const undo = await heldUndo(page);
  await expect.poll(() => startInCloud("Dora Drag"), WRITTEN).not.toBe(before);
  const shown = await page.request.get(parlourUrl(`/api/appointments/${id}`));
  expect((await shown.json()).appointment).toMatchObject({
    startTime: new Date(start + HOUR).toISOString(),
    endTime: new Date(start + 2 * HOUR).toISOString(),
  });
  await undo.click();
  await expect(page.getByText("Taken back: Dora Drag.")).toBeVisible();
  await expect.poll(() => startInCloud("Dora Drag"), WRITTEN).toBe(before);
  await expect(item(page, "Dora Drag")).toContainText(clock(start));
});

test("resized at its foot; onto what blocks it goes back with words; Escape leaves it", async ({ page }) => {
  await signIn(page, "mara@parlour.test");
  const start = await freeMorning(page, 24);
  await enter(page, "Rita Resize", start);
  await enter(page, "Nell Next", start + 2 * HOUR);
  await openSchedule(page, `view=day&day=${dayIn(start)}`);
  const box = await centred(item(page, "Rita Resize"));
  await page.mouse.move(box.x + box.width / 2, box.y + box.height - 3);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height + 27, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByText(/^Rita Resize now has/)).toBeVisible();
  await expect(item(page, "Rita Resize")).toContainText(`${clock(start)}–${clock(start + 1.5 * HOUR)}`);

  await dragBy(page, item(page, "Rita Resize"), 120);
  await expect(page.locator("[data-ghost]")).toContainText("taken");
  await page.mouse.up();
  await expect(page.getByText(/^Left where it was\./)).toBeVisible();
  await expect(item(page, "Rita Resize")).toContainText(clock(start));

  await dragBy(page, item(page, "Rita Resize"), 30);
  await page.keyboard.press("Escape");
  await expect(page.locator("[data-ghost]")).toBeHidden();
  await page.mouse.up();
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("a new appointment is drawn, entered for somebody new, and taken back", async ({ page }) => {
  await signIn(page, "mara@parlour.test");
  const start = await freeMorning(page, 27);
  await openSchedule(page, `view=day&day=${dayIn(start)}`);
  const first = await page.request.get(
    parlourUrl(
      `/api/schedule?artistId=mara&from=${new Date(start).toISOString()}&to=${new Date(start + HOUR).toISOString()}`,
    ),
  );
  expect((await first.json()).artists[0].items).toEqual([]);
  const { x, y } = await placeOf(page, start);
  await page.mouse.move(x, y + 2);
  await page.mouse.down();
  await page.mouse.move(x, y + 60, { steps: 6 });
  await expect(page.locator("[data-ghost]")).toContainText(`${clock(start)}–${clock(start + HOUR)}`);
  await page.mouse.up();
  const dialog = page.getByRole("dialog", { name: "Appointment" });
  await dialog.getByRole("button", { name: "Somebody new" }).click();
  await dialog.getByLabel("Name").fill("Wanda Walk");
  await dialog.getByLabel("Service").selectOption({ label: "Consultation" });
  await dialog.getByRole("button", { name: "Enter", exact: true }).click();
  await expect(page.getByText(/^Entered: Wanda Walk/)).toBeVisible();
  await expect(item(page, "Wanda Walk")).toBeVisible();
  const undo = await heldUndo(page);
  await expect.poll(() => startInCloud("Wanda Walk"), WRITTEN).toBeDefined();
  await undo.click();
  await expect(page.getByText("Taken back: Wanda Walk.")).toBeVisible();
  await expect(item(page, "Wanda Walk")).toBeHidden();
  await expect.poll(() => startInCloud("Wanda Walk"), WRITTEN).toBeUndefined();
});

test("why a time is blocked names the event, its calendar and since when it is known", async ({ page }) => {
  await signIn(page, "mara@parlour.test");
  const start = await freeMorning(page, 31);
  const id = await enter(page, "Ella Early", start);
  await putEvent("mara", {
    uid: "schedule-dentist",
    startMs: start + HOUR / 2,
    endMs: start + 1.5 * HOUR,
    summary: "Dentist",
  });
  await syncNow(page, "mara");
  await openSchedule(page, `view=day&day=${dayIn(start)}`);
  await item(page, "Dentist").click();
  const sheet = page.getByRole("dialog", { name: "Dentist" });
  const why = sheet.getByRole("region", { name: "Why?" });
  await expect(why.getByText("Dentist")).toBeVisible();
  await expect(why.getByText(/^In the calendar “/)).toBeVisible();
  await expect(why.getByText(/^Known since /).first()).toBeVisible();
  await expect(why.getByText("Ella Early")).toBeVisible();
  await page.keyboard.press("Escape");

  // A free stretch says why it can be offered.
  const { x, y } = await placeOf(page, start + 2 * HOUR);
  await page.mouse.click(x, y + 5);
  await expect(page.getByRole("dialog").getByText("Mara is free.")).toBeVisible();
  await page.keyboard.press("Escape");

  // The appointment itself knows what came only after it.
  await open(page, `/admin/appointments/${id}`);
  await page.getByText("Why was this time offered?").click();
  await expect(page.getByText("This came only afterwards:")).toBeVisible();
  await expect(page.getByText(/^Entered at .+: one minute after\./)).toBeVisible();
  await deleteEvent("mara", "/remote.php/dav/calendars/mara/personal/schedule-dentist.ics");
});

test("by keyboard alone: to the appointment, a quarter later, kept", async ({ page }) => {
  await signIn(page, "mara@parlour.test");
  const start = await freeMorning(page, 34);
  await enter(page, "Kim Keys", start);
  await openSchedule(page, `view=day&day=${dayIn(start)}`);
  await item(page, "Kim Keys").focus();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page.locator("[data-ghost]")).toContainText(clock(start + HOUR / 2));
  await page.keyboard.press("Escape");
  await expect(page.locator("[data-ghost]")).toBeHidden();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Moved Kim Keys to/)).toBeVisible();
  await expect(item(page, "Kim Keys")).toContainText(clock(start + HOUR / 4));
  await page.keyboard.press("j");
  await page.waitForURL(new RegExp(`day=${dayIn(start + 24 * HOUR)}`));
  await page.keyboard.press("w");
  await page.waitForURL(/view=week/);
  await page.keyboard.press("n");
  await expect(page.getByRole("dialog", { name: "Appointment" })).toBeVisible();
});

test("on a phone: one day, a sheet from below, nothing wider than the screen", async ({ browser }) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: "en-GB",
    timezoneId: zone,
  });
  const page = await context.newPage();
  await signIn(page, "mara@parlour.test");
  const start = await freeMorning(page, 38);
  await enter(page, "Pia Phone", start);
  await openSchedule(page, `day=${dayIn(start)}`);
  await expect(page.locator("[data-column]:visible")).toHaveCount(1);
  await item(page, "Pia Phone").tap();
  const sheet = page.getByRole("dialog", { name: "Pia Phone" });
  await expect(sheet).toBeVisible();
  await expect
    .poll(async () =>
      Math.round(((await sheet.boundingBox())?.y ?? 0) + ((await sheet.boundingBox())?.height ?? 0)),
    )
    .toBe(844);
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  // A finger that rests takes it along; one that does not, scrolls.
  const box = await centred(item(page, "Pia Phone"));
  const touch = await context.newCDPSession(page);
  const finger = (type: "touchStart" | "touchMove" | "touchEnd", by = 0) =>
    touch.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: type === "touchEnd" ? [] : [{ x: box.x + 60, y: box.y + 25 + by }],
    });
  await finger("touchStart");
  await expect(page.locator("[data-ghost]")).toBeVisible();
  for (const by of [10, 20, 30]) await finger("touchMove", by);
  await expect(page.locator("[data-ghost]")).toContainText(clock(start + HOUR / 2));
  await finger("touchEnd");
  await expect(page.getByText(/^Moved Pia Phone to/)).toBeVisible();
  await expect(item(page, "Pia Phone")).toContainText(clock(start + HOUR / 2));
  await page.getByRole("link", { name: "The day after" }).click();
  await page.waitForURL(new RegExp(`day=${dayIn(start + 24 * HOUR)}`));
  await page.getByRole("link", { name: "3 days" }).click();
  await expect(page.locator("[data-column]:visible")).toHaveCount(3);
  await context.close();
});

test("on a phone whose days they are is chosen from a list, and the board begins on the first screen", async ({
  browser,
}) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: "en-GB",
    timezoneId: zone,
  });
  const page = await context.newPage();
  await signIn(page, "admin@parlour.test");
  await openSchedule(page, "artist=mara");
  const whose = page.getByRole("combobox", { name: "Whose days" });
  await expect(whose).toHaveValue("mara");
  await expect(page.getByRole("link", { name: "Theo", exact: true })).toBeHidden();
  expect((await page.locator("[data-board]").boundingBox())?.y).toBeLessThan(844 / 2);
  await whose.selectOption({ label: "Theo" });
  await page.waitForURL(/artist=theo/);
  await expect(whose).toHaveValue("theo");
  await context.close();
});

test("without JavaScript the days can be read and turned", async ({ browser, page }) => {
  await signIn(page, "mara@parlour.test");
  const start = await freeMorning(page, 41);
  await enter(page, "Nora Noscript", start);
  const state = await page.context().storageState();
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: state,
    locale: "en-GB",
  });
  const quiet = await context.newPage();
  await quiet.goto(parlourUrl(`/schedule?view=week&day=${dayIn(start)}`));
  await expect(item(quiet, "Nora Noscript")).toBeVisible();
  await quiet.getByRole("link", { name: "The week after" }).click();
  await expect(quiet.getByRole("heading", { level: 1, name: "Schedule" })).toBeVisible();
  await expect(item(quiet, "Nora Noscript")).toBeHidden();
  await context.close();
});

test("looks: week, everybody's day, empty, German", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "admin@parlour.test");
  await openSchedule(page, "artist=mara");
  await lookAt(page, "schedule-week");
  await openSchedule(page, "view=day");
  await lookAt(page, "schedule-everybody");
  await openSchedule(page, "artist=june&day=2030-01-02");
  await lookAt(page, "schedule-empty");
  await page.context().addCookies([{ name: "parlour-locale", value: "de", url: parlourUrl("/") }]);
  await openSchedule(page, "artist=mara&view=week");
  await lookAt(page, "schedule-german");
});
