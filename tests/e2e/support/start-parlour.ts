import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startDemo } from "./demo.ts";

/** One demo for all browser tests; its addresses are in PARLOUR_URL and PARLOUR_CLOUD_URL. */
export default async function startParlour(): Promise<() => Promise<void>> {
  const data = mkdtempSync(path.join(tmpdir(), "parlour-e2e-"));
  const demo = await startDemo(data);
  process.env.PARLOUR_URL = demo.url;
  process.env.PARLOUR_CLOUD_URL = demo.cloudUrl;
  return async () => {
    await demo.stop();
    rmSync(data, { recursive: true, force: true });
  };
}
