import { expect, type Locator, type Page, test } from "@playwright/test";
import { parlourUrl } from "./support/parlour.ts";

/** Presses Tab until something has the focus, and checks at every stop that it can be seen. */
async function tabTo(page: Page, target: Locator, most = 60): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return "nothing";
      const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const isMarked = (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
      // A file input, for one, is marked at what stands for it.
      const isOnScreen = box.width > 1 && box.height > 1;
      return isMarked || !isOnScreen ? null : `${element.outerHTML.slice(0, 120)} ${borderColor}`;
    });
    expect(stop, "has the focus, and nobody can see it").toBeNull();
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`The focus never came to ${target}`);
}

test("from the front page to a request with the keyboard alone", async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto(parlourUrl("/"), { waitUntil: "networkidle" });
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("main").getByRole("link", { name: "Book a time" }));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/book$/);
  const service = page.getByRole("link", { name: /Watercolour/ });
  await service.waitFor();
  await tabTo(page, service);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/book\/june\/watercolour/);
  await page.waitForLoadState("networkidle");

  // A whole month is ahead in the next one, whatever the date today.
  const next = page.getByRole("link", { name: /Next month/ });
  const month = /month=([\d-]+)/.exec((await next.getAttribute("href")) ?? "")?.[1];
  await tabTo(page, next);
  await page.keyboard.press("Enter");
  await expect(page.locator(`[data-day^="${month}-"]`).first()).toBeVisible();

  // The month is one stop; arrows move in it.
  const stop = page.locator('[data-day]:not([tabindex="-1"])');
  await tabTo(page, stop);
  const first = await stop.getAttribute("data-day");
  await page.keyboard.press("ArrowRight");
  const focused = page.locator("[data-day]:focus");
  await expect(focused).not.toHaveAttribute("data-day", first ?? "");
  const chosen = (await focused.getAttribute("data-day")) ?? "";
  expect(chosen > (first ?? "")).toBe(true);
  await page.keyboard.press("Home");
  await expect(focused).toHaveAttribute("data-day", first ?? "");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`day=${chosen}`));
  await expect(focused).toHaveAttribute("data-day", chosen);

  // What folds out folds in again with Escape, and the focus stays at it.
  const place = page.locator("summary").filter({ hasText: "Show times for another place" });
  await tabTo(page, place);
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByLabel("City or time zone"));
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("City or time zone")).toBeHidden();
  await expect(place).toBeFocused();

  const time = page.getByRole("link", { name: /^\d\d:\d\d$/ }).first();
  await tabTo(page, time);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/start=/);
  await expect(page.getByLabel("Name").first()).toBeVisible();
  await tabTo(page, page.getByLabel("Name").first());
  await page.keyboard.type("Kay Board");
  await page.keyboard.press("Tab");
  await page.keyboard.type("kay@example");
  await page.keyboard.press("Enter");

  // Refused: the focus is at the field to blame, which says why.
  const email = page.getByLabel("E-mail").first();
  await expect(email).toBeFocused();
  await expect(email).toHaveAttribute("aria-invalid", "true");
  const why = await email.getAttribute("aria-describedby");
  await expect(page.locator(`#${why?.split(" ")[0]}`)).toContainText("does not look like");
  await expect(page.getByRole("alert").filter({ hasText: "marked below" })).toContainText("E-mail");
  await page.keyboard.press("End");
  await page.keyboard.type(".org");
  await tabTo(page, page.getByRole("button", { name: "Ask for this time" }));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/appointment\/[\w-]+\?new=1/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Kay Board");
});
