import { expect, test } from "@playwright/test";
import { pngPicture } from "#tests/support/test-pictures.ts";
import { open, parlourUrl, save, signIn } from "./support/parlour.ts";

test("the studio's settings, each part by its form, as customers then see them", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await signIn(page, "admin@parlour.test");
  await open(page, "/admin/settings");
  const studio = page.getByRole("region", { name: "Studio", exact: true });
  const button = (name: string) => page.getByRole("button", { name: `Save: ${name}` });
  await expect(button("Studio")).toBeDisabled();
  await studio.getByLabel("Name of the studio").fill("Salon Süd");
  await studio.getByLabel("Time zone").selectOption({ label: "Lisbon" });
  await studio.getByLabel("Language").selectOption("de");
  await save(page, button("Studio"));

  const logo = page.getByRole("region", { name: "Logo" });
  const png = Buffer.from(await pngPicture({ width: 600, height: 200 }));
  await logo.getByLabel("File: Logo").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: png });
  await logo.getByRole("button", { name: "Use this picture: Logo" }).click();
  await expect(logo.getByRole("img", { name: "Now: Logo" })).toBeVisible({ timeout: 30_000 });

  // A colour nobody could read words on is refused while one chooses it.
  const colour = page.getByRole("region", { name: "Colour" });
  await colour.getByLabel("A colour of our own").check();
  await colour.getByRole("textbox", { name: "Accent colour" }).fill("#1d6f");
  await expect(colour.getByText("This is not a colour such as #1d4ed8.")).toBeVisible();
  await expect(button("Accent colour")).toBeDisabled();
  await colour.getByRole("textbox", { name: "Accent colour" }).fill("#1d6f5f");
  await save(page, button("Accent colour"));

  const requests = page.getByRole("region", { name: "Requests and records" });
  await requests.getByLabel("Days to answer a request").fill("99");
  await page.keyboard.press("Enter");
  await expect(
    requests.getByRole("button", { name: "Discard the changes: Requests and records" }),
  ).toBeVisible();
  await requests.getByLabel("Days to answer a request").fill("5");
  await requests.getByLabel("Months customers are remembered").fill("18");
  await expect(
    requests.getByText("18 months after an appointment the customer’s name", { exact: false }),
  ).toBeVisible();
  await save(page, button("Requests and records"));

  const legal = page.getByRole("region", { name: "Legal pages" });
  await legal.getByLabel("Imprint").fill("Salon Süd\n\nRua da Rosa 1");
  await legal.getByLabel("Privacy").fill("We keep little.");
  await save(page, button("Legal pages"));

  const guest = await browser.newPage({ locale: "fr-FR" });
  await open(guest, "/");
  await expect(guest.locator("html")).toHaveAttribute("lang", "de");
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText("Salon Süd");
  await expect
    .poll(() => guest.locator("header img").evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  expect(await guest.locator("html").getAttribute("style")).toContain("--accent");
  await guest.getByRole("link", { name: "Datenschutz" }).click();
  await expect(guest.getByRole("main").getByText("We keep little.")).toBeVisible();
  await guest.close();

  await open(page, "/admin/settings");
  await expect(page.getByLabel("Days to answer a request")).toHaveValue("5");
  await page.getByRole("button", { name: "Remove: Logo" }).click();
  await expect(page.getByText("The picture is removed.")).toBeVisible();
  const back = await page.request.patch(parlourUrl("/api/admin/settings"), {
    data: {
      name: "Parlour Studio",
      timeZone: "Europe/Vienna",
      locale: "en",
      accent: null,
      imprint: "",
      privacy: "",
      pendingExpiryDays: 7,
      retentionMonths: null,
    },
  });
  expect(back.status()).toBe(200);
});

