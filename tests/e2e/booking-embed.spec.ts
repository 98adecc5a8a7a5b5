import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, type FrameLocator, type Page, test } from "@playwright/test";
import { chooseDay, turnMonth } from "./support/choose-day.ts";
import { type Demo, startDemo } from "./support/demo.ts";
import { lookAt } from "./support/look-at.ts";
import { type OtherSite, startSite } from "./support/other-site.ts";
import { startBrowser } from "./support/strict-browser.ts";

/** The booking form in the studio's own site, in a browser that blocks third-party cookies. */

let demo: Demo;
let studio: OtherSite;
let stranger: OtherSite;
const data = mkdtempSync(path.join(tmpdir(), "parlour-embed-booking-"));
const docs = readFileSync(new URL("../../docs/embed-booking.md", import.meta.url), "utf8");
const [snippet = "", frame = ""] = [...docs.matchAll(/```html\n([\s\S]+?)```/g)].map(([, html]) => html);

/** A page with what the documentation says to put into it; `?by=hand` with a frame instead of the script. */
const site = (url: URL) => {
  const html = (url.searchParams.get("by") === "hand" ? frame : snippet)
    .replaceAll("https://parlour.example.org", demo.url)
    .replaceAll("&lang=de", "");
  return `<!doctype html><html lang="${url.searchParams.get("lang") ?? "en"}"><meta name="viewport" content="width=device-width"><title>Studio</title>
    <style>main { --parlour-accent: rebeccapurple; --parlour-ground: rgb(255 255 255); --parlour-radius: 12px }</style>
    <main><h1>The studio's own site</h1>${html}</main></html>`;
};

test.describe.configure({ timeout: 120_000 });
test.beforeAll(async () => {
  test.setTimeout(180_000);
  studio = await startSite(site);
  stranger = await startSite(site);
  demo = await startDemo(data, { PARLOUR_EMBED_ORIGINS: studio.origin });
});

test.afterAll(async () => {
  await demo.stop();
  await studio.close();
  await stranger.close();
  rmSync(data, { recursive: true, force: true });
});

/** Every cookie any answer of Parlour's asks the browser to keep. */
function watchCookies(page: Page): string[] {
  const set: string[] = [];
  page.on("response", async (response) => {
    const cookie = response.url().startsWith(demo.url) ? await response.headerValue("set-cookie") : null;
    if (cookie !== null) set.push(`${response.url()}: ${cookie}`);
  });
  return set;
}

async function chooseTime(form: FrameLocator): Promise<void> {
  await form.getByRole("link", { name: /Consultation/ }).click();
  await chooseDay(form, await turnMonth(form), 0);
  await form
    .getByRole("link", { name: /^\d\d:\d\d$/ })
    .first()
    .click();
  await expect(form.getByRole("button", { name: "Ask for this time" })).toBeVisible();
}

async function sendDetails(form: FrameLocator, name: string): Promise<void> {
  const details = form.locator('form[action="/api/appointments"]');
  await details.locator('[name="clientName"]').fill(name);
  await details.locator('[name="clientEmail"]').fill("embedded@example.org");
  await details.getByRole("button", { name: "Ask for this time" }).click();
  await expect(form.getByRole("heading", { name: "Your request is on its way" })).toBeVisible({
    timeout: 30_000,
  });
}

test("a customer books in the studio's site, and no cookie is set", async () => {
  const context = await startBrowser(data, "blocked", { locale: "en-GB" });
  const page = await context.newPage();
  const cookies = watchCookies(page);
  await page.goto(studio.origin);
  const form = page.frameLocator("iframe");
  await expect(form.getByRole("heading", { name: "Mara" })).toBeVisible();
  await chooseTime(form);
  // The frame is as high as what it shows.
  await expectGrown(page);
  await lookAt(page, "embed-booking");
  // Colours pass from dark to light.
  const button = form.getByRole("button", { name: "Ask for this time" });
  await expect(button, "the site's own colour").toHaveCSS("background-color", "rgb(102, 51, 153)");
  await sendDetails(form, "Frame Guest");
  await lookAt(page, "embed-requested");

  const opened = context.waitForEvent("page");
  await form.getByRole("link", { name: /Open your appointment/ }).click();
  const own = await opened;
  await own.waitForURL(/\/appointment\/[\w-]+$/);
  await expect(own.getByText("Consultation with Mara")).toBeVisible();
  expect(cookies).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  await context.close();
});

test("a frame written by hand books without scripts, and a refused form stays in the frame", async () => {
  const context = await startBrowser(data, "blocked", { locale: "en-GB", javaScriptEnabled: false });
  const page = await context.newPage();
  const cookies = watchCookies(page);
  await page.goto(`${studio.origin}/?by=hand`);
  const form = page.frameLocator("iframe");
  await chooseTime(form);
  const details = form.locator('form[action="/api/appointments"]');
  await details.locator('[name="clientName"]').fill("Plain Frame");
  await details.locator('[name="clientEmail"]').fill("plain@nowhere");
  await details.getByRole("button", { name: "Ask for this time" }).click();
  await expect(details.locator('[name="clientName"]')).toHaveValue("Plain Frame");
  await expect(details.locator('[name="clientEmail"]')).toHaveAttribute("aria-invalid", "true");
  await sendDetails(form, "Plain Frame");
  expect(cookies).toEqual([]);
  await context.close();
});

test("speaks the language of the page around it, and any other site is refused", async () => {
  const context = await startBrowser(data, "blocked", { locale: "en-GB" });
  const page = await context.newPage();
  await page.goto(`${studio.origin}/?lang=de`);
  const form = page.frameLocator("iframe");
  await expect(form.getByRole("link", { name: /Beratung|Consultation/ }).first()).toBeVisible();
  await expect(form.locator("html")).toHaveAttribute("lang", "de");
  const refused = page.waitForEvent("console", (message) => /frame-ancestors/.test(message.text()));
  await page.goto(stranger.origin);
  await page.locator("iframe").scrollIntoViewIfNeeded();
  await refused;
  await context.close();
});

/** The frame becomes as high as what it holds. */
async function expectGrown(page: Page): Promise<void> {
  const inside = page.frames().find((one) => one.url().startsWith(`${demo.url}/embed/booking`));
  if (!inside) throw new Error("no frame");
  const content = () =>
    inside.evaluate(() =>
      Math.ceil(document.querySelector("main > div")?.getBoundingClientRect().height ?? 0),
    );
  const announced = () =>
    page.locator("iframe").evaluate((element) => Number.parseInt(element.style.height, 10));
  await expect.poll(async () => (await announced()) - (await content())).toBe(0);
}
