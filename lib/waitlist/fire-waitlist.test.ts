import { expect, test } from "vitest";
import { findWaitlistEntry } from "#db/queries/waitlist.ts";
import { waitlistEntries } from "#db/schema/inquiries.ts";
import { HOUR, MINUTE } from "#lib/core/clock.ts";
import { newId } from "#lib/core/ids.ts";
import { expireOffers } from "#lib/offers/expire-offers.ts";
import { listOpenOffer } from "#lib/offers/list-open-offer.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openStudio, type StudioOptions, type TestStudio } from "#tests/support/test-studio.ts";
import { fireWaitlist } from "./fire-waitlist.ts";
import { listWaitlist } from "./list-waitlist.ts";

/** Open on Wednesdays from ten to eleven only: one slot a week. */
const oneSlot: StudioOptions = { hours: [{ weekday: 3, startMinute: 600, endMinute: 660 }] };

/** Somebody who waited since before the times there are became free. */
async function waiter(studio: TestStudio, more: Partial<typeof waitlistEntries.$inferInsert> = {}) {
  const id = newId();
  const at = studio.clock.now();
  await studio.db.insert(waitlistEntries).values({
    ...{ id, artistId: "mara", serviceId: "session", durationMinutes: 60, state: "WAITING" },
    ...{ fromDay: "2026-12-02", toDay: "2026-12-02", timeZone: "Europe/Vienna" },
    ...{ clientName: "Wanda", clientEmail: "wanda@example.org", tokenHash: id, createdAt: at, updatedAt: at },
    ...more,
  });
  return {
    id,
    now: () => findWaitlistEntry(studio.db, id),
    held: async () => (await listOpenOffer(studio.ctx(), id))?.times[0],
  };
}

const threeHours: StudioOptions = { hours: [{ weekday: 3, startMinute: 600, endMinute: 780 }] };

test("however many wait, each has a turn: those left over in the next round", async () => {
  const studio = await openStudio(oneSlot);
  // Never on a Monday.
  for (let count = 0; count < 200; count++) await waiter(studio, { weekdays: [1] });
  studio.clock.advance(MINUTE);
  const last = await waiter(studio);
  studio.clock.advance(MINUTE);
  const fire = () => fireWaitlist(studio.ctx("worker"));
  expect([await fire(), await fire(), await fire()]).toEqual([0, 1, 0]);
  expect(await last.held()).toMatchObject({ startMs: TEN });
});

test("whoever stays silent stands behind the others and is asked three times, each time about another time", async () => {
  const studio = await openStudio({
    ...threeHours,
    variables: { SMTP_URL: "smtp://127.0.0.1:9", MAIL_FROM: "studio@example.org" },
  });
  const silent = await waiter(studio);
  studio.clock.advance(MINUTE);
  const other = await waiter(studio, { weekdays: [1], clientEmail: "other@example.org" });
  const asked = [];
  for (let round = 0; round < 3; round++) {
    studio.clock.advance(MINUTE);
    expect(await fireWaitlist(studio.ctx("worker"))).toBe(1);
    asked.push((await silent.held())?.startMs);
    studio.clock.advance(121 * MINUTE);
    expect(await expireOffers(studio.ctx("worker"))).toBe(1);
    if (round > 0) continue;
    const order = (await listWaitlist(studio.ctx("mara"))).map(({ id }) => id);
    expect(order).toEqual([other.id, silent.id]);
  }
  expect(asked).toEqual([TEN, TEN + HOUR, TEN + 2 * HOUR]);
  expect(await silent.now()).toMatchObject({ state: "EXPIRED" });
  const { version = 0 } = (await silent.now()) ?? {};
  expect(await studio.outboxIds()).toContain(`mail:waitlist:${silent.id}:${version}:over`);
  expect(await fireWaitlist(studio.ctx("worker"))).toBe(0);
});

test("a time too near to be claimed hides no later one", async () => {
  const studio = await openStudio({ ...threeHours, now: "2026-12-02T08:57:00Z" });
  const waiting = await waiter(studio);
  studio.clock.advance(1000);
  expect(await fireWaitlist(studio.ctx("worker"))).toBe(1);
  expect((await waiting.held())?.startMs).toBeGreaterThanOrEqual(studio.clock.now() + 5 * MINUTE);
});
