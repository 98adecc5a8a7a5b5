import type { Page } from "@playwright/test";
import type { Studio } from "./demo.ts";

/** The link that an empty studio prints when it starts. */
export function setupLink(studio: Studio): string {
  return /Create the first admin: (\S+)/.exec(studio.output)?.[1] ?? "";
}

/** Signs the first admin of an empty studio up, until the dashboard stands there. */
export async function signUpFirstAdmin(page: Page, studio: Studio): Promise<void> {
  await page.goto(setupLink(studio), { waitUntil: "networkidle" });
  await page.getByLabel("Name").fill("Ada Admin");
  await page.getByLabel(/e-?mail/i).fill("ada@example.org");
  await page.getByLabel(/^password/i).fill("a long password");
  await page
    .getByRole("button")
    .filter({ hasText: /create|admin|set up|start/i })
    .first()
    .click();
  await page.waitForURL(/\/dashboard/);
}
