import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { addFault, clearFaults } from "./support/cloud.ts";
import { startStudio } from "./support/demo.ts";
import { signUpFirstAdmin } from "./support/first-admin.ts";
import { lookAt } from "./support/look-at.ts";
import { open, parlourUrl, signIn } from "./support/parlour.ts";

const SYSTEMS = ["PlentyONE", "Zulip", "Todoist", "FreeScout", "Nextcloud", "ecoDMS"];
const standIns = ["plentyone", "zulip", "todoist", "freescout", "ecodms"];
const system = (id: string) => `${process.env.PARLOUR_CLOUD_URL ?? ""}/_systems/${id}`;
const card = (page: Page, name: string) => page.getByRole("article", { name, exact: true });
/** A status is a badge beside the name: nothing else on a card is exactly these words. */
const status = (one: Locator, words: string | RegExp) => one.getByText(words, { exact: true });

const details = (one: Locator) => one.getByText("Details", { exact: true });

interface Points {
  latency: { from: string; to: string; points: object[] };
}

/** The next answers say that Zulip was asked in these half hours (counted back from now), and in no other. */
async function withHalfHours(page: Page, ...back: number[]): Promise<void> {
  await page.unroute("**/api/integrations");
  await page.route("**/api/integrations", async (route) => {
    const answer = await route.fetch();
    const body: { integrations: ({ type: string } & Points)[] } = await answer.json();
    const zulip = body.integrations.find(({ type }) => type === "zulip");
    if (zulip)
      zulip.latency.points = back.map((steps, place) => ({
        at: new Date(Date.parse(zulip.latency.to) - steps * 30 * 60_000).toISOString(),
        medianMs: 120 + place * 20,
        maxMs: 340 + place * 60,
        calls: 5,
        failures: place % 3 === 2 ? 1 : 0,
      }));
    await route.fulfill({ response: answer, json: body });
  });
}

async function press(one: Locator, name: string): Promise<void> {
  await one.getByRole("button", { name: `Test ${name}` }).click();
}

/** Tested once more by the API, so that the next test begins with a system that works. */
async function mend(page: Page, id: string): Promise<void> {
  await clearFaults(system(id));
  const answer = await page.request.post(parlourUrl(`/api/integrations/${id}/test`));
  expect(answer.status()).toBe(200);
  expect((await answer.json()).test).toMatchObject({ outcome: "ok" });
}

test.describe.configure({ timeout: 180_000 });
test.beforeEach(async ({ page }) => {
  await signIn(page, "admin@parlour.test");
});
test.afterEach(async () => {
  for (const id of standIns) await clearFaults(system(id));
  await clearFaults(process.env.PARLOUR_CLOUD_URL ?? "");
});

test("every system of the demo has a card, and is active once it was tested", async ({ page }) => {
  await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Integrations" }).click();
  await expect(page.getByRole("heading", { name: "Integrations", level: 1 })).toBeVisible();
  const pages = page.getByRole("navigation", { name: "Pages of Integrations" });
  await expect(pages.getByRole("link", { name: "Connections" })).toHaveAttribute("aria-current", "page");
  await expect(pages.getByRole("link", { name: "Follow-ups" })).toHaveAttribute("href", /\/follow-ups$/);
  await page.getByRole("button", { name: "Test all" }).click();
  for (const name of SYSTEMS) {
    const one = card(page, name);
    await expect(one.getByRole("status")).toContainText(`The test of ${name} went well`, { timeout: 30_000 });
    await expect(status(one, "Active")).toBeVisible();
    await expect(one.getByText(/^Last good answer: /)).toBeVisible();
    // The rest is one fold away, and says nothing of a pause that there is not.
    await expect(one.getByText("Last test")).toBeHidden();
    await details(one).click();
    await expect(one.getByText("Last test")).toBeVisible();
    await expect(one.getByText(/by Studio Admin/)).toBeVisible();
    await expect(one.getByText("Pause", { exact: true })).toHaveCount(0);
    const link = one.getByRole("link", { name: `Documentation of ${name}` });
    await expect(link).toHaveAttribute("href", /^https:/);
    await expect(link).toHaveAttribute("target", "_blank");
    if (name === "ecoDMS") await expect(one.getByText("Paid calls")).toBeVisible();
    await details(one).click();
  }
  await expect(page.getByText("6 of 6 connected")).toBeVisible();

  // Secrets are never there, only that they are set.
  const zulip = card(page, "Zulip");
  await details(zulip).click();
  await expect(zulip.getByText(/\d of \d variables set/)).toBeVisible();
  await expect(zulip.getByText("Set, and never shown")).toBeVisible();
  expect(await page.content()).not.toContain("parlour-demo-key");
  await details(zulip).click();
  await lookAt(page, "integrations");
});

