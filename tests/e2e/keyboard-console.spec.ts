import { expect, test } from "@playwright/test";
import { addArtist, book, changeArtist, open, parlourUrl, signIn } from "./support/parlour.ts";

test("a list is worked through without a mouse: c, u, d, x, m", async ({ page, request }) => {
  test.setTimeout(120_000);
  await signIn(page, "admin@parlour.test");
  const artistId = await addArtist(page, "Kira Keys");
  const { id: first, slot } = await book(request, artistId, "consultation", 5, "Ada First");
  const { id: second } = await book(request, artistId, "consultation", 6, "Bea Second");
  const statusOf = async (id: string) => {
    const { appointment } = await (await page.request.get(parlourUrl(`/api/appointments/${id}`))).json();
    return appointment.status;
  };
  await open(page, `/admin/appointments?artist=${artistId}`);
  const focused = page.locator("[data-row-link]:focus");

  await page.keyboard.press("j");
  await expect(focused).toHaveText("Ada First");
  await page.keyboard.press("j");
  await expect(focused).toHaveText("Bea Second");
  await page.keyboard.press("k");
  await expect(focused).toHaveText("Ada First");

  // Confirmed at once, taken back by u, and the row keeps the focus for the next key.
  await page.keyboard.press("c");
  await expect(page.getByText("Confirmed: Ada First.")).toBeVisible();
  await expect.poll(() => statusOf(first)).toBe("CONFIRMED");
  await expect(focused).toHaveText("Ada First");
  await page.keyboard.press("u");
  await expect(page.getByText("Taken back: Ada First.")).toBeVisible();
  await expect.poll(() => statusOf(first)).toBe("PENDING");

  // A word is optional; Escape leaves it, Ctrl Enter sends it.
  await expect(page.getByRole("button", { name: "Confirm Ada First" })).toBeVisible();
  await page.keyboard.press("d");
  const sheet = page.getByRole("dialog", { name: "Decline Ada First’s request" });
  await expect(sheet.getByLabel("A word to the customer")).toBeFocused();
  await page.keyboard.type("jkcxmu are only letters here.");
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  expect(await statusOf(first)).toBe("PENDING");
  await expect(page.getByRole("button", { name: "Decline Ada First" })).toBeFocused();
  await page.keyboard.press("d");
  await expect(sheet.getByLabel("A word to the customer")).toHaveValue("jkcxmu are only letters here.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Declined: Ada First.")).toBeVisible();
  await expect.poll(() => statusOf(first)).toBe("DECLINED");
  // Its row leaves, and the next one has the focus.
  await expect(focused).toHaveText("Bea Second");

  await page.keyboard.press("c");
  await expect.poll(() => statusOf(second)).toBe("CONFIRMED");
  await expect(page.getByRole("button", { name: "Cancel Bea Second" })).toBeEnabled();
  await expect(focused).toHaveText("Bea Second");
  await page.keyboard.press("x");
  await expect(page.getByText("Cancelled: Bea Second.")).toBeVisible();
  await expect.poll(() => statusOf(second)).toBe("CANCELLED");
  const row = page.getByRole("link", { name: "Bea Second" });
  await expect(row).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect.poll(() => statusOf(second)).toBe("CONFIRMED");

  await expect(page.getByRole("button", { name: "Move Bea Second" })).toBeEnabled();
  await row.press("m");
  const move = page.getByRole("dialog", { name: "Move Bea Second’s appointment" });
  const day = slot.startTime.slice(0, 10);
  await move.getByLabel("Day").fill(day);
  await move.getByLabel(/^Start/).fill("17:30");
  await expect(move.getByText("Kira Keys is free.").or(move.getByText(/could not be asked/))).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Moved Bea Second to .*17:30/)).toBeVisible();
  await expect(move).toBeHidden();
  // Its row goes to another day.
  const moved = page.locator(`[aria-labelledby="day-${day}"]`).getByRole("link", { name: "Bea Second" });
  await expect(moved.first()).toBeVisible();
  await moved.first().press("Enter");
  await page.waitForURL(new RegExp(`/admin/appointments/${second}$`));
  const history = page.getByRole("region", { name: "What happened" }).getByRole("listitem");
  await expect(history).toHaveText([
    /^Moved · Studio Admin · .*from .* to .*17:30/,
    /^Taken back: “Cancelled” · Studio Admin · /,
    /^Cancelled · Studio Admin · /,
    /^Confirmed · Studio Admin · /,
    /^Requested · the customer · /,
  ]);
  await changeArtist(page, artistId, { active: false });
});

test("the command palette: arrows, a search, a sheet, the list of keys", async ({ page }) => {
  await signIn(page, "admin@parlour.test");
  await page.waitForLoadState("networkidle");
  const field = page.getByRole("combobox", { name: /Search or go to/ });
  const chosen = page.getByRole("option", { selected: true });
  const isChosen = (place: number) =>
    expect(page.getByRole("option").nth(place)).toHaveAttribute("aria-selected", "true");

  await page.keyboard.press("Control+k");
  await expect(field).toBeFocused();
  await field.fill("a");
  await isChosen(0);
  await page.keyboard.press("ArrowDown");
  await isChosen(1);
  await page.keyboard.press("ArrowUp");
  await isChosen(0);
  await expect(chosen).toHaveCount(1);
  await field.fill("new service");
  await expect(chosen).toContainText("New service");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/admin\/services\?new=1/);
  await expect(page.getByRole("dialog", { name: "New service" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();

  await page.keyboard.press("Control+k");
  await field.fill("zzyzx nobody");
  await expect(chosen).toContainText("Search appointments for “zzyzx nobody”");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/admin\/appointments\?status=all&q=zzyzx/);
  await expect(page.getByText("Nothing found for “zzyzx nobody”")).toBeVisible();

  await page.locator("main").focus();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard" });
  await expect(help.getByText("Takes the last step back")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();

  await page.keyboard.press("Control+k");
  await field.fill("sync now");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Synced/)).toBeVisible({ timeout: 30_000 });
});
