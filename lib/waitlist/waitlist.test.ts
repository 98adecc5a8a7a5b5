import { describe, expect, test } from "vitest";
import { findWaitlistEntry } from "#db/queries/waitlist.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { blockCustomer } from "#lib/customers/block-customer.ts";
import { manageToken } from "#lib/links/manage-link.ts";
import { chooseOffered } from "#lib/offers/choose-offered.ts";
import { expireOffers } from "#lib/offers/expire-offers.ts";
import { listOpenOffer } from "#lib/offers/list-open-offer.ts";
import { refuseOffer } from "#lib/offers/refuse-offer.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import { deleteCloudEvent, writeCloudEvent } from "#tests/support/cloud-event.ts";
import { icsProperties } from "#tests/support/ics-properties.ts";
import { TEN } from "#tests/support/test-request.ts";
import {
  openCloudStudio,
  openStudio,
  type StudioOptions,
  type TestStudio,
} from "#tests/support/test-studio.ts";
import { endWaitlist } from "./end-waitlist.ts";
import { fireWaitlist } from "./fire-waitlist.ts";
import { waitlistRequest } from "./input.ts";
import { joinWaitlist } from "./join-waitlist.ts";
import { leaveWaitlist, removeFromWaitlist } from "./leave-waitlist.ts";
import { listWaitlist } from "./list-waitlist.ts";
import { restoreToWaitlist } from "./restore-to-waitlist.ts";

/** Open on Wednesdays from ten to eleven only: one slot a week. */
const oneSlot: StudioOptions = { hours: [{ weekday: 3, startMinute: 600, endMinute: 660 }] };

const wish = (more: Record<string, unknown> = {}) =>
  waitlistRequest.parse({
    artistId: "mara",
    serviceId: "session",
    fromDay: "2026-12-02",
    toDay: "2026-12-02",
    clientName: "Wanda",
    clientEmail: "wanda@example.org",
    ...more,
  });

async function join(studio: TestStudio, more: Record<string, unknown> = {}) {
  const { entry } = await joinWaitlist(studio.ctx(), wish(more), { locale: "en" });
  if (!entry) throw new Error("Something is free");
  return {
    id: entry.id,
    link: {
      kind: "waitlist" as const,
      token: manageToken(studio.env, { id: entry.id, linkGeneration: 0 }, "waitlist").token,
    },
    now: () => findWaitlistEntry(studio.db, entry.id),
    held: async () => (await listOpenOffer(studio.ctx(), entry.id))?.times[0],
  };
}

test("a deletion on the artist's phone fires it; the claim is a request like any other", async () => {
  const studio = await openCloudStudio(oneSlot);
  const href = await writeCloudEvent(studio, "dentist", { startMs: TEN, endMs: TEN + HOUR });
  await studio.pull();
  const waiting = await join(studio);
  const fire = () => fireWaitlist(studio.ctx("worker"));
  expect(await fire()).toBe(0);
  await deleteCloudEvent(studio, href);
  studio.clock.advance(MINUTE);
  await studio.pull();
  expect(await fire()).toBe(1);
  expect(await fire()).toBe(0);
  expect(await waiting.now()).toMatchObject({ state: "OFFERED" });
  expect((await studio.events()).map(({ ics }) => icsProperties(ics))).toMatchObject([
    { SUMMARY: "HOLD: Wanda - Session", STATUS: "TENTATIVE" },
  ]);
  // Held for Wanda alone.
  await expect(studio.request()).rejects.toMatchObject({ code: "slot_taken" });
  const heldId = (await waiting.held())?.heldId ?? "";
  const claimed = await chooseOffered(studio.ctx(), { ...waiting.link, heldId });
  expect(claimed).toMatchObject({ appointmentId: heldId, status: "PENDING" });
  expect(await waiting.now()).toMatchObject({ state: "BOOKED", appointmentId: heldId });
  expect((await studio.events()).map(({ ics }) => icsProperties(ics).SUMMARY)).toEqual([
    "REQUEST: Wanda - Session",
  ]);
});

