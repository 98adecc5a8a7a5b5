import { expect, test } from "vitest";
import { limits } from "#db/schema/system.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { type LimitRule, takeLimit } from "./limits.ts";

async function countAllowed(studio: TestStudio, rule: LimitRule, address: string): Promise<number> {
  for (let count = 0; ; count++) {
    try {
      await takeLimit(studio.ctx(), rule, address);
    } catch (error) {
      expect(error).toMatchObject({ code: "rate_limited" });
      return count;
    }
  }
}

test.each<[LimitRule, number, number]>([
  ["booking", 30, 10 * MINUTE],
  ["sign-in", 10, 15 * MINUTE],
  ["write", 120, MINUTE],
  ["read", 600, MINUTE],
  ["webhook", 1200, MINUTE],
  ["link", 120, MINUTE],
])("%s: %i requests in a window for each address", async (rule, requests, windowMs) => {
  const studio = await openStudio({ now: "2026-12-01T06:00:30Z" });
  expect(await countAllowed(studio, rule, "192.0.2.1")).toBe(requests);
  const start = Math.floor(studio.clock.now() / windowMs) * windowMs;
  await expect(takeLimit(studio.ctx(), rule, "192.0.2.1")).rejects.toMatchObject({
    retryAt: start + windowMs,
  });
  await takeLimit(studio.ctx(), rule, "192.0.2.2");
  await takeLimit(studio.ctx(), rule === "write" ? "booking" : "write", "192.0.2.1");
  studio.clock.set(new Date(start + windowMs - 1).toISOString());
  await expect(takeLimit(studio.ctx(), rule, "192.0.2.1")).rejects.toMatchObject({ code: "rate_limited" });
  studio.clock.advance(1);
  await takeLimit(studio.ctx(), rule, "192.0.2.1");
});

test("writes are counted in the database, reads are not", async () => {
  const studio = await openStudio();
  await takeLimit(studio.ctx(), "read", "192.0.2.9");
  expect(studio.db.select().from(limits).all()).toEqual([]);
  await takeLimit(studio.ctx(), "booking", "192.0.2.9");
  expect(studio.db.select().from(limits).all()).toMatchObject([{ key: "booking:192.0.2.9", count: 1 }]);
});

test("switched off they count nothing", async () => {
  const studio = await openStudio({ variables: { PARLOUR_RATE_LIMITS: "off" } });
  for (let count = 0; count < 40; count++) await takeLimit(studio.ctx(), "booking", "192.0.2.1");
  expect(studio.db.select().from(limits).all()).toEqual([]);
});
