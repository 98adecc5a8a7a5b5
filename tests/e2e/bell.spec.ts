import { type BrowserContext, expect, type Locator, type Page, test } from "@playwright/test";
import { clearFaults } from "./support/cloud.ts";
import { lookAt } from "./support/look-at.ts";
import { homeserver, notify, personId, unique } from "./support/messenger.ts";
import { open, parlourUrl, signIn } from "./support/parlour.ts";

/** The bell of the console. Each test tells things by names of its own. */

test.describe.configure({ timeout: 120_000 });
test.afterEach(async () => {
  await clearFaults(homeserver());
});

const bell = (page: Page): Locator =>
  page.getByRole("button", { name: /^(Notifications|Benachrichtigungen)/ });
const list = (page: Page): Locator =>
  page.getByRole("dialog", { name: /^(Notifications|Benachrichtigungen)/ });
const toast = (page: Page, title: string): Locator => page.getByRole("alert").filter({ hasText: title });

/** Opens a page and waits until it hears of what happens. */
async function live(page: Page, path: string): Promise<void> {
  const stream = page.waitForResponse((response) => response.url().includes("/api/v1/events/stream"));
  const first = page.waitForResponse((response) => response.url().includes("/api/v1/notifications?"));
  await page.goto(parlourUrl(path));
  expect((await stream).status()).toBe(200);
  expect((await first).status()).toBe(200);
}

/** Signed in with no page of the console open: the dashboard may hold the connection, or open one at any moment. */
async function arrive(page: Page, email = "admin@parlour.test"): Promise<void> {
  await signIn(page, email);
  await page.goto("about:blank");
}

/** Everything that was told before counts as seen. */
async function seeAll(page: Page): Promise<void> {
  const told = await page.request.get(parlourUrl("/api/v1/notifications?limit=1"));
  const { notifications }: { notifications: { seq: number }[] } = await told.json();
  const [newest] = notifications;
  if (!newest) return;
  const seen = await page.request.post(parlourUrl("/api/v1/notifications/read"), {
    data: { up_to: newest.seq },
  });
  expect(seen.status()).toBe(200);
}

test("what another application tells appears on whatever page is open, is counted, and counts as seen once it was looked at", async ({
  page,
}) => {
  await arrive(page);
  await seeAll(page);
  await live(page, "/customers");
  const loads: string[] = [];
  page.on("framenavigated", (frame) => loads.push(frame.url()));
  await expect(bell(page)).toHaveAccessibleName("Notifications");

  const title = unique("Order is paid");
  const room = unique("shelf");
  const about = { target_type: "entity_room", entity_type: "shelf", entity_id: room };
  await notify(page, { ...about, title, body: "3 items, 149 €", source_app: "shop" });
  await expect(bell(page)).toHaveAccessibleName("Notifications, 1 new");
  // Normal does not ring.
  await expect(toast(page, title)).toHaveCount(0);

  await bell(page).click();
  const row = list(page).getByRole("listitem").first();
  await expect(row).toContainText(title);
  await expect(row).toContainText("3 items, 149 €");
  await expect(row).toContainText("shop");
  await expect(row).toContainText("New:");
  await expect(bell(page)).toHaveAccessibleName("Notifications");
  // As it is told, while one looks.
  const second = unique("Order is packed");
  await notify(page, { ...about, title: second, tags: ["parcel"] });
  await expect(list(page).getByRole("listitem").first()).toContainText(second);
  await expect(list(page).getByRole("listitem").nth(1)).toContainText(title);
  await expect(bell(page)).toHaveAccessibleName("Notifications");
  expect(loads).toEqual([]);

  // Whoever comes back finds it seen, and goes from it to its room.
  await page.reload();
  await bell(page).click();
  await expect(list(page).getByRole("listitem").first()).toContainText(second);
  await expect(list(page).getByText("New:")).toHaveCount(0);
  await list(page).getByRole("link", { name: second }).click();
  await page.waitForURL(/\/messenger\?room=/);
  await expect(list(page)).toBeHidden();
  await expect(page.getByRole("heading", { name: new RegExp(room.split(" ")[1] ?? room) })).toBeVisible();
});

test("urgent shows itself once over all tabs, takes no focus, and leads to its place", async ({
  page,
  context,
}) => {
  await arrive(page);
  await seeAll(page);
  const streams = countStreams(context);
  await live(page, "/admin/services");
  const other = await context.newPage();
  await other.goto(parlourUrl("/customers"), { waitUntil: "networkidle" });
  const tabs = [page, other];

  const title = unique("Autoclave 2: the door is open");
  const search = other.getByRole("searchbox").first();
  await search.focus();
  await notify(page, {
    title,
    body: "Close it and start again.",
    priority: "urgent",
    click_url: parlourUrl("/schedule"),
  });
  await expect.poll(() => shownIn(tabs, title)).toBe(1);
  for (const tab of tabs) await expect(bell(tab)).toHaveAccessibleName("Notifications, 1 new, some urgent");
  // By now every tab has heard of it; still it is there once, and there is one connection.
  expect(await shownIn(tabs, title)).toBe(1);
  expect(streams()).toBe(1);
  await expect(search).toBeFocused();

  const shown = (await toast(page, title).count()) === 1 ? page : other;
  await expect(toast(shown, title)).toContainText("Close it and start again.");
  if (shown === page) await lookAt(page, "bell-toast");
  await toast(shown, title).getByRole("link", { name: title }).click();
  await shown.waitForURL(/\/schedule/);
  await expect(toast(shown, title)).toHaveCount(0);

  // Seen in one tab, it is seen in all of them.
  await bell(page).click();
  await expect(list(page).getByRole("listitem").first()).toContainText(title);
  for (const tab of tabs) await expect(bell(tab)).toHaveAccessibleName("Notifications");
});

