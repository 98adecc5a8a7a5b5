import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import sharp from "sharp";
import { lookAt } from "./support/look-at.ts";
import { bookingPath, open, parlourUrl, signIn, slots } from "./support/parlour.ts";

/** Reference pictures and the form to sign, as a customer meets them. */

async function picture(color: string): Promise<Buffer> {
  return sharp({ create: { width: 900, height: 700, channels: 3, background: color } })
    .jpeg()
    .withExif({ IFD0: { Make: "Acme Phone" } })
    .toBuffer();
}

const file = async (name: string, color: string) => ({
  name,
  mimeType: "image/jpeg",
  buffer: await picture(color),
});
const archive = {
  name: "holiday.jpg",
  mimeType: "image/jpeg",
  buffer: Buffer.from("PK\u0003\u0004 an archive"),
};

/** The first free time so many days ahead, at its form. */
async function formPath(request: APIRequestContext, artist: string, service: string, days: number) {
  const [slot] = await slots(request, artist, service, days);
  if (!slot) throw new Error("no slot");
  return bookingPath(artist, service, slot);
}

async function fill(page: Page, name: string, email = "pictures@example.org"): Promise<void> {
  await form(page).getByLabel("Name").fill(name);
  await form(page).getByLabel("E-mail").fill(email);
}

/** Each picture is made anew by the server. */
const SOON = { timeout: 30_000 };

/** Not the one of the waitlist. */
function form(page: Page) {
  return page.locator("form[action='/api/appointments']");
}

/** What the studio has of an appointment, by its customer. */
async function shown(page: Page, name: string): Promise<number> {
  await open(page, `/admin/appointments?status=all&q=${encodeURIComponent(name)}`);
  await page
    .getByRole("link", { name: new RegExp(name) })
    .first()
    .click();
  await page.waitForURL(/\/admin\/appointments\/\w+/);
  const thumbs = page.getByRole("list", { name: "Reference pictures" }).getByRole("img");
  await expect(thumbs.first()).toBeVisible();
  await expect
    .poll(() => thumbs.first().evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth))
    .toBeGreaterThan(0);
  return thumbs.count();
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("pictures go with the form; a refused form comes back with them", async ({
    page,
    request,
    browser,
  }) => {
    await page.goto(parlourUrl(await formPath(request, "june", "watercolour", 24)));
    await fill(page, "Plain Pictures", "plain@example");
    await page
      .locator("input[type=file][name=picture]")
      .setInputFiles([await file("rose.jpg", "#b03040"), archive, await file("leaf.jpg", "#30a050")]);
    await page.getByRole("button", { name: "Ask for this time" }).click();

    // Refused, for the mail address and for the archive; the two pictures are there, ticked.
    await expect(page).toHaveURL(/draft=/);
    await expect(page.getByText(/no picture we can read/)).toBeVisible();
    const kept = page.locator("input[type=checkbox][name=pictures]");
    await expect(kept).toHaveCount(2);
    await expect(kept.first()).toBeChecked();
    // Without scripts nothing can be asked of the page; what it looks like is kept.
    await page.screenshot({ path: "screenshots/pictures-refused-plain.png", fullPage: true });
    await kept.nth(1).uncheck();
    await form(page).getByLabel("E-mail").fill("plain@example.org");
    await page.getByRole("button", { name: "Ask for this time" }).click();
    await page.waitForURL(/\/appointment\//);

    const studio = await (await browser.newContext({ javaScriptEnabled: true, locale: "en-GB" })).newPage();
    await signIn(studio, "admin@parlour.test");
    expect(await shown(studio, "Plain Pictures")).toBe(1);
    await studio.context().close();
  });

  test("a file that is no picture, sent from the customer's own page, is told where the reader is", async ({
    page,
    request,
  }) => {
    const [slot] = await slots(request, "june", "watercolour", 33);
    const asked = await request.post(parlourUrl("/api/appointments"), {
      data: {
        artistId: "june",
        serviceId: "watercolour",
        startTime: slot?.startTime,
        clientName: "Later Pictures",
        clientEmail: "later@example.org",
      },
    });
    const { manageUrl } = await asked.json();
    await page.goto(parlourUrl(new URL(manageUrl).pathname));
    await page.locator("summary").filter({ hasText: "Write to the studio" }).click();
    await page.getByLabel("Your words").fill("Like this one");
    await page.locator("input[type=file][name=picture]").setInputFiles([archive]);
    await page.getByRole("button", { name: "Send" }).click();
    const notice = page.getByRole("alert").filter({ hasText: "Please look at this once more" });
    await expect(notice).toBeFocused();
    await expect(page.getByLabel("Your words")).toHaveValue("Like this one");
    await notice.getByRole("link", { name: "To your message" }).click();
    await expect(page).toHaveURL(/#messages$/);
    await expect(page.getByText(/no picture we can read/)).toBeVisible();
  });
});

