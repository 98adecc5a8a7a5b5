import { expect, type Page, test } from "@playwright/test";
import { lookAt } from "./support/look-at.ts";
import { mailboxUrl, mailTo } from "./support/mailbox.ts";
import { bookingPath, open, signIn, slots } from "./support/parlour.ts";

// The mail to a customer waits for a quarter of a minute, and for those before it.
test.describe.configure({ timeout: 180_000 });

const property = (ics: string, name: string) =>
  new RegExp(`^${name}(?:;[^:]*)?:(.*)$`, "m").exec(ics.replace(/\r?\n[ \t]/g, ""))?.[1]?.trim();

/** All mails. Where another comes in the page would load itself anew, under the hand that is about to press. */
async function openMailbox(page: Page): Promise<void> {
  await page.route(mailboxUrl(), (route) =>
    route.request().isNavigationRequest() ? route.continue() : route.abort(),
  );
  await page.goto(mailboxUrl());
}

test("the mails of a booking: a link that works, and an entry that stays one", async ({
  page,
  browser,
  request,
}) => {
  const mark = Date.now().toString(36);
  const name = `Ida <b>Mail</b> ${mark}`;
  const reader = `ida.${mark}@example.org`;
  const [slot] = await slots(request, "mara", "fine-line", 33);
  if (!slot) throw new Error("no slot");
  await open(page, bookingPath("mara", "fine-line", slot));
  await page.locator("#client-name").fill(name);
  await page.locator("#client-email").fill(reader);
  await page.locator("#description").fill("A letter");
  await page.getByRole("button", { name: "Ask for this time" }).click();
  await page.waitForURL(/\/appointment\/[\w-]+\?new=1/);
  const manageUrl = page.url().replace(/\?.*$/, "");

  const requested = await mailTo(reader, /^Your request at/);
  expect(requested.text).toContain(manageUrl);
  expect(requested.text).toContain("Vienna time");
  const tentative = requested.attachments.find(({ method }) => method === "REQUEST")?.text ?? "";
  expect(property(tentative, "STATUS")).toBe("TENTATIVE");

  await openMailbox(page);
  await page.getByRole("link", { name: new RegExp(`${requested.subject}.*${reader}`) }).click();
  await expect(page.getByRole("heading", { name: requested.subject })).toBeVisible();
  const message = page.frameLocator("iframe");
  await expect(message.getByText(`Hello ${name},`)).toBeVisible();
  const opened = page.waitForEvent("popup");
  await message.getByRole("link", { name: "See your appointment" }).click();
  const managed = await opened;
  await expect(managed).toHaveURL(manageUrl);
  await expect(managed.getByText(/Fine line/).first()).toBeVisible();

  const studio = await browser.newContext();
  const desk = await studio.newPage();
  await signIn(desk, "mara@parlour.test");
  await open(desk, `/admin/appointments?status=PENDING&q=${mark}`);
  const row = desk.getByRole("listitem").or(desk.getByRole("row")).filter({ hasText: mark }).first();
  await row.getByRole("button", { name: /^Confirm/ }).click();
  const confirmed = await mailTo(reader, /^Confirmed:/);
  const settled = confirmed.attachments.find(({ method }) => method === "REQUEST")?.text ?? "";
  expect(property(settled, "STATUS")).toBe("CONFIRMED");
  expect(property(settled, "UID")).toBe(property(tentative, "UID"));
  expect(Number(property(settled, "SEQUENCE"))).toBeGreaterThan(Number(property(tentative, "SEQUENCE")));
  // The file behind the link is the same entry, and no message.
  const file = await (await request.get(`${manageUrl}/calendar.ics`)).text();
  expect(property(file, "UID")).toBe(property(settled, "UID"));
  expect(file).not.toContain("METHOD:");
  await studio.close();
});

test("a mail can be read on a phone and on a desk, light and dark", async ({ page }) => {
  const [mail] = (await (await fetch(mailboxUrl(".json"))).json()).messages;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [390, 640]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(mailboxUrl(`/${mail.id}/html`));
      const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(scrolls).toBe(false);
      await page.screenshot({ path: `screenshots/mail-${width}-${colorScheme}.png`, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  await openMailbox(page);
  await lookAt(page, "mailbox");
  // axe cannot run in the frame that lets nothing run.
  await page.goto(mailboxUrl(`/${mail.id}?part=text`));
  await lookAt(page, "mailbox-message");
});
