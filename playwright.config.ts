import { existsSync } from "node:fs";
import { defineConfig, devices } from "@playwright/test";

/** Playwright's own browser where it is installed, Debian's where not. */
const debian = "/usr/bin/chromium";

/** In a worker: its own demo of those that start-parlour.ts started. */
function ownDemo(list: string | undefined): string {
  return list?.split(" ")[Number(process.env.TEST_PARALLEL_INDEX)] ?? "";
}
if (process.env.TEST_PARALLEL_INDEX !== undefined)
  Object.assign(process.env, {
    PARLOUR_URL: ownDemo(process.env.PARLOUR_URLS),
    PARLOUR_CLOUD_URL: ownDemo(process.env.PARLOUR_CLOUD_URLS),
  });

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  fullyParallel: false,
  // Tests wait more than they work; each worker has a demo of its own.
  workers: 2,
  timeout: 60_000,
  // Where everything fails, everything would be waited for.
  maxFailures: 25,
  globalTimeout: 65 * 60_000,
  // The unit tests run at the same time.
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"], ["json", { outputFile: ".cache/reports/playwright.json" }]],
  globalSetup: "./tests/e2e/support/start-parlour.ts",
  use: {
    ...devices["Desktop Chrome"],
    locale: "en-GB",
    timezoneId: "Europe/Vienna",
    trace: "retain-on-failure",
    launchOptions: {
      ...(existsSync(debian) ? { executablePath: debian } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