describe("first come, first served", () => {
  async function twoWait() {
    const studio = await openStudio(oneSlot);
    const { id } = (await studio.request()).appointment;
    const first = await join(studio);
    studio.clock.advance(MINUTE);
    const second = await join(studio, { clientEmail: "second@example.org", clientName: "Second" });
    const free = async () => {
      await appointmentVerbs.declineAppointment(studio.ctx("admin"), { id });
      studio.clock.advance(MINUTE);
    };
    return { studio, first, second, free, fire: () => fireWaitlist(studio.ctx("worker")) };
  }

  test("what is not claimed in time goes to the next in line, and is not offered again", async () => {
    const { studio, first, second, free, fire } = await twoWait();
    await free();
    expect(await fire()).toBe(1);
    expect(await first.now()).toMatchObject({ state: "OFFERED" });
    expect(await second.now()).toMatchObject({ state: "WAITING" });
    const late = (await first.held())?.heldId ?? "";
    studio.clock.advance(121 * MINUTE);
    expect(await expireOffers(studio.ctx("worker"))).toBe(1);
    expect(await fire()).toBe(1);
    expect(await first.now()).toMatchObject({ state: "WAITING", passedStarts: [TEN] });
    expect(await second.held()).toMatchObject({ startMs: TEN });
    await expect(chooseOffered(studio.ctx(), { ...first.link, heldId: late })).rejects.toMatchObject({
      code: "link_expired",
    });
  });

  test("refused or left, it goes to the next at once; whoever left is not asked again", async () => {
    const { studio, first, second, free, fire } = await twoWait();
    await free();
    await fire();
    await refuseOffer(studio.ctx(), first.link);
    expect(await fire()).toBe(1);
    expect(await second.now()).toMatchObject({ state: "OFFERED" });
    await leaveWaitlist(studio.ctx(), second.link.token);
    await leaveWaitlist(studio.ctx(), second.link.token);
    expect(await second.now()).toMatchObject({ state: "LEFT" });
    // The first one let it pass.
    expect(await fire()).toBe(0);
    expect((await studio.request()).appointment.status).toBe("PENDING");
  });

  test("claimed twice at once, it is claimed once", async () => {
    const { studio, first, free, fire } = await twoWait();
    await free();
    await fire();
    const heldId = (await first.held())?.heldId ?? "";
    const claim = () => chooseOffered(studio.ctx(), { ...first.link, heldId });
    const [one, other] = await Promise.all([claim(), claim()]);
    expect(one).toEqual(other);
  });

  test("who may see and remove whom", async () => {
    const { studio, first } = await twoWait();
    expect(await listWaitlist(studio.ctx("mara"))).toHaveLength(2);
    expect(await listWaitlist(studio.ctx("theo"))).toEqual([]);
    await expect(listWaitlist(studio.ctx("customer"))).rejects.toMatchObject({ code: "not_signed_in" });
    await expect(removeFromWaitlist(studio.ctx("theo"), first.id)).rejects.toMatchObject({
      code: "not_allowed",
    });
    await removeFromWaitlist(studio.ctx("staff"), first.id);
    expect(await listWaitlist(studio.ctx("mara"))).toHaveLength(1);
  });
});

test("a claim ends before the service's notice begins", async () => {
  const studio = await openStudio({ ...oneSlot, now: "2026-12-02T08:20:00Z" });
  const { id } = (await studio.request()).appointment;
  const waiting = await join(studio);
  await appointmentVerbs.declineAppointment(studio.ctx("admin"), { id });
  studio.clock.advance(MINUTE);
  await fireWaitlist(studio.ctx("worker"));
  const open = await listOpenOffer(studio.ctx(), waiting.id);
  expect(open?.offer.expiresAt).toBe(TEN);
});

test("where something is free nobody waits; weekdays and days are kept to", async () => {
  const studio = await openStudio(oneSlot);
  const { entry, free } = await joinWaitlist(studio.ctx(), wish(), { locale: "en" });
  expect(entry).toBeNull();
  expect(free).toEqual([{ startMs: TEN, endMs: TEN + HOUR }]);
  // Never on a Monday.
  const waiting = await join(studio, { weekdays: ["1"], toDay: "2026-12-20" });
  expect(await fireWaitlist(studio.ctx("worker"))).toBe(0);
  expect(await endWaitlist(studio.ctx("worker"))).toBe(0);
  studio.clock.advance(19 * DAY + 17 * HOUR);
  expect(await endWaitlist(studio.ctx("worker"))).toBe(1);
  expect(await waiting.now()).toMatchObject({ state: "EXPIRED" });
});

