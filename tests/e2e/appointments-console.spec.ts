import { expect, test } from "@playwright/test";
import {
  addArtist,
  book,
  changeArtist,
  open,
  parlourUrl,
  type Slot,
  signIn,
  slots,
} from "./support/parlour.ts";

test("more than fifty: pages, filters and a search, all in the address", async ({ page, request }) => {
  test.setTimeout(120_000);
  await signIn(page, "admin@parlour.test");
  const artistId = await addArtist(page, "Paula Pages");
  const free = await slots(request, artistId, "consultation", 3);
  const apart: Slot[] = [];
  for (const slot of free) if (slot.startTime >= (apart.at(-1)?.endTime ?? "")) apart.push(slot);
  expect(apart.length).toBeGreaterThan(52);
  for (const [index, { startTime }] of apart.slice(0, 52).entries()) {
    const response = await request.post(parlourUrl("/api/appointments"), {
      data: {
        artistId,
        serviceId: "consultation",
        startTime,
        clientName: `Guest ${String(index + 1).padStart(2, "0")}`,
        clientEmail: `guest${index + 1}@example.org`,
        description: index === 51 ? "A heron over the left knee" : "",
      },
    });
    expect(response.status()).toBe(201);
  }

  await open(page, "/admin/appointments");
  await page.getByRole("combobox", { name: "Artist" }).selectOption({ label: "Paula Pages" });
  await page.waitForURL(new RegExp(`artist=${artistId}`));
  const names = page.locator("[data-row-link]");
  await expect(names).toHaveCount(50);
  await expect(names.first()).toHaveText("Guest 01");
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Next page" }).click();
  await page.waitForURL(/page=2/);
  await expect(names).toHaveText(["Guest 51", "Guest 52"]);
  await page.reload();
  await expect(names).toHaveText(["Guest 51", "Guest 52"]);
  await page.getByRole("link", { name: "Earlier page" }).click();
  await expect(names).toHaveCount(50);

  // A state keeps the artist and goes back to the first page.
  await page
    .getByRole("navigation", { name: "Which appointments" })
    .getByRole("link", { name: "Waiting" })
    .click();
  await page.waitForURL(new RegExp(`status=pending&artist=${artistId}$`));
  await page.getByRole("searchbox").fill("heron");
  await page.waitForURL(/q=heron/);
  await expect(names).toHaveText(["Guest 52"]);
  await page.getByRole("button", { name: "Clear the search" }).click();
  await expect(names).toHaveCount(50);
  await page.goBack();
  await page.waitForLoadState("networkidle");
  await expect(page).toHaveURL(new RegExp(artistId));
  await changeArtist(page, artistId, { active: false });
});

test("an appointment's own page: confirm, move, cancel, and who did what when", async ({ page, request }) => {
  test.setTimeout(120_000);
  const { id, later } = await book(request, "theo", "consultation", 47, "Pia Page");
  await signIn(page, "theo@parlour.test");
  await open(page, `/admin/appointments/${id}`);
  await expect(page).toHaveTitle(/Pia Page/);
  await page.getByRole("button", { name: "Confirm Pia Page" }).click();
  await expect(page.getByText("Confirmed: Pia Page.")).toBeVisible();
  await page.getByRole("button", { name: "Move Pia Page" }).click();
  const move = page.getByRole("dialog");
  const [day = "", time = ""] = new Date(later.startTime)
    .toLocaleString("sv-SE", { timeZone: "Europe/Vienna" })
    .split(" ");
  await move.getByLabel("Day").fill(day);
  await move.getByLabel(/^Start/).fill(time.slice(0, 5));
  // Asked again every fifteen seconds.
  await expect(move.getByText("Theo is free.")).toBeVisible({ timeout: 40_000 });
  await move.getByRole("button", { name: "Move" }).click();
  await expect(page.getByText(/^Moved Pia Page to/)).toBeVisible();
  // No question is asked: it is done, and can be taken back.
  await page.getByRole("button", { name: "Cancel Pia Page" }).click();
  await expect(page.getByText("Cancelled: Pia Page.")).toBeVisible();
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByText("Taken back: Pia Page.")).toBeVisible();
  const lines = page.getByRole("region", { name: "What happened" }).getByRole("listitem");
  await expect(lines).toHaveCount(5);
  await expect(lines.first()).toHaveText(/^Taken back: “Cancelled” · Theo · /);
  await expect(lines.first().locator("time")).toHaveAttribute("title", /\d{4}, \d{2}:\d{2}/);
});

test("what is not there says so, in its title too; a page on its way shows a bar", async ({ page }) => {
  for (const path of ["/book/nobody", "/book/mara/nothing", "/nowhere"]) {
    const response = await page.goto(parlourUrl(path));
    expect(response?.status(), path).toBe(404);
    await expect(page, path).toHaveTitle(/There is no page here/);
  }
  await signIn(page, "admin@parlour.test");
  for (const path of ["/admin/artists/nothing", "/admin/appointments/nothing"]) {
    const response = await page.goto(parlourUrl(path), { waitUntil: "networkidle" });
    expect(response?.status(), path).toBe(404);
    await expect(page, path).toHaveTitle(/This does not exist any more/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This does not exist any more");
  }

  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/admin\/users\?_rsc=/, async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Users" }).click();
  const bar = page.getByRole("progressbar", { name: "The page is on its way" });
  await expect(bar).toBeVisible();
  release();
  await page.waitForURL(/\/admin\/users$/);
  await expect(bar).toBeHidden();
});