test("with JavaScript each picture goes at once, can be taken away, and what is none says why", async ({
  page,
  request,
}) => {
  await open(page, await formPath(request, "june", "watercolour", 26));
  await fill(page, "Lively Pictures");
  const input = page.locator("input[type=file]");
  await input.setInputFiles([await file("rose.jpg", "#b03040"), archive, await file("leaf.jpg", "#30a050")]);
  await expect(page.getByText(/2 pictures have arrived/)).toBeAttached(SOON);
  await expect(page.getByText(/no picture we can read/)).toBeVisible(SOON);
  await lookAt(page, "pictures-live");
  await page.getByRole("button", { name: "Remove holiday.jpg" }).click();
  await page.getByRole("button", { name: "Remove leaf.jpg" }).click();
  await expect(page.getByText(/One picture has arrived/)).toBeAttached();

  // Dropped, as from a folder.
  const bytes = [...(await picture("#204080"))];
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(all)], "sea.jpg", { type: "image/jpeg" }));
    return data;
  }, bytes);
  await page
    .locator("fieldset:has(input[type=file]) .border-dashed")
    .dispatchEvent("drop", { dataTransfer: transfer });
  await expect(page.getByText(/2 pictures have arrived/)).toBeAttached(SOON);
  await page.getByRole("button", { name: "Ask for this time" }).click();
  await page.waitForURL(/\/appointment\//);
  await signIn(page, "admin@parlour.test");
  expect(await shown(page, "Lively Pictures")).toBe(2);
});

test("a form is signed by the link: too young, then drawn; the studio has the PDF", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const admin = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await signIn(admin, "admin@parlour.test");
  await open(admin, "/admin/consents?new=1");
  await admin.getByRole("button", { name: "Begin with an example" }).click();
  await lookAt(admin, "consents-new");
  await admin.getByRole("button", { name: "Save" }).click();
  const row = admin
    .getByRole("listitem")
    .filter({ hasText: /Consent to a tattoo|Einwilligung/ })
    .first();
  await expect(row).toBeVisible();
  await lookAt(admin, "consents");
  const { forms } = await (await admin.request.get(parlourUrl("/api/admin/consent-forms"))).json();
  const made = forms.find(({ title }: { title: string }) => /Consent to a tattoo|Einwilligung/.test(title));
  const changed = await admin.request.patch(parlourUrl("/api/admin/services/watercolour"), {
    data: { consentFormId: made.id },
  });
  expect(changed.status()).toBe(200);

  const [slot] = await slots(page.request, "june", "watercolour", 30);
  const asked = await page.request.post(parlourUrl("/api/appointments"), {
    data: {
      artistId: "june",
      serviceId: "watercolour",
      startTime: slot?.startTime,
      clientName: "Signe Unterberg",
      clientEmail: "signe@example.org",
    },
  });
  const { manageUrl, appointment } = await asked.json();
  const path = `${new URL(manageUrl).pathname}/consent`;
  await open(page, path);
  await lookAt(page, "consent");
  await page.getByLabel("Date of birth").fill("2020-01-01");
  await page.getByLabel(/I have read/).check();
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "cannot take place yet" })).toBeFocused();
  await expect(page.getByLabel("Date of birth")).toHaveValue("");

  await page.getByLabel("Date of birth").fill("1990-05-06");
  await page.getByLabel(/I have read/).check();
  const pad = page.getByRole("img", { name: "Draw your signature" });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error("no pad");
  await page.mouse.move(box.x + 30, box.y + 60);
  await page.mouse.down();
  for (let step = 1; step <= 12; step++)
    await page.mouse.move(box.x + 30 + step * 20, box.y + 60 + 30 * Math.sin(step));
  await page.mouse.up();
  await expect(page.locator("input[name=signaturePath]")).toHaveValue(/^M\d+ \d+(L\d+ \d+)+$/);
  await lookAt(page, "consent-drawn");
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await page.waitForURL(/\/appointment\/[^/]+(\?.*)?$/);
  await open(page, path);
  await expect(page.getByText("This is signed")).toBeVisible();
  await expect(page.getByText(/Signed by Signe Unterberg, .*\(Vienna time\)/)).toBeVisible();
  await lookAt(page, "consent-signed");

  await open(admin, `/admin/appointments/${appointment.id}`);
  await expect(admin.getByText("Consent signed", { exact: true })).toBeVisible();
  const href = await admin.getByRole("link", { name: "Open the PDF" }).getAttribute("href");
  const pdf = await admin.request.get(parlourUrl(href ?? ""));
  expect([pdf.status(), pdf.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
  await admin.context().close();
});

test("thumbnails are nobody's to keep, and open nothing in our name", async ({ request }) => {
  const sent = await request.post(parlourUrl("/api/pictures"), {
    multipart: { picture: await file("rose.jpg", "#b03040") },
  });
  expect(sent.status()).toBe(201);
  const { pictures } = await sent.json();
  const thumb = await request.get(parlourUrl(pictures[0].previewUrl));
  expect(thumb.headers()).toMatchObject({
    "content-type": "image/webp",
    "cache-control": "private, no-store",
    "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
  });
  const gone = await request.delete(parlourUrl(pictures[0].previewUrl));
  expect(gone.status()).toBe(200);
  expect((await request.get(parlourUrl(pictures[0].previewUrl))).status()).toBe(404);
});
