import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FullConfig } from "@playwright/test";
import { startDemo } from "./demo.ts";

/**
 * One demo for each worker, shared by all tests it runs. Their addresses are in PARLOUR_URLS and PARLOUR_CLOUD_URLS;
 * playwright.config.ts hands each worker its own as PARLOUR_URL and PARLOUR_CLOUD_URL.
 */
export default async function startParlour({ workers }: FullConfig): Promise<() => Promise<void>> {
  const data = mkdtempSync(path.join(tmpdir(), "parlour-e2e-"));
  const demos = await Promise.all(
    Array.from({ length: workers }, (_, index) => startDemo(path.join(data, String(index)))),
  );
  process.env.PARLOUR_URLS = demos.map(({ url }) => url).join(" ");
  process.env.PARLOUR_CLOUD_URLS = demos.map(({ cloudUrl }) => cloudUrl).join(" ");
  return async () => {
    await Promise.all(demos.map((demo) => demo.stop()));
    rmSync(data, { recursive: true, force: true });
  };
}