test("what makes no sense is refused at its field, robots with the one answer", async () => {
  const studio = await openStudio(oneSlot);
  const attempt = (more: Record<string, unknown>) =>
    joinWaitlist(studio.ctx(), wish({ weekdays: [1], ...more }), { locale: "en" });
  await expect(attempt({ toDay: "2026-11-01" })).rejects.toMatchObject({ errors: { toDay: ["past"] } });
  await expect(attempt({ fromDay: "2026-12-05", toDay: "2026-12-04" })).rejects.toMatchObject({
    errors: { toDay: ["before_start"] },
  });
  await expect(attempt({ toDay: "2028-12-04" })).rejects.toMatchObject({ errors: { toDay: ["too_far"] } });
  await expect(attempt({ website: "http://spam.example" })).rejects.toMatchObject({
    code: "booking_refused",
  });
  await expect(attempt({ durationMinutes: 45 })).rejects.toMatchObject({
    errors: { durationMinutes: ["unknown"] },
  });
  for (let count = 0; count < 5; count++) await attempt({ description: `Idea ${count}` });
  await expect(attempt({ clientEmail: "WANDA@example.org" })).rejects.toMatchObject({ code: "conflict" });
});

describe("somebody the studio blocked meanwhile", () => {
  async function oneWaits() {
    const studio = await openStudio(oneSlot);
    const { id } = (await studio.request()).appointment;
    const waiting = await join(studio);
    await appointmentVerbs.declineAppointment(studio.ctx("admin"), { id });
    studio.clock.advance(MINUTE);
    const block = async () => {
      const { customerId } = (await waiting.now()) ?? {};
      await blockCustomer(studio.ctx("admin"), customerId ?? "", {});
    };
    return { studio, waiting, block, fire: () => fireWaitlist(studio.ctx("worker")) };
  }

  test("is offered nothing and waits no more", async () => {
    const { waiting, block, fire } = await oneWaits();
    await block();
    expect(await fire()).toBe(0);
    expect(await waiting.now()).toMatchObject({ state: "LEFT" });
  });

  test("cannot claim what was held before", async () => {
    const { studio, waiting, block, fire } = await oneWaits();
    expect(await fire()).toBe(1);
    await block();
    const heldId = (await waiting.held())?.heldId ?? "";
    const claim = chooseOffered(studio.ctx(), { ...waiting.link, heldId });
    await expect(claim).rejects.toMatchObject({ code: "booking_refused" });
  });
});

test("the same form sent twice is one entry; ten minutes later, or with other days, it is another", async () => {
  const studio = await openStudio(oneSlot);
  const attempt = (more: Record<string, unknown> = {}) =>
    joinWaitlist(studio.ctx(), wish({ weekdays: [1], ...more }), { locale: "en" });
  const [one, again] = await Promise.all([attempt(), attempt({ clientEmail: "WANDA@example.org" })]);
  expect(again).toEqual(one);
  expect(await listWaitlist(studio.ctx("admin"))).toHaveLength(1);
  expect((await attempt({ toDay: "2026-12-03" })).entry).not.toEqual(one.entry);
  studio.clock.advance(11 * MINUTE);
  expect((await attempt()).entry).not.toEqual(one.entry);
});

describe("taken off the waitlist by the studio", () => {
  async function twoWait() {
    const studio = await openStudio(oneSlot);
    const first = await join(studio, { weekdays: [1] });
    studio.clock.advance(MINUTE);
    const second = await join(studio, { weekdays: [1], clientEmail: "second@example.org" });
    studio.clock.advance(MINUTE);
    return { studio, first, second };
  }

  test("somebody can be put back where they stood", async () => {
    const { studio, first, second } = await twoWait();
    await removeFromWaitlist(studio.ctx("mara"), first.id);
    await expect(restoreToWaitlist(studio.ctx("theo"), first.id)).rejects.toMatchObject({
      code: "not_allowed",
    });
    await restoreToWaitlist(studio.ctx("mara"), first.id);
    await restoreToWaitlist(studio.ctx("mara"), first.id);
    expect((await listWaitlist(studio.ctx("mara"))).map(({ id }) => id)).toEqual([first.id, second.id]);
  });

  test("but not whoever left by themselves, nor once the days are over", async () => {
    const { studio, first, second } = await twoWait();
    await leaveWaitlist(studio.ctx(), first.link.token);
    await expect(restoreToWaitlist(studio.ctx("mara"), first.id)).rejects.toMatchObject({ code: "conflict" });
    await removeFromWaitlist(studio.ctx("mara"), second.id);
    studio.clock.advance(3 * DAY);
    await expect(restoreToWaitlist(studio.ctx("mara"), second.id)).rejects.toMatchObject({
      code: "conflict",
    });
  });
});
