import AxeBuilder from "@axe-core/playwright";
import { expect, type Frame, type Page } from "@playwright/test";

/** A picture (not with PARLOUR_PICTURES=off) at a phone's and a desk's width, light and dark; no serious finding of axe, nothing wider than the screen. */
export async function lookAt(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  // A page behind another tab is not painted, and its transitions never end.
  await page.bringToFront();
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1280, height: 900 },
  ]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const frame of page.frames()) await endTransitions(frame);
      const label = `${name}-${viewport.width}-${colorScheme}`;
      // The gate looks with rules only; pictures are for people.
      if (process.env.PARLOUR_PICTURES !== "off")
        await page.screenshot({ path: `screenshots/${label}.png`, fullPage: true });
      // A page that refreshes itself is without its title for a moment.
      await page.waitForFunction(() => document.title !== "");
      // What axe finds hardly depends on the width, and in the dark on nothing but the colours.
      if (viewport.width === 1280)
        await expectNothingSerious(page, label, colorScheme === "dark" ? ["color-contrast"] : []);
      const overflow = () => document.documentElement.scrollWidth - window.innerWidth;
      // What is laid out by script follows the window a moment later.
      await expect
        .poll(() => page.evaluate(overflow), { message: `${label} overflows` })
        .toBeLessThanOrEqual(0);
    }
  }
  if (before) await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: "light" });
}

/** Colours pass from parent to child even under reduced motion, a frame each; a page that is not painted ends none. */
async function endTransitions(frame: Frame): Promise<void> {
  await frame.evaluate(async () => {
    for (let turn = 0; turn < 10; turn++) {
      const running = document.getAnimations().filter((one) => one instanceof CSSTransition);
      if (running.length === 0) return;
      for (const one of running) one.finish();
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  });
}

/** Fails for what axe calls serious or critical; by all of its rules where none are named. */
async function expectNothingSerious(page: Page, label: string, rules: string[]): Promise<void> {
  const axe = new AxeBuilder({ page });
  // Without frames it finds the same, and opens no page of its own to say so.
  if (page.frames().length === 1) axe.setLegacyMode();
  // The title was seen above; it may be gone again while axe looks.
  const { violations } = await (rules.length > 0
    ? axe.withRules(rules)
    : axe.disableRules("document-title")
  ).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(
    serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    label,
  ).toEqual([]);
}