test("the tab that holds the connection goes, and the other one hears on without a gap", async ({
  page,
  context,
}) => {
  await arrive(page);
  const first = await context.newPage();
  await live(first, "/customers");
  await page.goto(parlourUrl("/customers"), { waitUntil: "networkidle" });
  await seeAll(page);
  await expect(bell(page)).toHaveAccessibleName("Notifications");
  const stream = page.waitForRequest((request) => request.url().includes("/api/v1/events/stream"));
  const title = unique("Told between two tabs");
  await Promise.all([first.close(), notify(page, { title })]);
  await stream;
  await expect(bell(page)).toHaveAccessibleName("Notifications, 1 new");
  await bell(page).click();
  await expect(list(page).getByText(title)).toHaveCount(1);
});

test("only whoever may see it is told; a link to another site opens in a tab of its own; markup stays text", async ({
  page,
  browser,
}) => {
  await arrive(page);
  await live(page, "/customers");
  const theirs = await browser.newContext({ locale: "en-GB" });
  const mara = await theirs.newPage();
  await arrive(mara, "mara@parlour.test");
  await live(mara, "/customers");
  const title = `<b>${unique("For Mara alone")}</b>`;
  const general = unique("For everybody");
  await notify(page, {
    title,
    target_type: "dm",
    target_user: await personId(page, "Mara"),
    click_url: "https://shop.example/orders/1",
    body: "<script>alert(1)</script>",
  });
  await notify(page, { title: general });
  await bell(mara).click();
  const link = list(mara).getByRole("link", { name: title });
  await expect(link).toHaveAttribute("href", "https://shop.example/orders/1");
  await expect(link).toHaveAttribute("target", "_blank");
  await expect(link).toHaveAttribute("rel", /noopener/);
  await expect(list(mara).getByText("<script>alert(1)</script>")).toBeVisible();
  await bell(page).click();
  await expect(list(page).getByText(general)).toBeVisible();
  await expect(list(page).getByText(title)).toHaveCount(0);
  await theirs.close();
});

test("with the keyboard alone: opened, walked through, older ones, closed where it began", async ({
  page,
}) => {
  await signIn(page, "admin@parlour.test");
  const name = unique("Row");
  for (let count = 1; count <= 22; count++) await notify(page, { title: `${name} ${count}.` });
  await open(page, "/customers");
  await bell(page).focus();
  await page.keyboard.press("Enter");
  await expect(list(page).getByText(`${name} 22.`)).toBeVisible();
  await expect(list(page).getByText(`${name} 1.`)).toHaveCount(0);
  const links = list(page).getByRole("listitem").getByRole("link");
  await links.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press("End");
  await expect(links.last()).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(list(page).getByRole("button", { name: "Show older ones" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(list(page).getByText(`${name} 1.`)).toBeVisible();
  await lookAt(page, "bell-list");
  await page.keyboard.press("Escape");
  await expect(list(page)).toBeHidden();
  await expect(bell(page)).toBeFocused();
});

test("on a phone it is a sheet, in German too; while the server is away it says so and comes back", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, "staff@parlour.test");
  const title = unique("Der Ofen ist fertig");
  await notify(page, { title, priority: "urgent" });
  await page.context().addCookies([{ name: "parlour-locale", value: "de", url: parlourUrl("/") }]);
  let away = true;
  let refused = 0;
  await page.route("**/api/v1/notifications?**", (route) => {
    if (!away) return route.continue();
    refused += 1;
    return route.abort();
  });
  await open(page, "/customers");
  await bell(page).click();
  await expect(list(page).getByText("Der Server ist nicht erreichbar.")).toBeVisible();
  // It asks once more by itself when the stream is there; from then on it waits for somebody.
  await expect.poll(() => refused, { timeout: 30_000 }).toBeGreaterThan(1);
  // It has come in from below.
  await list(page).evaluate((sheet) => Promise.all(sheet.getAnimations().map(({ finished }) => finished)));
  await page.screenshot({ path: "screenshots/bell-phone-away.png" });
  away = false;
  await list(page).getByRole("button", { name: "Noch einmal versuchen" }).click();
  const row = list(page).getByRole("listitem").filter({ hasText: title });
  await expect(row).toContainText("Dringend");
  await expect(list(page).getByText("Der Server ist nicht erreichbar.")).toHaveCount(0);
  await page.screenshot({ path: "screenshots/bell-phone-german.png" });
  const box = await list(page).boundingBox();
  expect(box?.width).toBe(390);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeCloseTo(844, 0);
  await list(page).getByRole("link", { name: "Alle Räume" }).click();
  await page.waitForURL(/\/messenger$/);
  await expect(list(page)).toBeHidden();
});

test("nobody outside the console loads any of it", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await open(page, "/book");
  await expect(page.getByRole("main")).toBeVisible();
  expect(asked.filter((url) => url.includes("/api/v1/"))).toEqual([]);
  await expect(bell(page)).toHaveCount(0);
});

async function shownIn(tabs: Page[], title: string): Promise<number> {
  const counts = await Promise.all(tabs.map((tab) => toast(tab, title).count()));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** How many connections the tabs of a browser opened from now on. */
function countStreams(context: BrowserContext): () => number {
  let count = 0;
  context.on("request", (request) => {
    if (request.url().includes("/api/v1/events/stream")) count += 1;
  });
  return () => count;
}
