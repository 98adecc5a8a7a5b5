import { type APIRequestContext, expect, type Locator, type Page, test } from "@playwright/test";
import { clearFaults } from "./support/cloud.ts";
import { lookAt } from "./support/look-at.ts";
import { mailboxUrl, mailTo } from "./support/mailbox.ts";
import { homeserver, unique } from "./support/messenger.ts";
import { book, bookingPath, open, parlourUrl, signIn, slots } from "./support/parlour.ts";

/** How people are told of bookings: each test chooses for somebody, and gives back what they had. */

const THEO = "theo@parlour.test";
/** By the worker, and from there to where people are told. */
const SOON = { timeout: 60_000 };
const OFF = { bell: false, mail: false, talk: false, matrix: false };
const AT_FIRST = {
  events: {
    requested: { ...OFF, bell: true, mail: true },
    confirmed: { ...OFF, bell: true },
    cancelled: { ...OFF, bell: true, mail: true },
  },
  quiet: null,
};

test.describe.configure({ timeout: 240_000 });
test.afterEach(async ({ page }) => {
  await clearFaults(homeserver());
  await page.unrouteAll({ behavior: "ignoreErrors" });
  const answer = await page.request.get(parlourUrl("/api/news/choices"));
  const { artist } = await answer.json();
  if (artist !== null) await page.request.put(parlourUrl("/api/news/choices"), { data: AT_FIRST });
});

const bell = (page: Page): Locator => page.getByRole("button", { name: /^Notifications/ });
const cell = (page: Page, event: string, channel: string): Locator =>
  page.getByRole("checkbox", { name: `${event}: ${channel}`, exact: true });
const saved = (page: Page): Locator => page.getByRole("status").filter({ hasText: "Saved." }).first();

/** The answer to the next choice of the page: a reload before it would take the choice back. */
const kept = (page: Page) =>
  page.waitForResponse(
    (response) => response.request().method() === "PUT" && response.url().endsWith("/api/news/choices"),
  );

async function choose(page: Page, data: Record<string, unknown>): Promise<void> {
  const answer = await page.request.put(parlourUrl("/api/news/choices"), { data });
  expect(answer.status()).toBe(200);
}

/** What was said on Matrix that names somebody. */
async function saidOnMatrix(request: APIRequestContext, who: string): Promise<string[]> {
  const answer = await request.get(`${homeserver()}/_sandbox/rooms.json`);
  expect(answer.status()).toBe(200);
  const { rooms }: { rooms: { messages: { content: { body?: string } }[] }[] } = await answer.json();
  return rooms
    .flatMap(({ messages }) => messages.map(({ content }) => content.body ?? ""))
    .filter((body) => body.includes(who));
}

async function mailsAbout(reader: string, who: string): Promise<number> {
  const answer = await fetch(mailboxUrl(`.json?to=${encodeURIComponent(reader)}`));
  const { messages }: { messages: { subject: string }[] } = await answer.json();
  return messages.filter(({ subject }) => subject.includes(who)).length;
}

/** Quiet hours that surely hold now, and for a while, by the studio's clock. */
function quietNow(): { from: string; to: string; timeZone: string } {
  const clock = (ms: number) => new Date(ms).toISOString().slice(11, 16);
  return { from: clock(Date.now() - 3_600_000), to: clock(Date.now() + 7_200_000), timeZone: "UTC" };
}

