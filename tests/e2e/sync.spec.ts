import { expect, type Page, test } from "@playwright/test";
import { addFault, clearFaults, deleteEvent, listEvents, putEvent } from "./support/cloud.ts";
import { lookAt } from "./support/look-at.ts";
import { book, open, parlourUrl, signIn, syncNow } from "./support/parlour.ts";

const DAY = 86_400_000;
/** A page follows by itself every three seconds what a run of the worker does. */
const LATER = { timeout: 60_000 };
const cloudUrl = () => process.env.PARLOUR_CLOUD_URL ?? "";
const card = (page: Page, artist: string) =>
  page.getByRole("article", { name: new RegExp(`calendar of ${artist}$`) });
const rows = (page: Page) => page.getByRole("region", { name: "Sync log" }).getByRole("row");

async function calendarOf(page: Page, artistId: string): Promise<string> {
  const { calendars } = await (await page.request.get(parlourUrl("/api/admin/calendars"))).json();
  return calendars.find((one: { artistId: string }) => one.artistId === artistId).id;
}

test.describe.configure({ timeout: 180_000 });
test.afterEach(() => clearFaults(cloudUrl()));

test("a calendar that fails is seen, found in the log, and works again", async ({ page }) => {
  await signIn(page, "admin@parlour.test");
  await open(page, "/dashboard");
  await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Sync" }).click();
  await expect(page.getByRole("heading", { name: "Sync", exact: true })).toBeVisible();
  const theo = card(page, "Theo");
  await expect(theo.getByText("Works", { exact: true })).toBeVisible(LATER);

  // A failure that no other test of this studio provokes.
  await addFault(cloudUrl(), {
    match: "personal_shared_by_theo",
    status: 503,
    body: "System in maintenance mode.",
  });
  await theo.getByRole("button", { name: /^Sync now/ }).click();
  await expect(page.getByText(/could not be read\. Maintenance\./)).toBeVisible(LATER);
  await expect(theo.getByText("Fails", { exact: true })).toBeVisible();
  await expect(theo.getByText("Requests for Theo are kept meanwhile")).toBeVisible();
  const pattern = page.getByRole("listitem").filter({ hasText: "Maintenance" });
  await expect(pattern).toContainText("Wait until it ends");
  await lookAt(page, "sync-failing");

  // From the kind of failure to its runs, then narrowed by calendar; all of it is in the address.
  await pattern.getByRole("link", { name: /Show in the log/ }).click();
  await expect(page).toHaveURL(/error=maintenance/);
  await expect(rows(page).nth(1)).toContainText("Maintenance");
  await page.getByLabel("Calendar", { exact: true }).selectOption({ label: await labelOf(page, "Mara") });
  await expect(page).toHaveURL(/calendar=/);
  await expect(page.getByText("No run matches")).toBeVisible();
  await page.getByRole("link", { name: "Show every run" }).click();
  await expect(page).not.toHaveURL(/calendar=|error=/);
  await pattern.getByRole("link", { name: /Show in the log/ }).click();
  await page.getByRole("link", { name: /Only: Maintenance/ }).click();
  await expect(page).not.toHaveURL(/error=/);
  await page.getByLabel("Result", { exact: true }).selectOption("failed");
  await expect(page).toHaveURL(/result=failed/);
  await page.reload();
  await expect(page.getByLabel("Result", { exact: true })).toHaveValue("failed");
  for (const row of (await rows(page).all()).slice(1)) await expect(row).not.toContainText("Fine");

  // Mended: nobody presses anything on this page, and it follows.
  await clearFaults(cloudUrl());
  await syncNow(page, "theo");
  await expect(theo.getByText("Works", { exact: true })).toBeVisible(LATER);
});

