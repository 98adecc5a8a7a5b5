import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type BrowserContext, expect, type Frame, type Page, test } from "@playwright/test";
import { type Demo, startDemo } from "./support/demo.ts";
import { lookAt } from "./support/look-at.ts";
import { type OtherSite, startOtherSite } from "./support/other-site.ts";
import { startBrowser } from "./support/strict-browser.ts";
import { connect, disconnect, fillSignIn, markUnread, talkIn, words, workWithRooms } from "./support/talk.ts";

/** The widget in frames of other sites, in a browser that blocks third-party cookies. */

let demo: Demo;
let allowed: OtherSite;
let stranger: OtherSite;
const data = mkdtempSync(path.join(tmpdir(), "parlour-embed-"));
/** The widget asks every three seconds whether access was granted, and then Nextcloud. */
const LATER = { timeout: 40_000 };

test.describe.configure({ timeout: 150_000 });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  allowed = await startOtherSite(() => demo.url);
  stranger = await startOtherSite(() => demo.url);
  demo = await startDemo(data, { PARLOUR_EMBED_ORIGINS: allowed.origin });
});

test.afterAll(async () => {
  await demo?.stop();
  await allowed.close();
  await stranger.close();
  rmSync(data, { recursive: true, force: true });
});

async function openSite(context: BrowserContext, site: OtherSite, query = ""): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${site.origin}/${query}`);
  return page;
}

/** Presses "Allow" in the window that was opened, once that can be pressed. */
async function allow(opened: Page, button: string): Promise<void> {
  await opened.waitForLoadState("networkidle");
  await opened.getByRole("button", { name: button }).click();
}

function widgetFrame(page: Page): Frame {
  const frame = page.frames().find((one) => one.url().startsWith(`${demo.url}/embed/talk`));
  if (!frame) throw new Error("no frame");
  return frame;
}

/** Whether a page can keep a cookie that is meant for frames as well. */
const keepsCookies = (place: Page | Frame) =>
  place.evaluate(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: every browser has it, and the answer is at hand at once
    document.cookie = "probe=1; SameSite=None; Secure";
    return document.cookie.includes("probe=1");
  });

const keepsStorage = (page: Page) =>
  widgetFrame(page).evaluate(() => {
    try {
      return sessionStorage.length >= 0;
    } catch {
      return false;
    }
  });

for (const [language, locale] of [
  ["en", "en-GB"],
  ["de", "de-DE"],
] as const) {
  test(`sign in by a window, connect, answer, read, disconnect, in ${language}`, async () => {
    const say = words[language];
    const context = await startBrowser(data, "blocked", { locale });
    const page = await openSite(context, allowed, "?theme=auto");
    const talk = page.frameLocator("#parlour-talk");
    await expect(talk.getByRole("button", { name: say.signIn })).toBeVisible();
    if (language === "en") await lookAt(page, "embed-sign-in");

    const opened = context.waitForEvent("page");
    await talk.getByRole("button", { name: say.signIn }).click();
    const signIn = await opened;
    await fillSignIn(signIn, say);
    await expect(signIn.getByRole("main")).toContainText(allowed.origin);
    expect(await keepsCookies(signIn), "where it is the first party, it may").toBe(true);
    if (language === "en") await lookAt(signIn, "embed-allow");
    const closed = signIn.waitForEvent("close");
    await allow(signIn, say.allow);
    await closed;

    await expect(talkIn(talk).getByRole("button", { name: say.connect })).toBeVisible();
    expect(await keepsCookies(widgetFrame(page)), "the browser does block them in the frame").toBe(false);
    const withCookie: string[] = [];
    const tokens = new Set<string>();
    page.on("request", async (request) => {
      if (!request.url().startsWith(`${demo.url}/api/`)) return;
      // One that was cut off with its page has none to tell.
      const headers = await request.allHeaders().catch(() => null);
      if (headers === null) return;
      if (headers.cookie) withCookie.push(request.url());
      tokens.add(headers.authorization ?? "none");
    });

    await markUnread(demo.cloudUrl, "t34mr00m");
    await connect(page, talkIn(talk), say.connect);
    await expect(talkIn(talk).getByText("Studio team")).toBeVisible(LATER);
    if (language === "en") await lookAt(page, "embed-rooms");
    await workWithRooms(talk, say, { cloudUrl: demo.cloudUrl, answer: `Aus dem Rahmen, ${language}` });

    // The height follows the content.
    await expect(async () => {
      const announced = await page.locator("#parlour-talk").evaluate((frame) => frame.style.height);
      const content = await widgetFrame(page).evaluate(
        () => document.querySelector("main > div")?.getBoundingClientRect().height,
      );
      expect(announced).toBe(`${Math.ceil(content ?? 0)}px`);
    }).toPass({ timeout: 10_000 });

    // Where storage is refused along with cookies, the token lives as long as the page: then one press, no password.
    expect(await keepsStorage(page), "refused along with the cookies").toBe(false);
    await page.reload();
    const again = context.waitForEvent("page");
    await talk.getByRole("button", { name: say.signIn }).click();
    await allow(await again, say.allow);
    await expect(talkIn(talk).getByText("Studio team")).toBeVisible(LATER);

    await disconnect(talk, say);
    await talkIn(talk).getByRole("button", { name: say.menu }).click();
    await talkIn(talk).getByRole("button", { name: say.signOut }).click();
    await expect(talk.getByRole("button", { name: say.signIn })).toBeVisible();
    await expect.poll(() => tokens.size).toBe(2);
    expect(withCookie).toEqual([]);
    for (const token of tokens) expect(token).toMatch(/^Bearer parlour-embed_[\w-]{43}$/);
    // Signed out here, the token is worth nothing anywhere.
    const token = [...tokens].at(-1) ?? "";
    await expect
      .poll(async () => {
        const headers = { authorization: token, "parlour-embed-site": allowed.origin };
        return (await fetch(`${demo.url}/api/nextcloud/connect`, { headers })).status;
      })
      .toBe(401);
    await context.close();
  });
}

test("a reload stays signed in where the browser keeps the frame's storage apart", async () => {
  const context = await startBrowser(data, "allowed", { locale: "en-GB" });
  const page = await openSite(context, allowed);
  const talk = page.frameLocator("#parlour-talk");
  const opened = context.waitForEvent("page");
  await talk.getByRole("button", { name: "Sign in" }).click();
  const signIn = await opened;
  await fillSignIn(signIn, words.en);
  await allow(signIn, "Allow for");
  const button = talkIn(talk).getByRole("button", { name: "Connect to Nextcloud" });
  await expect(button).toBeVisible();
  expect(await keepsStorage(page)).toBe(true);
  await page.reload();
  await expect(button).toBeVisible();

  // A new password, a deactivation: what ends the sessions ends this.
  await page.route("**/api/nextcloud/talk/rooms?*", (route) =>
    route.fulfill({ status: 401, json: { status: 401, code: "not_signed_in", detail: "" } }),
  );
  await page.reload();
  await expect(talk.getByText("You are no longer signed in")).toBeVisible();
  await page.unroute("**/api/nextcloud/talk/rooms?*");
  const again = context.waitForEvent("page");
  await talk.getByRole("button", { name: "Sign in" }).click();
  await allow(await again, "Allow for");
  await expect(button).toBeVisible();
  await context.close();
});

/** Whether the widget stands light on dark. */
const isDark = (page: Page) =>
  widgetFrame(page).evaluate(() => {
    const card = document.querySelector("main section");
    const title = card?.querySelector("p");
    if (!card || !title) throw new Error("nothing is shown");
    const brightness = (colour: string) => {
      const canvas = document.createElement("canvas").getContext("2d");
      if (!canvas) throw new Error("no canvas");
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      return Math.max(...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3));
    };
    const [ground, ink] = [getComputedStyle(card).backgroundColor, getComputedStyle(title).color].map(
      brightness,
    );
    if (ground === undefined || ink === undefined || Math.abs(ground - ink) < 100)
      throw new Error("unreadable");
    return ground < ink;
  });

for (const device of ["light", "dark"] as const) {
  test(`the theme is the site's to say, on a ${device} device`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: device });
    for (const [query, dark] of [
      ["?theme=dark", true],
      ["?theme=light", false],
      ["?theme=auto", device === "dark"],
      ["", device === "dark"],
      ["?theme=%3C/style%3E", device === "dark"],
    ] as const) {
      await page.goto(`${allowed.origin}/${query}`);
      await expect(page.frameLocator("#parlour-talk").getByRole("button", { name: "Sign in" })).toBeVisible();
      expect(await isDark(page), query).toBe(dark);
    }
  });
}