test("a request in the public form is told at once: in the artist's bell, on Matrix, and by no mail where that is off", async ({
  page,
  browser,
}) => {
  await signIn(page, THEO);
  await open(page, "/messenger/notifications");
  await expect(page.getByRole("heading", { name: "How you are told" })).toBeVisible();
  await expect(cell(page, "Requests", "Mail")).toBeChecked();
  await cell(page, "Requests", "Matrix").check();
  await expect(saved(page)).toBeVisible();
  await Promise.all([kept(page), cell(page, "Requests", "Mail").uncheck()]);
  await page.reload({ waitUntil: "networkidle" });
  await expect(cell(page, "Requests", "Matrix")).toBeChecked();
  await expect(cell(page, "Requests", "Mail")).not.toBeChecked();
  await expect(cell(page, "Cancelled or moved", "Mail")).toBeChecked();
  await lookAt(page, "news-choices");
  await open(page, "/customers");

  const who = unique("Ida");
  const guest = await browser.newContext();
  const form = await guest.newPage();
  const [slot] = await slots(form.request, "theo", "consultation", 40);
  if (!slot) throw new Error("no slot");
  await open(form, bookingPath("theo", "consultation", slot));
  await form.locator("#client-name").fill(who);
  await form.locator("#client-email").fill("ida@example.org");
  await form.getByRole("button", { name: "Ask for this time" }).click();
  await form.waitForURL(/\/appointment\//);
  await guest.close();

  await expect(bell(page)).toHaveAccessibleName(/new/, SOON);
  await bell(page).click();
  const told = page
    .getByRole("dialog", { name: /^Notifications/ })
    .getByRole("listitem")
    .filter({ hasText: who });
  // The bell may have been new already.
  await expect(told).toBeVisible(SOON);
  await expect(told).toHaveCount(1);
  await expect.poll(() => saidOnMatrix(page.request, who), SOON).toHaveLength(1);
  const [said] = await saidOnMatrix(page.request, who);
  expect(said).toContain("/admin/appointments/");
  // The customer's mail has long been there.
  await mailTo("ida@example.org", /^Your request at/);
  expect(await mailsAbout(THEO, who)).toBe(0);

  await told.getByRole("link").first().click();
  await page.waitForURL(/\/admin\/appointments\//);
  await expect(page.getByText(who).first()).toBeVisible();
});

test("quiet hours hold mail and Matrix while the bell fills; ended, what was held comes", async ({
  page,
}) => {
  await signIn(page, THEO);
  await choose(page, {
    events: { requested: { bell: true, mail: true, talk: false, matrix: true } },
    quiet: quietNow(),
  });
  const who = unique("Nora");
  await book(page.request, "theo", "consultation", 44, who);
  const told = async () => {
    const answer = await page.request.get(parlourUrl("/api/v1/notifications?limit=20"));
    const { notifications }: { notifications: { title: string }[] } = await answer.json();
    return notifications.filter(({ title }) => title.includes(who)).length;
  };
  await expect.poll(told, SOON).toBe(1);
  expect(await saidOnMatrix(page.request, who)).toEqual([]);
  expect(await mailsAbout(THEO, who)).toBe(0);

  await open(page, "/messenger/notifications");
  await expect(page.getByRole("checkbox", { name: "Keep quiet at certain hours" })).toBeChecked();
  await lookAt(page, "news-quiet");
  await page.getByRole("checkbox", { name: "Keep quiet at certain hours" }).uncheck();
  await expect(saved(page)).toBeVisible();
  await expect.poll(() => saidOnMatrix(page.request, who), SOON).toHaveLength(1);
  await expect.poll(() => mailsAbout(THEO, who), SOON).toBe(1);
  expect(await told()).toBe(1);
});

test("choices are kept at once, taken back with one press, and shown as they were where they could not be kept", async ({
  page,
}) => {
  await signIn(page, THEO);
  await choose(page, AT_FIRST);
  await open(page, "/messenger/notifications");
  await cell(page, "Confirmed", "Mail").check();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(cell(page, "Confirmed", "Mail")).not.toBeChecked();
  await expect(page.getByRole("status").filter({ hasText: "Taken back." })).toBeVisible();

  const quiet = page.getByRole("checkbox", { name: "Keep quiet at certain hours" });
  await Promise.all([kept(page), quiet.check()]);
  await page.getByLabel("From").fill("21:30");
  await Promise.all([kept(page), page.getByLabel("Until").focus()]);
  // Whoever goes on to the next field stays in it.
  await expect(page.getByLabel("Until")).toBeFocused();
  await expect(page.getByText(/From 21:30 to 07:00/)).toBeVisible();
  await page.getByLabel("Until").fill("21:30");
  await page.getByLabel("Until").blur();
  await expect(page.getByText("Choose two different times.")).toBeVisible();
  await page.reload({ waitUntil: "networkidle" });
  await expect(page.getByLabel("From")).toHaveValue("21:30");
  await expect(page.getByLabel("Until")).toHaveValue("07:00");

  await page.route("**/api/news/choices", (route) => route.abort());
  // It is back before one could look.
  await cell(page, "Requests", "Bell").click();
  await expect(page.getByRole("alert").filter({ hasText: "Not saved" })).toBeVisible();
  await expect(cell(page, "Requests", "Bell")).toBeChecked();
  await lookAt(page, "news-not-saved");
});

test("a test goes by everything that was chosen, and says what became of it", async ({ page }) => {
  await signIn(page, THEO);
  await choose(page, { events: { requested: { bell: true, mail: true, talk: false, matrix: true } } });
  await open(page, "/messenger/notifications");
  await page.getByRole("button", { name: "Send me a test" }).click();
  const results = page.getByRole("listitem");
  for (const channel of ["Bell", "Mail", "Matrix"])
    await expect(results.filter({ hasText: `${channel}: arrived` })).toBeVisible({ timeout: 30_000 });
  await mailTo(THEO, /^This is how you are told/);
  await lookAt(page, "news-tested");
});

test("the desk chooses too; what cannot reach somebody says why", async ({ page }) => {
  await signIn(page, "admin@parlour.test");
  await open(page, "/messenger/notifications");
  await expect(cell(page, "Trouble", "Mail")).toBeChecked();
  await expect(cell(page, "Requests", "Bell")).not.toBeChecked();
  await expect(cell(page, "Requests", "Talk")).toBeDisabled();
  await expect(page.getByText("Parlour does not know your Nextcloud account yet.")).toBeVisible();
  await lookAt(page, "news-desk");
});
