import { expect, test } from "@playwright/test";
import { listEvents } from "./support/cloud.ts";
import { bookingPath, parlourUrl, slots } from "./support/parlour.ts";

test.use({ javaScriptEnabled: false });

test("the same booking without JavaScript", async ({ page }) => {
  await page.goto(parlourUrl("/book"));
  await page
    .getByRole("link", { name: /Consultation/ })
    .first()
    .click();
  await page.waitForURL(/\/book\/mara\/consultation/);
  await page.getByRole("link", { name: /Next month/ }).click();
  await page
    .getByRole("link", { name: /times? free/ })
    .last()
    .click();
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
  const events = (await listEvents("mara")).filter((event) => event.summary.includes("Plain Form"));
  expect(events.map((event) => event.summary)).toEqual(["REQUEST: Plain Form - Two swallows"]);

  // The customer's own link works without JavaScript, too.
  await page
    .locator("summary")
    .filter({ hasText: /cancel/i })
    .click();
  await page.getByRole("button", { name: /cancel/i }).click();
  await expect(page.getByText(/cancelled/i).first()).toBeVisible();
  expect((await listEvents("mara")).filter((event) => event.summary.includes("Plain Form"))).toEqual([]);
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
