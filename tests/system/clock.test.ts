import { describe, expect, test } from "vitest";
import { takeLease } from "#db/queries/leases.ts";
import { findOutboxRow } from "#db/queries/outbox.ts";
import { checkAvailability } from "#lib/availability/check-availability.ts";
import { HOUR, MINUTE, SECOND } from "#lib/core/clock.ts";
import { takeLimit } from "#lib/http/limits.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { freshenSoon } from "#lib/sync/freshen-soon.ts";
import { TEN } from "#tests/support/test-request.ts";
import { type CloudStudio, openCloudStudio } from "#tests/support/test-studio.ts";
import { waitFor } from "#tests/support/wait-for.ts";

const deliver = (studio: CloudStudio) => deliverOutbox(studio.ctx("worker"), { limit: 10 });

describe.each([
  ["forwards", HOUR],
  ["backwards", -HOUR],
])("the clock moved %s by an hour", (_direction, jump) => {
  test("what waits in the outbox is delivered soon after, once", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ method: "PUT", status: 500 });
    const { id } = (await studio.request()).appointment;
    for (let attempt = 0; attempt < 12; attempt++) {
      studio.clock.advance(15 * MINUTE);
      await deliver(studio);
    }
    expect(await findOutboxRow(studio.db, `calendar:${id}`)).toBeDefined();
    studio.cloud.cloud.faults.clear();
    studio.clock.advance(jump);
    await deliver(studio);
    expect(await studio.events()).toHaveLength(1);
    expect(await studio.outboxIds()).toEqual([]);
    expect((await studio.appointment(id)).status).toBe("PENDING");
  });

  test("freshness is never claimed for the future, and a failing calendar is never verified", async () => {
    const studio = await openCloudStudio();
    await studio.pull();
    studio.clock.advance(jump);
    const ask = () => checkAvailability(studio.ctx(), { artistId: "mara", startMs: TEN, endMs: TEN + HOUR });
    expect((await ask()).asOf).toBeLessThanOrEqual(studio.clock.now());
    studio.cloud.cloud.faults.add({ status: 500 });
    await studio.pull();
    expect((await ask()).verified).toBe(false);
    studio.cloud.cloud.faults.clear();
    await studio.pull();
    expect(await ask()).toMatchObject({ verified: true, asOf: studio.clock.now() });
  });

  test("somebody who looks still brings the picture up to date", async () => {
    const studio = await openCloudStudio();
    freshenSoon(studio.ctx(), "theo");
    studio.clock.advance(jump);
    freshenSoon(studio.ctx(), "theo");
    await waitFor(
      "the background sync",
      async () => (await studio.calendar("theo")).syncedAt === studio.clock.now(),
    );
  });

  test("a client that was not limited is not limited now, and one that was is free again in its window's time", async () => {
    const studio = await openCloudStudio();
    const ctx = { ...studio.ctx(), env: { ...studio.env, PARLOUR_RATE_LIMITS: "on" as const } };
    const book = () => takeLimit(ctx, "booking", "192.0.2.1");
    for (let count = 0; count < 30; count++) await book();
    await expect(book()).rejects.toMatchObject({ code: "rate_limited" });
    studio.clock.advance(jump);
    await book();
    studio.clock.advance(-jump);
    await expect(book()).rejects.toMatchObject({ code: "rate_limited" });
    studio.clock.advance(10 * MINUTE);
    await book();
  });

  test("a worker that lives keeps its lease", async () => {
    const studio = await openCloudStudio();
    const take = (owner: string) =>
      takeLease(studio.db, { name: "worker", owner, nowMs: studio.clock.now(), forMs: 10 * SECOND });
    expect(await take("first")).toBe(true);
    studio.clock.advance(jump);
    expect(await take("first")).toBe(true);
    expect(await take("second")).toBe(false);
    studio.clock.advance(10 * SECOND);
    expect(await take("second")).toBe(true);
  });
});
