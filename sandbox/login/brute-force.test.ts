import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { requestCloud } from "#sandbox/cloud-fixture.ts";
import { startCloud } from "#sandbox/start-cloud.ts";
import { createBruteForce, nextcloudDelays } from "./brute-force.ts";

test("the delay doubles with every failure of an address, up to the longest, for twelve hours", () => {
  let now = 0;
  const { delayOf, failed, succeeded } = createBruteForce(nextcloudDelays, () => now);
  const delays = Array.from({ length: 10 }, () => {
    failed("a", "mara");
    return delayOf("a");
  });
  expect(delays).toEqual([200, 400, 800, 1600, 3200, 6400, 12_800, 25_000, 25_000, 25_000]);
  expect(delayOf("b")).toBe(0);
  failed("a", "theo");
  succeeded("a", "mara");
  expect(delayOf("a")).toBe(200);
  now += 12 * 3_600_000 + 1;
  expect(delayOf("a")).toBe(0);
});

test("switched off nobody waits", () => {
  const { delayOf, failed } = createBruteForce(null, () => 0);
  failed("a", "mara");
  expect(delayOf("a")).toBe(0);
});

test("valid requests of others at that address wait too", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "sandbox-cloud-"));
  const cloud = await startCloud({ port: 0, dataDir, bruteForce: { firstMs: 20, longestMs: 80 } });
  try {
    const path = "/remote.php/dav/calendars/theo/";
    const look = async (password?: string) => {
      const started = performance.now();
      const sent = { user: "theo", password, method: "PROPFIND", path, headers: { Depth: "0" } };
      const { status } = await requestCloud(cloud, sent);
      return { status, took: performance.now() - started };
    };
    for (let round = 0; round < 3; round += 1) expect((await look("wrong")).status).toBe(401);
    const valid = await look();
    expect(valid.status).toBe(207);
    expect(valid.took).toBeGreaterThanOrEqual(75);
  } finally {
    await cloud.close();
    await rm(dataDir, { recursive: true, force: true });
  }
});
