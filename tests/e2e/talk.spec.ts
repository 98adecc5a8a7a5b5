import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { addFault, clearFaults } from "./support/cloud.ts";
import { type Demo, startDemo } from "./support/demo.ts";
import { lookAt } from "./support/look-at.ts";
import {
  appPasswords,
  connect,
  disconnect,
  fillSignIn,
  markUnread,
  talkIn,
  type Words,
  words,
  workWithRooms,
} from "./support/talk.ts";

/** Talk in the dashboard, against a sandbox cloud of its own. In frames of other sites: talk-embed.spec.ts. */

const TEAM = "t34mr00m";
/** Nextcloud is asked every fifteen seconds, and the page every thirty. */
const LATER = { timeout: 40_000 };

/** Whoever has done something there has Nextcloud asked at the next look, not a quarter of a minute later. */
async function lookAgain(page: Page): Promise<void> {
  const answer = await page.request.post(`${demo.url}/api/nextcloud/talk/rooms/${TEAM}/read`);
  expect(answer.status()).toBe(200);
}

/** Who comes back to a page is shown what is new, as soon as our server asks Nextcloud again. */
async function soon(page: Page, what: Locator): Promise<void> {
  await expect(async () => {
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await expect(what).toBeVisible({ timeout: 1000 });
  }).toPass(LATER);
}

/** Gives up connecting, and waits until the server knows: the next attempt must not be ended in its place. */
async function giveUp(page: Page, button: Locator): Promise<void> {
  const ended = page.waitForResponse(
    (response) =>
      response.request().method() === "DELETE" && response.url().endsWith("/api/nextcloud/connect"),
  );
  await button.click();
  await ended;
}

let demo: Demo;
const data = mkdtempSync(path.join(tmpdir(), "parlour-talk-"));

test.describe.configure({ timeout: 150_000 });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  demo = await startDemo(data);
});

test.afterAll(async () => {
  await demo?.stop();
  rmSync(data, { recursive: true, force: true });
});

async function openDashboard(page: Page, say: Words = words.en, email?: string): Promise<void> {
  await page.goto(`${demo.url}/sign-in?next=/dashboard`);
  await fillSignIn(page, say, email);
}

for (const [language, locale] of [
  ["en", "en-GB"],
  ["de", "de-DE"],
] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ locale });

    test("connect, see who wrote, answer, mark as read, disconnect", async ({ page }) => {
      const say = words[language];
      await openDashboard(page, say);
      const talk = talkIn(page);
      await expect(talk.getByRole("button", { name: say.connect })).toBeVisible();
      await markUnread(demo.cloudUrl, TEAM);
      await connect(page, talk, say.connect);
      await expect(talk.getByText("Studio team")).toBeVisible(LATER);
      if (language === "en") await lookAt(page, "talk-rooms");
      await expect(talk.getByRole("time").filter({ hasText: say.hours }).first()).toBeVisible();
      // The demo's one mention is read by whoever comes first.
      if (language === "en")
        await expect(talk.getByRole("listitem").filter({ hasText: "Studio team" })).toContainText(
          "You were mentioned",
        );
      await workWithRooms(page, say, { cloudUrl: demo.cloudUrl, answer: `Gern, ${language} ☕` });
      expect(await appPasswords(demo.cloudUrl)).toHaveLength(1);
      await disconnect(page, say);
      await expect.poll(() => appPasswords(demo.cloudUrl), LATER).toEqual([]);
    });
  });
}

