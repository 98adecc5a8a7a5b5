import { expect, test } from "@playwright/test";
import { expectFits, fillDetails } from "./support/booking.ts";
import { parlourUrl } from "./support/parlour.ts";

test.use({ locale: "de-AT", viewport: { width: 390, height: 844 }, hasTouch: true });

test("auf Deutsch, am Telefon: eine Entscheidung nach der anderen", async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto(parlourUrl("/book"), { waitUntil: "networkidle" });
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expectFits(page, "die Liste");
  await page
    .getByRole("link", { name: /Fine line/ })
    .first()
    .tap();
  await page.waitForURL(/\/book\/mara\/fine-line/);
  const sentence = page.getByTestId("booking-sentence");
  await expect(sentence).toHaveText("Fine line bei Mara");

  // A length is chosen as a link; the times are asked for anew.
  await page.getByRole("link", { name: "3 Stunden" }).tap();
  await expect(page).toHaveURL(/length=180/);
  await expect(page.getByRole("link", { name: "3 Stunden" })).toHaveAttribute("aria-current", "true");
  await expectFits(page, "der Tag");

  await expect(page.getByRole("heading", { name: "Uhrzeit wählen" })).toBeHidden();
  await page.getByRole("link", { name: /Nächster Monat/ }).tap();
  await page
    .getByRole("link", { name: /Zeit(en)? frei/ })
    .nth(3)
    .tap();
  await expect(page.getByRole("heading", { name: "Uhrzeit wählen" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Tag wählen" })).toBeHidden();
  await expectFits(page, "die Uhrzeit");
  const time = page.getByRole("link", { name: /^\d\d:\d\d$/ }).first();
  const clock = ((await time.textContent()) ?? "").trim();
  await time.tap();
  await expect(sentence).toContainText(`${clock}–`);
  await expect(sentence).toContainText("Uhr, Ortszeit Wien");
  await expect(page.getByText("Diese Zeit ist frei")).toBeVisible();
  await expectFits(page, "das Formular");

  // The steps are addresses: back and forward lead through them.
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Uhrzeit wählen" })).toBeVisible();
  await page.goForward();
  await expect(sentence).toContainText(`${clock}–`);

  // What was typed survives a reload.
  await fillDetails(page, "Ingrid Grün", "ingrid@example.org");
  await page.getByLabel(/Was haben Sie vor/).fill("Ein Efeu um den Knöchel");
  await page.reload({ waitUntil: "networkidle" });
  await expect(page.locator("#client-name")).toHaveValue("Ingrid Grün");
  await expect(page.getByLabel(/Was haben Sie vor/)).toHaveValue("Ein Efeu um den Knöchel");

  const sent = page.waitForRequest((request) => request.url().endsWith("/api/appointments"));
  await page.getByRole("button", { name: "Diese Zeit anfragen" }).tap();
  expect((await sent).postDataJSON()).toMatchObject({ durationMinutes: 180, clientName: "Ingrid Grün" });
  await page.waitForURL(/\/appointment\//);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Danke, Ingrid Grün");
  await expectFits(page, "die Bestätigung");
});
