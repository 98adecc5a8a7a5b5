import { expect, test } from "@playwright/test";
import sharp from "sharp";
import { chooseDay, turnMonth } from "./support/choose-day.ts";
import { listEvents } from "./support/cloud.ts";
import { bookingPath, parlourUrl, slots } from "./support/parlour.ts";

test.use({ javaScriptEnabled: false });
test.describe.configure({ timeout: 180_000 });

test("the same booking without JavaScript", async ({ page }) => {
  await page.goto(parlourUrl("/book"));
  await page
    .getByRole("link", { name: /Consultation/ })
    .first()
    .click();
  await page.waitForURL(/\/book\/mara\/consultation/);
  await chooseDay(page, await turnMonth(page), -1);
  await page
    .getByRole("link", { name: /^\d\d:\d\d/ })
    .first()
    .click();
  await page.getByLabel("Name").fill("Plain Form");
  // The browser lets this one pass; we do not.
  await page.getByLabel("E-mail").fill("plain@example");
  await page.getByLabel(/have in mind/).fill("Two swallows\nand a <b>bold</b> idea");
  await page.getByRole("button", { name: "Ask for this time" }).click();

  // Refused: it comes back filled in, with the error in place.
  await expect(page).toHaveURL(/draft=/);
  await expect(page.getByLabel("Name")).toHaveValue("Plain Form");
  await expect(page.getByLabel(/have in mind/)).toHaveValue("Two swallows\nand a <b>bold</b> idea");
  await expect(page.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("E-mail").fill("plain@example.org");
  await page.getByRole("button", { name: "Ask for this time" }).click();
  await page.waitForURL(/\/appointment\//);
  const summaries = async () =>
    (await listEvents("mara")).map(({ summary }) => summary).filter((words) => words.includes("Plain Form"));
  await expect.poll(summaries, { timeout: 60_000 }).toEqual(["REQUEST: Plain Form - Two swallows"]);

  // The customer's own link works without JavaScript, too.
  await page
    .locator("summary")
    .filter({ hasText: /cancel/i })
    .click();
  await page.getByRole("button", { name: /cancel/i }).click();
  await expect(page.getByText(/cancelled/i).first()).toBeVisible();
  await expect.poll(summaries, { timeout: 60_000 }).toEqual([]);
});

test("a slot somebody took meanwhile is told at the form, and nothing typed is lost", async ({
  page,
  request,
}) => {
  const [slot] = await slots(request, "june", "watercolour", 20);
  if (!slot) throw new Error("no slot");
  await page.goto(parlourUrl(bookingPath("june", "watercolour", slot)));
  const taken = await request.post(parlourUrl("/api/appointments"), {
    data: {
      artistId: "june",
      serviceId: "watercolour",
      startTime: slot.startTime,
      clientName: "Faster",
      clientEmail: "faster@example.org",
    },
  });
  expect(taken.status()).toBe(201);
  await page.getByLabel("Name").fill("Slower Person");
  await page.getByLabel("E-mail").fill("slower@example.org");
  await page.getByRole("button", { name: "Ask for this time" }).click();
  await expect(page).toHaveURL(/draft=/);
  await expect(page.locator('input[name="clientName"]')).toHaveValue("Slower Person");
});

test("a length, whoever is free first, and another place are links and plain forms", async ({ page }) => {
  await page.goto(parlourUrl("/book/mara/fine-line"));
  await page.getByRole("link", { name: "3 hours" }).click();
  await expect(page).toHaveURL(/length=180/);
  await expect(page.locator('input[name="durationMinutes"]').first()).toHaveValue("180");
  // Fine line is Mara's alone, consultations are not.
  const anyone = page.getByRole("link", { name: "Or whoever is free first" });
  await expect(anyone).toHaveCount(0);

  await page.goto(parlourUrl("/book/mara/consultation"));
  await anyone.click();
  await page.waitForURL(/\/book\/any\/consultation/);
  await page.locator("summary").filter({ hasText: "another place" }).click();
  await page.getByLabel("City or time zone").fill("auckland");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByText("Times are Auckland time.")).toBeVisible();
  await chooseDay(page, await turnMonth(page), -1);
  await page
    .getByRole("link", { name: /^\d\d:\d\d/ })
    .first()
    .click();
  const sentence = page.getByTestId("booking-sentence");
  await expect(sentence).toContainText("Auckland time");
  await expect(sentence).toContainText("Vienna time");
  await page.getByLabel("Name").first().fill("Plain Anyone");
  await page.getByLabel("E-mail").first().fill("plain.anyone@example");
  await page.getByRole("button", { name: "Ask for this time" }).click();
  // Refused, and still the same page: anyone, and Auckland's clock.
  await expect(page).toHaveURL(/\/book\/any\/consultation\?.*draft=/);
  await expect(page.getByText("Times are Auckland time.")).toBeVisible();
  await expect(page.getByLabel("E-mail").first()).toBeFocused();
  await page.getByLabel("E-mail").first().fill("plain.anyone@example.org");
  await page.getByRole("button", { name: "Ask for this time" }).click();
  await page.waitForURL(/\/appointment\//);
});

test("a form sent twice, and once more after a step back, is one request", async ({ page, request }) => {
  const [slot] = await slots(request, "june", "watercolour", 34);
  if (!slot) throw new Error("no slot");
  const path = parlourUrl(bookingPath("june", "watercolour", slot));
  await page.goto(path);
  const form = page.locator('form[action="/api/appointments"]');
  const fields: Record<string, string> = {
    clientName: "Twice Sent",
    clientEmail: "twice@example.org",
  };
  for (const input of await form.locator('input[type="hidden"]').all())
    fields[(await input.getAttribute("name")) ?? ""] = await input.inputValue();
  expect(fields.idempotencyKey).toBeTruthy();
  const send = () =>
    page.request.post(parlourUrl("/api/appointments"), {
      form: fields,
      maxRedirects: 0,
      headers: { referer: path },
    });
  const answers = await Promise.all([send(), send()]);
  expect(answers.map((answer) => answer.status())).toEqual([303, 303]);
  const [first, second] = answers.map((answer) => answer.headers().location);
  expect(first).toMatch(/^\/appointment\/[\w-]+\?new=1$/);
  expect(second).toBe(first);

  // Back, and the same time again: the page knows, and leads to the request.
  await page.goto(path);
  await expect(page.getByText("You have already asked for this time")).toBeVisible();
  await page.getByRole("link", { name: "See your request" }).click();
  await page.waitForURL((url) => url.pathname === first?.split("?")[0]);

  // Changed words under the same key come back to the page, which says so too.
  fields.clientName = "Twice Sent, Changed";
  const changed = await send();
  expect(changed.status()).toBe(303);
  await page.goto(parlourUrl(changed.headers().location ?? ""));
  await expect(page.getByText("You have already asked for this time")).toBeVisible();
});

test("pictures of a refused form come back with it", async ({ page, request }) => {
  const [slot] = await slots(request, "june", "consultation", 36);
  if (!slot) throw new Error("no slot");
  await page.goto(parlourUrl(bookingPath("june", "consultation", slot)));
  await page.getByLabel("Name").first().fill("Picture Form");
  await page.getByLabel("E-mail").first().fill("picture@example");
  await page.locator('form[action="/api/appointments"] input[name="picture"]').setInputFiles({
    name: "fern.png",
    mimeType: "image/png",
    buffer: await picture(),
  });
  await page.getByRole("button", { name: "Ask for this time" }).click();
  await expect(page).toHaveURL(/draft=/);
  await expect(page.getByLabel("Name").first()).toHaveValue("Picture Form");
  const kept = page.locator('input[name="pictures"]');
  await expect(kept).toBeChecked();
  const preview = page.locator('form[action="/api/appointments"] img').first();
  await expect
    .poll(() => preview.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  await page.getByLabel("E-mail").first().fill("picture@example.org");
  await page.getByRole("button", { name: "Ask for this time" }).click();
  await page.waitForURL(/\/appointment\//);
});

/** A small picture of one colour. */
function picture(): Promise<Buffer> {
  return sharp({ create: { width: 64, height: 48, channels: 3, background: "#3a7d44" } })
    .png()
    .toBuffer();
}