test("every state says what is and what to do", async ({ page }) => {
  test.setTimeout(300_000);
  await openDashboard(page);
  const talk = talkIn(page);
  await expect(talk.getByText("Who wrote to you?")).toBeVisible();
  await lookAt(page, "talk-not-connected");

  // Waiting, over a reload, and given up.
  const opened = page.context().waitForEvent("page");
  await talk.getByRole("button", { name: "Connect to Nextcloud" }).click();
  await (await opened).close();
  await expect(talk.getByText("Waiting for Nextcloud")).toBeVisible();
  await expect(talk.getByRole("link", { name: "Open the page again" })).toHaveAttribute(
    "href",
    new RegExp(`^${demo.cloudUrl}/`),
  );
  await lookAt(page, "talk-waiting");
  await page.reload();
  await expect(talk.getByText("Waiting for Nextcloud")).toBeVisible();
  await giveUp(page, talk.getByRole("button", { name: "Give up" }));
  await expect(talk.getByText("Who wrote to you?")).toBeVisible();

  // Somebody else's account is asked about, and not taken after a "no".
  await connect(page, talk, "Connect to Nextcloud", "june");
  await expect(talk.getByText("June Okafor (june)")).toBeVisible(LATER);
  await lookAt(page, "talk-confirm");
  await giveUp(page, talk.getByRole("button", { name: "No, cancel" }));
  await expect(talk.getByText("Who wrote to you?")).toBeVisible();
  await connect(page, talk, "Connect to Nextcloud", "june");
  await talk.getByRole("button", { name: "Yes, that is me" }).click();
  await expect(talk.getByText("No conversations yet")).toBeVisible(LATER);
  await lookAt(page, "talk-empty");
  await talk.getByRole("button", { name: "More about Talk" }).click();
  await expect(talk.getByText("Connected as June Okafor")).toBeVisible();
  await lookAt(page, "talk-menu");
  await talk.getByRole("button", { name: "Disconnect" }).click();
  await lookAt(page, "talk-question");
  await page.keyboard.press("Escape");
  await talk.getByRole("button", { name: "Disconnect" }).click();
  await talk.getByRole("button", { name: "Disconnect" }).click();
  await expect(talk.getByText("Who wrote to you?")).toBeVisible();

  // A slow Nextcloud: the shape of what is coming, while the page is there.
  await connect(page, talk, "Connect to Nextcloud");
  await expect(talk.getByText("Mara Lindqvist").first()).toBeVisible(LATER);
  const looked = Promise.withResolvers<void>();
  await page.route("**/api/nextcloud/talk/rooms?*", async (route) => {
    const response = await route.fetch();
    await looked.promise;
    await route.fulfill({ response });
  });
  await page.reload();
  await expect(talk.getByText("Loading conversations")).toBeAttached();
  await lookAt(page, "talk-loading");
  looked.resolve();
  await expect(talk.getByText("Mara Lindqvist").first()).toBeVisible();
  await page.unroute("**/api/nextcloud/talk/rooms?*");

  // An answer that does not arrive keeps its words.
  await talk.getByRole("button", { name: "Reply to Mara Lindqvist" }).click();
  const field = talk.getByRole("textbox", { name: "Reply to Mara Lindqvist" });
  await field.fill("Is the <b>coffee</b> ready?");
  await addFault(demo.cloudUrl, { match: "/chat/", method: "POST", status: 503 });
  await field.press("Enter");
  await expect(talk.getByRole("alert")).toContainText("Your words are still here", LATER);
  await expect(field).toHaveValue("Is the <b>coffee</b> ready?");
  await lookAt(page, "talk-not-sent");
  await clearFaults(demo.cloudUrl);
  await field.press("Enter");
  await expect(field).toBeHidden(LATER);
  await expect(
    talk.getByText("You: Is the <b>coffee</b> ready?").or(talk.getByText("Is the <b>coffee</b>")).first(),
  ).toBeVisible();

  // Nextcloud goes away and comes back.
  await lookAgain(page);
  await addFault(demo.cloudUrl, { match: "/ocs/", status: 503, body: "maintenance" });
  await soon(page, talk.getByText("Nextcloud cannot be reached").first());
  await expect(talk.getByText("Mara Lindqvist").first()).toBeVisible();
  await lookAt(page, "talk-stale");
  await page.reload();
  await expect(talk.getByText("This is not your doing.")).toBeVisible(LATER);
  await lookAt(page, "talk-unreachable");
  await clearFaults(demo.cloudUrl);
  await expect(async () => {
    await talk.getByRole("button", { name: "Try again" }).click({ timeout: 1000 });
    await expect(talk.getByText("Mara Lindqvist").first()).toBeVisible({ timeout: 1000 });
  }).toPass(LATER);

  // Talk is switched off.
  await lookAgain(page);
  await switchTalk("missing");
  await soon(page, talk.getByText("There is no Talk here"));
  await lookAt(page, "talk-not-available");
  await switchTalk("on");
  await soon(page, talk.getByText("Mara Lindqvist").first());

  // The app password is revoked in Nextcloud.
  await lookAgain(page);
  await fetch(`${demo.cloudUrl}/_sandbox/app-passwords/staff`, { method: "DELETE" });
  await soon(page, talk.getByText("The connection has ended"));
  await lookAt(page, "talk-revoked");
  await connect(page, talk, "Connect again");
  await expect(talk.getByText("Mara Lindqvist").first()).toBeVisible(LATER);
  await disconnect(page, words.en);

  // The time ran out; nothing is set up; the session ended. The answers are the server's, word for word.
  await page.route("**/api/nextcloud/poll", (route) => route.fulfill({ json: { state: "expired" } }));
  const tab = page.context().waitForEvent("page");
  await talk.getByRole("button", { name: "Connect to Nextcloud" }).click();
  await (await tab).close();
  await expect(talk.getByText("The time is up")).toBeVisible(LATER);
  await lookAt(page, "talk-expired");
  await page.route("**/api/nextcloud/talk/rooms?*", (route) =>
    route.fulfill({ status: 503, json: { status: 503, code: "nextcloud_not_configured", detail: "" } }),
  );
  await page.reload();
  await expect(talk.getByText("Nextcloud is not set up")).toBeVisible();
  await lookAt(page, "talk-not-configured");
});