test("the log has pages, and all calendars are read one after the other", async ({ page }) => {
  await signIn(page, "admin@parlour.test");
  const id = await calendarOf(page, "theo");
  for (let run = 0; run < 55; run++) {
    const response = await page.request.post(parlourUrl(`/api/admin/calendars/${id}/sync`), { data: {} });
    expect(response.status()).toBe(200);
  }
  await open(page, `/admin/sync?calendar=${id}`);
  await expect(rows(page)).toHaveCount(51);
  const pages = page.getByRole("navigation", { name: "Pages of the log" });
  await pages.getByRole("link", { name: "Older" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/page=2/);
  await expect(pages.getByText("Page 2")).toBeVisible();
  expect(await rows(page).count()).toBeGreaterThan(5);
  await pages.getByRole("link", { name: "Newer" }).click();
  await expect(page).not.toHaveURL(/page=/);

  await addFault(cloudUrl(), { match: "personal_shared_by", method: "REPORT", delayMs: 1500 });
  await page.getByRole("button", { name: "Sync all now" }).click();
  await expect(page.getByRole("status").filter({ hasText: /\d of \d/ })).toBeVisible();
  await expect(page.getByText(/^\d calendars synced\.$/)).toBeVisible(LATER);
  await page.getByRole("link", { name: "30 days" }).click();
  await expect(page).toHaveURL(/span=month/);
  await expect(page.getByRole("img", { name: /Share of runs that succeeded/ })).toBeVisible();
  await page.getByText("As a table").click();
  const table = page.getByRole("region", { name: "Share of runs that succeeded" });
  await expect(table.getByRole("row")).toHaveCount(31);
});

test("many deletions at once are asked about, and the answer counts", async ({ page, browser }) => {
  await signIn(page, "admin@parlour.test");
  const first = Date.now() + 200 * DAY;
  for (let day = 0; day < 40; day++)
    await putEvent("theo", {
      uid: `held-${day}`,
      startMs: first + day * DAY,
      endMs: first + day * DAY + 3_600_000,
      summary: `Held ${day}`,
    });
  await syncNow(page, "theo");
  const events = await listEvents("theo");
  // No run of the worker is to meet some of them there and some gone.
  await addFault(cloudUrl(), { match: "personal_shared_by_theo", method: "REPORT", status: 503 });
  for (const { href } of events.filter(({ summary }) => summary.startsWith("Held ")))
    await deleteEvent("theo", href);
  await clearFaults(cloudUrl());
  await syncNow(page, "theo");
  await open(page, "/admin/sync");
  const theo = card(page, "Theo");
  const question = theo.getByText(
    /^40 of \d+ events vanished from Theo’s calendar at \d\d:\d\d\. Were they deleted on purpose\?$/,
  );
  await expect(question).toBeVisible();
  await expect(theo.getByText("Waits for you")).toBeVisible();
  await lookAt(page, "sync-held");
  await page.getByLabel("Result", { exact: true }).selectOption("held");
  await expect(rows(page).nth(1)).toContainText("40 deletions held");

  // Reading again finds them still missing, and asks still.
  await theo.getByRole("button", { name: "Read the calendar again" }).click();
  await expect(page.getByText(/what is still missing is still asked about/)).toBeVisible(LATER);
  await expect(question).toBeVisible();

  // Theo answers it himself, by keyboard; nothing of Mara's is shown to him.
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Vienna" });
  const his = await context.newPage();
  await signIn(his, "theo@parlour.test");
  await open(his, "/admin/sync");
  await expect(card(his, "Mara")).toHaveCount(0);
  await expect(rows(his).filter({ hasText: "Mara" })).toHaveCount(0);
  const mara = await calendarOf(page, "mara");
  const refused = await his.request.post(parlourUrl(`/api/admin/calendars/${mara}/confirm-deletions`));
  expect(refused.status()).toBe(403);
  await lookAt(his, "sync-artist");
  await card(his, "Theo").getByRole("button", { name: "Yes, delete them here too" }).focus();
  await his.keyboard.press("Enter");
  await expect(his.getByText("Deleted here too: 40 events.")).toBeVisible(LATER);
  await expect(card(his, "Theo").getByText("Works", { exact: true })).toBeVisible(LATER);
  await context.close();
  await expect(question).toBeHidden(LATER);
});

test("what could not be written is seen, and is tried again or given up when asked", async ({
  page,
  request,
}) => {
  await signIn(page, "admin@parlour.test");
  await addFault(cloudUrl(), { match: "personal_shared_by_mara", method: "PUT", status: 500 });
  await book(request, "mara", "fine-line", 40, "Wanda Waits");
  await book(request, "mara", "fine-line", 44, "Gloria Given");
  await open(page, "/admin/sync");
  const waiting = (client: string) =>
    page.getByRole("listitem").filter({ hasText: client }).filter({ hasText: "Event in the calendar" });
  await expect(waiting("Wanda Waits")).toContainText("Nextcloud not available", LATER);
  await lookAt(page, "sync-outbox");
  await waiting("Gloria Given")
    .getByRole("button", { name: /^Give up/ })
    .click();
  const sure = page.getByRole("dialog", { name: "Give this up for good?" });
  await expect(sure).toContainText("The appointment itself stays as it is.");
  await sure.getByRole("button", { name: "Give up" }).click();
  await expect(waiting("Gloria Given")).toHaveCount(0);
  // Mended no sooner than somebody presses: the worker, which tries by itself as well, would be first.
  await page.route("**/api/admin/outbox/*/retry", async (route) => {
    await clearFaults(cloudUrl());
    await route.continue();
  });
  await waiting("Wanda Waits")
    .getByRole("button", { name: /^Try again/ })
    .click();
  await expect(page.getByText("It is tried again now.")).toBeVisible();
  await expect(waiting("Wanda Waits")).toHaveCount(0, LATER);
  const titles = (await listEvents("mara")).map(({ summary }) => summary);
  expect(titles.filter((title) => title.includes("Wanda Waits"))).toHaveLength(1);
  expect(titles.filter((title) => title.includes("Gloria Given"))).toHaveLength(0);
});

test("calendars are imported from CSV after a look at each line", async ({ page }) => {
  await signIn(page, "admin@parlour.test");
  await open(page, "/admin/calendars");
  await page.getByRole("button", { name: "Import from CSV" }).click();
  const dialog = page.getByRole("dialog", { name: "Import calendars from CSV" });
  const check = dialog.getByRole("button", { name: "Check" });
  await expect(check).toBeDisabled();
  await dialog.getByLabel("Or paste it here").fill("who,where\nmara,/x/");
  await check.click();
  await expect(dialog.getByText(/The first line must name the columns/)).toBeVisible();

  const own = "/remote.php/dav/calendars/parlour/personal/";
  const csv = `\uFEFFcalendar_url;artist;purpose\r\n${own};June;block\r\n${own};nobody;\r\n/remote.php/dav/calendars/mara/personal/;mara;\r\n`;
  await dialog
    .getByLabel("A CSV file")
    .setInputFiles({ name: "calendars.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await check.click();
  await expect(dialog.getByText(/1 line can be connected, 1 there already, 1 not usable/)).toBeVisible();
  await expect(dialog.getByText("There is no artist of this name.")).toBeVisible();
  await lookAt(page, "sync-import");
  const configured = async () =>
    (await (await page.request.get(parlourUrl("/api/admin/calendars"))).json()).calendars;
  const before = (await configured()).length;
  await dialog.getByRole("button", { name: "Connect 1 calendar" }).click();
  await expect(dialog.getByText(/1 calendar connected, 1 there already/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("region", { name: "June" }).getByText("Only shows busy times")).toBeVisible();
  expect(await configured()).toHaveLength(before + 1);
  const added = await calendarOf(page, "june");
  expect((await page.request.delete(parlourUrl(`/api/admin/calendars?id=${added}`))).status()).toBe(204);
});

test("figures for Prometheus are for admins, the page is not for the front desk", async ({ page }) => {
  expect((await page.request.get(parlourUrl("/api/metrics"))).status()).toBe(401);
  await signIn(page, "staff@parlour.test");
  expect((await page.request.get(parlourUrl("/api/metrics"))).status()).toBe(403);
  await open(page, "/admin/sync");
  await expect(page.getByText("This page is not for you")).toBeVisible();
  await page.context().clearCookies();
  await signIn(page, "admin@parlour.test");
  const made = await page.request.post(parlourUrl("/api/admin/tokens"), { data: { name: "Prometheus" } });
  const { secret, token } = await made.json();
  await page.context().clearCookies();
  const metrics = await page.request.get(parlourUrl("/api/metrics"), {
    headers: { Authorization: `Bearer ${secret}` },
  });
  expect(metrics.headers()["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
  expect(await metrics.text()).toMatch(/^parlour_calendar_failing\{calendar="[^"]+".*\} 0$/m);
  expect(token.id).toBeTruthy();
});

async function labelOf(page: Page, artist: string): Promise<string> {
  const options = await page.getByLabel("Calendar", { exact: true }).getByRole("option").allTextContents();
  return options.find((label) => label.startsWith(`${artist},`)) ?? "";
}
