import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type BrowserContext, type BrowserContextOptions, chromium, test } from "@playwright/test";

/** A browser of its own whose owner blocks third-party cookies in its settings, or does not. */
export async function startBrowser(
  folder: string,
  thirdPartyCookies: "blocked" | "allowed",
  options: Pick<BrowserContextOptions, "locale" | "javaScriptEnabled">,
): Promise<BrowserContext> {
  const profile = mkdtempSync(path.join(folder, "profile-"));
  mkdirSync(path.join(profile, "Default"));
  writeFileSync(
    path.join(profile, "Default", "Preferences"),
    JSON.stringify({
      profile: {
        cookie_controls_mode: thirdPartyCookies === "blocked" ? 1 : 0,
        block_third_party_cookies: thirdPartyCookies === "blocked",
      },
    }),
  );
  const { launchOptions } = test.info().project.use;
  return chromium.launchPersistentContext(profile, {
    ...launchOptions,
    ...options,
    timezoneId: "Europe/Vienna",
    viewport: { width: 800, height: 800 },
  });
}