test("a site that is not named shows nothing, and gets nothing", async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const refused: string[] = [];
  page.on("console", (message) => refused.push(message.text()));
  await page.goto(stranger.origin);
  await expect.poll(() => refused.join("\n")).toMatch(/frame-ancestors/);
  await expect(page.frameLocator("#parlour-talk").getByText("Talk")).toHaveCount(0);
  const policy = async (address: string) =>
    (await context.request.get(`${demo.url}${address}`)).headers()["content-security-policy"];
  expect(await policy("/embed/talk")).toContain(`frame-ancestors ${allowed.origin}`);
  for (const address of ["/embed/sign-in", "/dashboard", "/sign-in", "/"])
    expect(await policy(address), address).toContain("frame-ancestors 'none'");
  const widget = await context.request.get(`${demo.url}/embed/talk`);
  expect(widget.headers()["x-frame-options"]).toBeUndefined();

  // Its own window is refused.
  await page.goto(`${demo.url}/embed/sign-in?origin=${stranger.origin}&state=${"0".repeat(32)}`);
  await expect(page.getByRole("heading", { name: "This page may not show Talk" })).toBeVisible();
  await lookAt(page, "embed-refused");

  // It opens the allowed site's window; its owner is signed in and even presses "Allow".
  await page.goto(`${demo.url}/sign-in?next=/dashboard`);
  await fillSignIn(page, words.en);
  // Not in a frame, the page is there for whoever is signed in.
  await page.goto(`${demo.url}/embed/talk?theme=dark&limit=5`);
  await expect(talkIn(page).getByRole("button", { name: "Connect to Nextcloud" })).toBeVisible();
  await lookAt(page, "embed-alone-dark");
  await page.goto(stranger.origin);
  await page.evaluate(() => {
    window.addEventListener("message", ({ data }) => console.log(`heard ${JSON.stringify(data)}`));
  });
  const opened = context.waitForEvent("page");
  await page.evaluate(
    (address) => void window.open(address),
    `${demo.url}/embed/sign-in?origin=${allowed.origin}&state=${"0".repeat(32)}`,
  );
  const signIn = await opened;
  const made = signIn.waitForResponse(`${demo.url}/api/embed/tokens`);
  const closed = signIn.waitForEvent("close");
  await allow(signIn, "Allow for");
  expect((await made).status()).toBe(201);
  await closed;
  await page.evaluate(() => console.log("the last word"));
  await expect.poll(() => refused).toContain("the last word");
  expect(refused.filter((line) => line.startsWith("heard"))).toEqual([]);
  const forged = await context.request.post(`${demo.url}/api/embed/tokens`, {
    data: { origin: stranger.origin },
  });
  expect(forged.status()).toBe(403);
  await context.close();
});

