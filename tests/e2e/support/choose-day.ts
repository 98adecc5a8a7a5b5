import { expect, type FrameLocator, type Page } from "@playwright/test";

/** A page where a day is chosen, or a frame with one. */
type Place = Page | FrameLocator;

/** Turns to the next month, which is whole and ahead whatever the date today, and waits until it stands there. @returns it, as `2026-12` */
export async function turnMonth(place: Place): Promise<string> {
  const next = place.getByRole("link", { name: /Next month/ });
  const month = /month=([\d-]+)/.exec((await next.getAttribute("href")) ?? "")?.[1] ?? "";
  await next.click();
  await expect(place.locator(`[data-day^="${month}-"]`).first()).toBeVisible();
  return month;
}

/** Chooses a free day of the month shown (-1: its last), and waits for its times: until then another day's stand there. */
export async function chooseDay(place: Place, month: string, which: number): Promise<void> {
  const day = await place.locator(`[data-day^="${month}-"]`).nth(which).getAttribute("data-day");
  const chosen = place.locator(`[data-day="${day}"]`);
  await chosen.click();
  await expect(chosen).toHaveAttribute("aria-current", "date");
}