test("the dashboard says how sync goes to whoever configures calendars", async ({ page }) => {
  await openDashboard(page, words.en, "admin@parlour.test");
  const sync = page.getByRole("region", { name: "Sync" });
  await expect(sync.getByText("Every calendar is up to date")).toBeVisible(LATER);
  await expect(sync.getByRole("listitem")).toHaveText([/^Mara · Personal/, /^Theo · Personal/]);
  await expect(sync.getByRole("link", { name: "To sync" })).toHaveAttribute("href", "/admin/sync");
  await expect(talkIn(page).getByRole("button", { name: "Connect to Nextcloud" })).toBeVisible();
  await lookAt(page, "dashboard-admin");
});

async function switchTalk(mode: "on" | "missing"): Promise<void> {
  const response = await fetch(`${demo.cloudUrl}/_sandbox/talk`, {
    method: "PUT",
    body: JSON.stringify({ mode }),
  });
  expect(response.status).toBe(200);
}

test("looks every half minute while somebody looks, at once on coming back, and not while hidden", async ({
  page,
}) => {
  await page.clock.install();
  await openDashboard(page);
  const talk = talkIn(page);
  let asked = 0;
  await page.route("**/api/nextcloud/talk/rooms?*", (route) => {
    asked += 1;
    return route.fulfill({ json: { success: true, data: { totalUnread: 0, conversations: [] } } });
  });
  await page.reload();
  await expect(talk.getByText("No conversations yet")).toBeVisible();
  const first = asked;
  await page.clock.runFor(31_000);
  await expect.poll(() => asked).toBe(first + 1);

  const show = (state: "visible" | "hidden") =>
    page.evaluate((now) => {
      Object.defineProperty(document, "visibilityState", { value: now, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  await show("hidden");
  await page.clock.runFor(120_000);
  expect(asked).toBe(first + 1);
  await show("visible");
  await expect.poll(() => asked).toBe(first + 2);
});