test("the site around it cannot slip a token in", async ({ page }) => {
  await page.goto(allowed.origin);
  const talk = page.frameLocator("#parlour-talk");
  await expect(talk.getByRole("button", { name: "Sign in" })).toBeVisible();
  const opened = page.context().waitForEvent("page");
  await talk.getByRole("button", { name: "Sign in" }).click();
  const signIn = await opened;
  await signIn.waitForURL(/\/sign-in\?next=/);
  const next = new URL(signIn.url()).searchParams.get("next") ?? "";
  const state = new URL(next, demo.url).searchParams.get("state");
  expect(state).toMatch(/^[0-9a-f]{32}$/);
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes("/api/nextcloud/") && asked.push(request.url()));
  await page.evaluate(
    ({ state, site, target }) => {
      const frame = document.querySelector("iframe");
      const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
      // Even with the right state: the origin is not Parlour's.
      frame?.contentWindow?.postMessage(
        { type: "parlour:token", state, site, token: "forged", expiresAt },
        target,
      );
    },
    { state, site: allowed.origin, target: demo.url },
  );
  await signIn.close();
  await expect(talk.getByRole("button", { name: "Sign in" })).toBeVisible();
  await expect(talk.getByText("The window is open")).toBeVisible();
  expect(asked).toEqual([]);
});