test("a service: all its numbers, what they mean, and stopped and offered again", async ({ page }) => {
  await signIn(page, "admin@parlour.test");
  await open(page, "/admin/services");
  await page.getByRole("button", { name: "New service" }).click();
  const sheet = page.getByRole("dialog", { name: "New service" });
  await sheet.getByLabel("Name").fill("Touch-up by hand");
  await sheet.getByLabel("Price note").fill("from 60 €");
  await sheet.getByLabel("Description").fill("Lines made fresh.");
  await sheet.getByLabel("Duration in minutes").fill("45");
  await sheet.getByLabel("Minutes kept before").fill("10");
  await sheet.getByLabel("Minutes kept after").fill("20");
  await expect(
    sheet.getByText("With what is kept before and after, 1 hour 15 minutes", { exact: false }),
  ).toBeVisible();
  await sheet.getByLabel("Notice in hours").fill("1.5");
  await sheet.getByLabel("Bookable days ahead").fill("30");
  await sheet.getByLabel("Starts every … minutes").fill("15");
  await expect(sheet.getByText("Such as 9:00, 9:15, 9:30.")).toBeVisible();
  await sheet.getByRole("button", { name: "Create" }).click();
  await expect(page.getByText("“Touch-up by hand” is there.")).toBeVisible();
  const row = page.getByRole("listitem").filter({ hasText: "Touch-up by hand" });
  await row.getByRole("button", { name: "Change Touch-up by hand" }).click();
  const change = page.getByRole("dialog", { name: "Change “Touch-up by hand”" });
  await expect(change.getByLabel("Notice in hours")).toHaveValue("1.5");
  await expect(change.getByLabel("Bookable days ahead")).toHaveValue("30");
  await change.getByLabel("Duration in minutes").fill("50");
  await change.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("50");
  await row.getByRole("button", { name: "Stop offering Touch-up by hand" }).click();
  await expect(row.getByText("Not offered")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(row.getByText("Not offered")).toBeHidden();
  await row.getByRole("button", { name: "Stop offering Touch-up by hand" }).click();
  await expect(row.getByText("Not offered")).toBeVisible();
});

test("accounts: another role and back, a new password by link, shut out and let in", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await signIn(page, "admin@parlour.test");
  await open(page, "/admin/users");
  const row = page.getByRole("listitem").filter({ hasText: "staff@parlour.test" });
  await row.getByRole("button", { name: "Change Front Desk" }).click();
  const change = page.getByRole("dialog", { name: "Change Front Desk" });
  await change.getByLabel("May do").selectOption("artist");
  await change.getByLabel("Which artist").selectOption("june");
  await change.getByRole("button", { name: "Save" }).click();
  await expect(row.getByText("is June")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(row.getByText("is June")).toBeHidden();

  await page.getByRole("button", { name: "Invite somebody" }).click();
  const invite = page.getByRole("dialog", { name: "Invite somebody" });
  await invite.getByLabel("Name").fill("Rita Reset");
  await invite.getByLabel("E-mail").fill("staff@parlour.test");
  await invite.getByRole("button", { name: "Create the link" }).click();
  await expect(invite.getByText("This is taken already.").first()).toBeVisible();
  await invite.getByLabel("E-mail").fill("rita@parlour.test");
  await invite.getByRole("button", { name: "Create the link" }).click();
  await expect(page.getByRole("dialog", { name: "Invite Rita Reset" }).getByLabel("Their link")).toHaveValue(
    /invite/,
  );
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  const rita = page.getByRole("listitem").filter({ hasText: "rita@parlour.test" });
  await expect(rita.getByText("Invited")).toBeVisible();
  await rita.getByRole("button", { name: "New link: Rita Reset" }).click();
  const reset = page.getByRole("dialog", { name: "A new password for Rita Reset" });
  await reset.getByRole("button", { name: "Create the link" }).click();
  const link = await reset.getByLabel("Link for a new password").inputValue();
  await reset.getByRole("button", { name: "Done" }).click();

  const theirs = await browser.newContext();
  const guest = await theirs.newPage();
  await guest.goto(link, { waitUntil: "networkidle" });
  await guest.getByLabel("Password", { exact: true }).fill("a password of Rita's own");
  await guest.getByRole("button", { name: "Save and sign in" }).click();
  await guest.waitForURL((url) => url.pathname === "/dashboard");
  await guest.goto(link, { waitUntil: "networkidle" });
  await expect(guest.getByText("This link does not open any more")).toBeVisible();
  await theirs.close();

  await open(page, "/admin/users");
  await rita.getByRole("button", { name: "Shut out Rita Reset" }).click();
  await expect(rita.getByText("Shut out", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(rita.getByRole("button", { name: "Shut out Rita Reset" })).toBeVisible();
  await rita.getByRole("button", { name: "Shut out Rita Reset" }).click();
  await expect(rita.getByRole("button", { name: "Let in again: Rita Reset" })).toBeVisible();
});

test("an API token is shown once and ended after a question", async ({ page, playwright }) => {
  await signIn(page, "admin@parlour.test");
  await open(page, "/admin/tokens");
  await page.getByRole("button", { name: "New token" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("What for").fill("Statistics");
  await sheet.getByRole("button", { name: "Create" }).click();
  const secret = await sheet.getByLabel("The token").inputValue();
  const program = await playwright.request.newContext({
    extraHTTPHeaders: { Authorization: `Bearer ${secret}` },
  });
  expect((await program.get(parlourUrl("/api/appointments"))).status()).toBe(200);
  await sheet.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(secret)).toBeHidden();
  await page.getByRole("button", { name: "End Statistics" }).click();
  const sure = page.getByRole("dialog", { name: "End “Statistics”?" });
  await sure.getByRole("button", { name: "Keep it" }).click();
  expect((await program.get(parlourUrl("/api/appointments"))).status()).toBe(200);
  await page.getByRole("button", { name: "End Statistics" }).click();
  await sure.getByRole("button", { name: "End the token" }).click();
  await expect(page.getByText("“Statistics” is ended.")).toBeVisible();
  expect((await program.get(parlourUrl("/api/appointments"))).status()).toBe(401);
  await program.dispose();
});
