import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { expectFits } from "./support/booking.ts";
import { bookingPath, parlourUrl, slots } from "./support/parlour.ts";

test.describe.configure({ timeout: 180_000 });

const paths = [
  "/",
  "/book",
  "/book/theo",
  "/book/mara/fine-line",
  "/book/any/consultation",
  "/book/mara/own-design",
];

for (const locale of ["en-GB", "de-AT"])
  test(`public pages in ${locale.slice(0, 2)}: by the rules of WCAG 2.2 AA, at 320 px, in forced colours`, async ({
    browser,
    request,
  }) => {
    const [slot] = await slots(request, "mara", "fine-line", 12);
    if (!slot) throw new Error("no slot");
    const context = await browser.newContext({ locale, reducedMotion: "reduce" });
    const page = await context.newPage();
    for (const path of [...paths, bookingPath("mara", "fine-line", slot)]) {
      // As wide as 1280 px at 400 %.
      await page.setViewportSize({ width: 320, height: 720 });
      await page.goto(parlourUrl(path), { waitUntil: "networkidle" });
      await expect(page.locator("html")).toHaveAttribute("lang", locale.slice(0, 2));
      await expectFits(page, path);
      for (const details of await page.locator("main details").all())
        await details.evaluate((element) => element.setAttribute("open", ""));
      await expectFits(page, `${path}, all folded out`);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        // Colours pass from parent to child, a frame each.
        await page
          .waitForFunction(
            () => !document.getAnimations().some((one) => one instanceof CSSTransition),
            undefined,
            { timeout: 10_000 },
          )
          .catch(() => undefined);
        const { violations } = await new AxeBuilder({ page })
          .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
          .analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`),
          `${path}, ${colorScheme}`,
        ).toEqual([]);
      }
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    }
    await context.close();
  });

test("in forced colours what is chosen is still told apart, and nothing moves for those who want no motion", async ({
  browser,
  request,
}) => {
  const [slot] = await slots(request, "mara", "fine-line", 12);
  if (!slot) throw new Error("no slot");
  const context = await browser.newContext({ forcedColors: "active", reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(parlourUrl(bookingPath("mara", "fine-line", slot)), { waitUntil: "networkidle" });
  const look = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const { borderWidth, outlineStyle, textDecorationLine } = getComputedStyle(element);
        // Colours are the reader's here: the shape has to say it.
        return JSON.stringify({ borderWidth, outlineStyle, textDecorationLine });
      });
  expect(await look("[data-day][aria-current]")).not.toBe(await look("[data-day]:not([aria-current])"));
  const times = "section[aria-labelledby=step-time] a";
  expect(await look(`${times}[aria-current]`)).not.toBe(await look(`${times}:not([aria-current])`));
  const moving = await page.evaluate(
    () =>
      document.getAnimations().filter((one) => Number(one.effect?.getComputedTiming().duration) > 1).length,
  );
  expect(moving).toBe(0);
  await page.screenshot({ path: "screenshots/booking-forced-colours.png", fullPage: true });
  await context.close();
});