test("what answers took is a sentence, then a chart and its table", async ({ page }) => {
  await mend(page, "zulip");
  await withHalfHours(page, 3);
  await open(page, "/admin/integrations");
  const zulip = card(page, "Zulip");
  await expect(zulip.getByText(/^5 calls, all in the half hour from \d\d:\d\d, none failed\./)).toBeVisible({
    timeout: 30_000,
  });
  await expect(zulip.getByRole("img")).toHaveCount(0);
  await expect(zulip.getByText("median", { exact: true })).toHaveCount(0);

  await withHalfHours(page, 40, 39, 38, 20, 19, 6, 5, 4, 3);
  const chart = zulip.getByRole("img", { name: "Answer times of Zulip over 24 hours" });
  await expect(chart).toBeVisible({ timeout: 30_000 });
  await expect(zulip.getByText("median", { exact: true }).last()).toBeVisible();
  await details(zulip).click();
  await zulip.getByText("As a table").click();
  await expect(zulip.getByRole("region", { name: /Answer times of Zulip/ }).getByRole("row")).toHaveCount(10);
  await zulip.getByText("As a table").click();
  await lookAt(page, "integrations-details");

  await page.context().addCookies([{ name: "parlour-locale", value: "de", url: parlourUrl("/") }]);
  await open(page, "/admin/integrations");
  await expect(page.getByRole("heading", { name: "Verbundene Systeme", level: 1 })).toBeVisible();
  await expect(zulip.getByRole("img", { name: /Zulip über 24 Stunden/ })).toBeVisible({ timeout: 30_000 });
  await lookAt(page, "integrations-german");
  // The page asks on; what is under way when the test ends is nobody's.
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("on a phone a healthy system is its status and its last answer, with and without JavaScript", async ({
  page,
  browser,
}) => {
  await mend(page, "zulip");
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({
      javaScriptEnabled,
      locale: "en-GB",
      viewport: { width: 390, height: 844 },
      storageState: await page.context().storageState(),
    });
    const phone = await context.newPage();
    await phone.goto(parlourUrl("/admin/integrations"));
    const zulip = card(phone, "Zulip");
    await expect(status(zulip, "Active")).toBeVisible();
    await expect(zulip.getByText(/^Last good answer: /)).toBeVisible();
    await expect(zulip.getByText("Answer times, last 24 hours")).toBeHidden();
    expect((await zulip.boundingBox())?.height).toBeLessThan(170);
    await details(zulip).click();
    for (const words of ["The team’s chat", "Last test", "Answer times, last 24 hours"])
      await expect(zulip.getByText(words).last()).toBeVisible();
    await context.close();
  }
});

test("a key that is refused is told with its cure, is never active, and works again", async ({ page }) => {
  await mend(page, "todoist");
  await open(page, "/admin/integrations");
  const todoist = card(page, "Todoist");
  await expect(status(todoist, "Active")).toBeVisible();
  await addFault(system("todoist"), { status: 401, contentType: "application/json", body: "{}" });
  const button = todoist.getByRole("button", { name: "Test Todoist" });
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(todoist.getByRole("status")).toContainText("The sign-in is refused");
  await expect(status(todoist, "Active")).toHaveCount(0);
  await expect(status(todoist, /^Failing since /)).toBeVisible();
  await expect(todoist.getByText("Check TODOIST_API_TOKEN.")).toBeVisible();
  await expect(todoist.getByText(/It last worked/)).toBeVisible();
  // The keyboard is where it was.
  await expect(button).toBeFocused();
  await expect(page.getByText("1 needs attention:")).toBeVisible();

  // Whoever comes later finds it on top.
  await page.reload();
  await expect(page.getByRole("article").first()).toHaveAccessibleName("Todoist");
  await lookAt(page, "integrations-failing");

  // Mended: it says so itself, and the page follows without a reload.
  await mend(page, "todoist");
  await expect(status(todoist, "Active")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("needs attention")).toHaveCount(0);
});

test("no room, no answer, and an answer that is a web page read differently", async ({ page }) => {
  await mend(page, "zulip");
  await mend(page, "freescout");
  await mend(page, "plentyone");
  await open(page, "/admin/integrations");

  const zulip = card(page, "Zulip");
  await addFault(system("zulip"), {
    status: 429,
    contentType: "application/json",
    headers: { "Retry-After": "900.5" },
    body: JSON.stringify({
      result: "error",
      code: "RATE_LIMIT_HIT",
      msg: "API usage exceeded rate limit",
      "retry-after": 900.5,
    }),
  });
  await press(zulip, "Zulip");
  await expect(zulip.getByRole("status")).toContainText("takes no more calls for now");
  await expect(zulip.getByText(/^Limited/).first()).toBeVisible();
  await expect(zulip.getByText("Nothing to do:")).toBeVisible();

  const freescout = card(page, "FreeScout");
  await addFault(system("freescout"), {
    status: 200,
    contentType: "text/html",
    body: "<!doctype html><title>Sign in</title>",
  });
  await press(freescout, "FreeScout");
  await expect(freescout.getByRole("status")).toContainText("The answer cannot be read");
  await expect(status(freescout, /^Failing since /)).toBeVisible();
  await expect(freescout.getByText(/Compare FREESCOUT_API_URL/)).toBeVisible();

  // Tried again, and again: one sees that it is asked, and may leave it at that.
  const plentyone = card(page, "PlentyONE");
  await addFault(system("plentyone"), { drop: true });
  await press(plentyone, "PlentyONE");
  await expect(plentyone.getByRole("progressbar", { includeHidden: true })).toBeVisible();
  await expect(plentyone.getByRole("status")).toContainText("It cannot be reached", { timeout: 60_000 });
  await expect(plentyone.getByText(/It cannot be reached|Held back/).first()).toBeVisible();
  await expect(status(plentyone, "Active")).toHaveCount(0);
  await expect(page.getByText("3 need attention:")).toBeVisible();
  await lookAt(page, "integrations-troubles");

  // Zulip asked for a quarter of an hour of silence, and other tests come to this server too.
  for (const id of ["zulip", "freescout", "plentyone"]) await mend(page, id);
});

test("who stops waiting is told, and what comes of it appears all the same", async ({ page }) => {
  await mend(page, "todoist");
  await open(page, "/admin/integrations");
  const todoist = card(page, "Todoist");
  await addFault(system("todoist"), { status: 401, delayMs: 11_000 });
  await press(todoist, "Todoist");
  await expect(todoist.getByText(/Todoist has been silent for \d+ s/)).toBeVisible();
  await todoist.getByRole("button", { name: "Stop waiting" }).click();
  await expect(todoist.getByRole("status")).toContainText("No longer waiting for Todoist");
  await expect(status(todoist, /^Failing since /)).toBeVisible({ timeout: 60_000 });
  await mend(page, "todoist");
});

test("while the server does not answer, the page says how old its states are", async ({ page }) => {
  await open(page, "/admin/integrations");
  await page.route("**/api/integrations", (route) => route.abort());
  await expect(page.getByText(/^These states are from \d\d:\d\d/)).toBeVisible({ timeout: 40_000 });
  await page.unroute("**/api/integrations");
  await expect(page.getByText(/^These states are from/)).toBeHidden({ timeout: 40_000 });
});

test("only admins come in", async ({ browser }) => {
  for (const email of ["staff@parlour.test", "theo@parlour.test"]) {
    const context = await browser.newContext({ locale: "en-GB" });
    const theirs = await context.newPage();
    await signIn(theirs, email);
    await expect(theirs.getByRole("link", { name: "Integrations" })).toHaveCount(0);
    await open(theirs, "/admin/integrations");
    await expect(theirs.getByText("connected by admins")).toBeVisible();
    await expect(theirs.getByRole("article")).toHaveCount(0);
    const refused = await theirs.request.post(parlourUrl("/api/integrations/todoist/test"));
    expect(refused.status()).toBe(403);
    await context.close();
  }
});

test("a studio with nothing set up is told what each system takes", async ({ browser }) => {
  const data = mkdtempSync(path.join(tmpdir(), "parlour-integrations-"));
  // Half of a system counts as little as none.
  const studio = await startStudio(data, { ZULIP_BASE_URL: "https://chat.example.org" });
  const context = await browser.newContext({
    locale: "en-GB",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  await signUpFirstAdmin(page, studio);
  await page.goto(`${studio.url}/admin/integrations`, { waitUntil: "networkidle" });
  await expect(page.getByText("No other system is connected yet")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Test/ })).toHaveCount(0);
  for (const name of SYSTEMS) await expect(status(card(page, name), "Not set up")).toBeVisible();
  await expect(card(page, "PlentyONE").getByText("Two ways lead in:")).toBeVisible();

  const zulip = card(page, "Zulip");
  await expect(zulip.getByText("Variables that are missing")).toBeVisible();
  await expect(zulip.locator("pre")).toHaveText("ZULIP_EMAIL=\nZULIP_API_KEY=");
  await zulip.getByRole("button", { name: "Copy the variables of Zulip" }).click();
  await expect(zulip.getByRole("button", { name: "Copied: the variables of Zulip" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.replaceAll("\r", "")).toBe("ZULIP_EMAIL=\nZULIP_API_KEY=\n");
  const refused = await page.request.post(`${studio.url}/api/integrations/zulip/test`);
  expect(refused.status()).toBe(503);
  await lookAt(page, "integrations-empty");
  await context.close();
  await studio.stop();
  rmSync(data, { recursive: true, force: true });
});
