import { describe, expect, test } from "vitest";
import { listMessages } from "#db/queries/customer-messages.ts";
import { findInquiry } from "#db/queries/inquiries.ts";
import { findLastOffer } from "#db/queries/offers.ts";
import { listAppointments } from "#lib/appointments/list-appointments.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { createInquiry } from "#lib/inquiries/create-inquiry.ts";
import { inquiryRequest } from "#lib/inquiries/input.ts";
import { manageToken } from "#lib/links/manage-link.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import { deleteCloudEvent, writeCloudEvent } from "#tests/support/cloud-event.ts";
import { icsProperties } from "#tests/support/ics-properties.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openCloudStudio, openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { chooseOffered } from "./choose-offered.ts";
import { expireOffers, sweepHolds } from "./expire-offers.ts";
import { listOpenOffer } from "./list-open-offer.ts";
import { makeOffer } from "./make-offer.ts";
import { refuseOffer } from "./refuse-offer.ts";
import { withdrawOffer } from "./withdraw-offer.ts";

const { confirmAppointment } = appointmentVerbs;

async function askIdea(studio: TestStudio) {
  const input = inquiryRequest.parse({
    artistId: "mara",
    serviceId: "session",
    clientName: "Lena Hofer",
    clientEmail: "lena@example.org",
    description: "A heron",
    placement: "Calf",
  });
  const { inquiry } = await createInquiry(studio.ctx(), input, { locale: "en" });
  return {
    about: { kind: "inquiry" as const, id: inquiry.id },
    link: {
      kind: "inquiry" as const,
      token: manageToken(studio.env, { id: inquiry.id, linkGeneration: 0 }, "inquiry").token,
    },
    now: () => findInquiry(studio.db, inquiry.id),
  };
}

const linkOf = (studio: TestStudio, id: string) => ({
  kind: "appointment" as const,
  token: manageToken(studio.env, { id, linkGeneration: 0 }).token,
});

const times = (...startMs: number[]) => startMs.map((start) => ({ startMs: start }));

describe("times are held until one is chosen", () => {
  test("they stand as tentative events; the chosen one stays and the others vanish", async () => {
    const studio = await openCloudStudio();
    const { about, link, now } = await askIdea(studio);
    const open = await makeOffer(studio.ctx("mara"), {
      about,
      times: times(TEN, TEN + 2 * HOUR, TEN + 12 * HOUR),
      word: "Which one?",
    });
    expect(await now()).toMatchObject({ status: "OFFERED" });
    const events = async () =>
      (await studio.events())
        .map(({ ics }) => icsProperties(ics))
        .map(({ SUMMARY, STATUS, DTSTART }) => ({ SUMMARY, STATUS, DTSTART }))
        .sort((a, b) => String(a.DTSTART).localeCompare(String(b.DTSTART)));
    expect(await events()).toMatchObject([
      { SUMMARY: "HOLD: Lena Hofer - A heron", STATUS: "TENTATIVE", DTSTART: "2026-12-02T09:00:00Z" },
      { STATUS: "TENTATIVE", DTSTART: "2026-12-02T11:00:00Z" },
      // Beyond working hours, because a person offers it.
      { STATUS: "TENTATIVE", DTSTART: "2026-12-02T21:00:00Z" },
    ]);
    await expect(studio.request()).rejects.toMatchObject({ code: "slot_taken" });
    expect(await listAppointments(studio.ctx("admin"), { limit: 10 })).toEqual([]);

    const second = open.times[1]?.heldId ?? "";
    const chosen = await chooseOffered(studio.ctx(), { ...link, heldId: second });
    expect(chosen).toMatchObject({ appointmentId: second, status: "CONFIRMED" });
    await deliverOutbox(studio.ctx("worker"), { kinds: ["calendar"], limit: 20 });
    expect(await events()).toEqual([
      { SUMMARY: "Lena Hofer - A heron", STATUS: "CONFIRMED", DTSTART: "2026-12-02T11:00:00Z" },
    ]);
    const row = await studio.appointment(second);
    expect(row).toMatchObject({ status: "CONFIRMED", inquiryId: about.id, clientEmail: "lena@example.org" });
    expect(row.customerId).toBe((await now())?.customerId);
    expect(await now()).toMatchObject({ status: "BOOKED", appointmentId: second });
    expect((await listAppointments(studio.ctx("admin"), { limit: 10 })).map(({ id }) => id)).toEqual([
      second,
    ]);

    // Twice the same is no harm; another one is refused.
    expect(await chooseOffered(studio.ctx(), { ...link, heldId: second })).toEqual(chosen);
    const first = open.times[0]?.heldId ?? "";
    await expect(chooseOffered(studio.ctx(), { ...link, heldId: first })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("of two tabs that choose different times at once exactly one wins", async () => {
    const studio = await openStudio();
    const { about, link } = await askIdea(studio);
    const open = await makeOffer(studio.ctx("admin"), { about, times: times(TEN, TEN + 2 * HOUR) });
    const results = await Promise.allSettled(
      open.times.map(({ heldId }) => chooseOffered(studio.ctx(), { ...link, heldId })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const rows = await Promise.all(open.times.map(({ heldId }) => studio.appointment(heldId)));
    expect(rows.map(({ status }) => status).sort()).toEqual(["CANCELLED", "CONFIRMED"]);
  });

  test("a time that is not free is refused, and nothing of the offer is left", async () => {
    const studio = await openCloudStudio();
    const { about, now } = await askIdea(studio);
    await writeCloudEvent(studio, "dentist", { startMs: TEN + 2 * HOUR, endMs: TEN + 3 * HOUR });
    await expect(
      makeOffer(studio.ctx("admin"), { about, times: times(TEN, TEN + 2 * HOUR) }),
    ).rejects.toMatchObject({ code: "slot_taken", errors: { "times.1": ["busy"] } });
    expect(await now()).toMatchObject({ status: "OPEN" });
    expect((await studio.request()).appointment.status).toBe("PENDING");
  });

  test("a new offer takes the place of the earlier one, also at the same time", async () => {
    const studio = await openStudio();
    const { about, link } = await askIdea(studio);
    const first = await makeOffer(studio.ctx("admin"), { about, times: times(TEN) });
    const second = await makeOffer(studio.ctx("admin"), { about, times: times(TEN, TEN + HOUR) });
    expect(await listOpenOffer(studio.ctx(), about.id)).toMatchObject({ times: second.times });
    const heldId = first.times[0]?.heldId ?? "";
    await expect(chooseOffered(studio.ctx(), { ...link, heldId })).rejects.toMatchObject({
      code: "slot_taken",
    });
  });

  test("past, reversed, overlapping and too many times are refused with their place", async () => {
    const studio = await openStudio();
    const { about } = await askIdea(studio);
    const offer = (list: { startMs: number; endMs?: number }[]) =>
      makeOffer(studio.ctx("admin"), { about, times: list });
    const past = studio.clock.now() - HOUR;
    await expect(offer(times(TEN, past))).rejects.toMatchObject({ errors: { "times.1": ["past"] } });
    await expect(offer([{ startMs: TEN, endMs: TEN }])).rejects.toMatchObject({
      errors: { "times.0": ["before_start"] },
    });
    await expect(offer(times(TEN, TEN + 30 * MINUTE))).rejects.toMatchObject({
      errors: { "times.1": ["overlap"] },
    });
    await expect(offer([])).rejects.toMatchObject({ errors: { times: ["required"] } });
    await expect(offer(times(...[0, 1, 2, 3, 4, 5].map((day) => TEN + day * DAY)))).rejects.toMatchObject({
      errors: { times: ["too_many"] },
    });
  });

  test("artists offer for their own customers only", async () => {
    const studio = await openStudio();
    const { about } = await askIdea(studio);
    const offer = { about, times: times(TEN) };
    await expect(makeOffer(studio.ctx("theo"), offer)).rejects.toMatchObject({ code: "not_allowed" });
    await expect(makeOffer(studio.ctx("customer"), offer)).rejects.toMatchObject({ code: "not_signed_in" });
    await expect(makeOffer(studio.ctx("service"), offer)).rejects.toMatchObject({ code: "not_allowed" });
    const open = await makeOffer(studio.ctx("mara"), offer);
    await expect(withdrawOffer(studio.ctx("theo"), open.offer.id)).rejects.toMatchObject({
      code: "not_allowed",
    });
  });
});

describe("alternatives to an appointment", () => {
  test("a request is declined by them, and the chosen time goes on with everything", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    const asked = await studio.appointment(id);
    const open = await makeOffer(studio.ctx("admin"), {
      about: { kind: "appointment", id },
      // Its own time can be offered again.
      times: times(TEN, TEN + DAY),
    });
    const declined = await studio.appointment(id);
    expect(declined).toMatchObject({ status: "DECLINED", statusReason: "alternatives_offered" });
    const heldId = open.times[1]?.heldId ?? "";
    await chooseOffered(studio.ctx(), { ...linkOf(studio, id), heldId });
    const chosen = await studio.appointment(heldId);
    expect(chosen).toMatchObject({
      status: "CONFIRMED",
      rootId: id,
      customerId: asked.customerId,
      description: asked.description,
    });
    expect(chosen.version).toBeGreaterThanOrEqual(declined.version + 2);
    await deliverOutbox(studio.ctx("worker"), { kinds: ["calendar"], limit: 20 });
    expect((await studio.events()).map(({ ics }) => icsProperties(ics).DTSTART)).toEqual([
      "2026-12-03T09:00:00Z",
    ]);
  });

  test("a confirmed appointment stays until another time is chosen", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    await confirmAppointment(studio.ctx("admin"), { id });
    const about = { kind: "appointment" as const, id };
    const open = await makeOffer(studio.ctx("admin"), { about, times: times(TEN + DAY) });
    expect(await studio.appointment(id)).toMatchObject({ status: "CONFIRMED" });
    const heldId = open.times[0]?.heldId ?? "";
    await chooseOffered(studio.ctx(), { ...linkOf(studio, id), heldId });
    const before = await studio.appointment(id);
    expect(before).toMatchObject({ status: "CANCELLED", statusReason: "moved" });
    const chosen = await studio.appointment(heldId);
    expect(chosen.version).toBeGreaterThanOrEqual(before.version + 1);
    expect((await studio.request()).appointment.status).toBe("PENDING");
  });

  test("the offer taken back: the request stands again, with its event", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    const about = { kind: "appointment" as const, id };
    const open = await makeOffer(studio.ctx("admin"), { about, times: times(TEN + DAY) });
    await withdrawOffer(studio.ctx("admin"), open.offer.id);
    expect(await studio.appointment(id)).toMatchObject({ status: "PENDING", statusReason: null });
    await deliverOutbox(studio.ctx("worker"), { kinds: ["calendar"], limit: 20 });
    expect((await studio.events()).map(({ ics }) => icsProperties(ics).SUMMARY)).toEqual([
      "REQUEST: Lena Hofer - A sprig of rosemary",
    ]);
    await studio.pull();
    expect(await studio.appointment(id)).toMatchObject({ status: "PENDING" });
  });

  test("none suits: the times are free, the word is kept, and the studio can offer anew", async () => {
    const studio = await openStudio();
    const { id } = (await studio.request()).appointment;
    const about = { kind: "appointment" as const, id };
    await makeOffer(studio.ctx("admin"), { about, times: times(TEN + DAY) });
    const link = linkOf(studio, id);
    await refuseOffer(studio.ctx(), { ...link, word: "Only Mondays" });
    await refuseOffer(studio.ctx(), { ...link, word: "Only Mondays" });
    expect(await findLastOffer(studio.db, id)).toMatchObject({ state: "refused" });
    expect(await listMessages(studio.db, id)).toMatchObject([{ author: "customer", text: "Only Mondays" }]);
    expect(await listOpenOffer(studio.ctx(), id)).toBeNull();
    const again = await makeOffer(studio.ctx("admin"), { about, times: times(TEN + DAY) });
    expect(again.times).toHaveLength(1);
  });
});

describe("an offer runs out", () => {
  test("the times are free, the inquiry is open again, the link says that it expired", async () => {
    const studio = await openCloudStudio();
    const { about, link, now } = await askIdea(studio);
    const open = await makeOffer(studio.ctx("admin"), {
      about,
      times: times(TEN + 5 * DAY),
      expiresInHours: 24,
    });
    expect(await expireOffers(studio.ctx("worker"))).toBe(0);
    studio.clock.advance(25 * HOUR);
    const heldId = open.times[0]?.heldId ?? "";
    const choose = () => chooseOffered(studio.ctx(), { ...link, heldId });
    // Also in the seconds before the worker comes round.
    await expect(choose()).rejects.toMatchObject({ code: "link_expired" });
    expect(await expireOffers(studio.ctx("worker"))).toBe(1);
    expect(await expireOffers(studio.ctx("worker"))).toBe(0);
    await expect(choose()).rejects.toMatchObject({ code: "link_expired" });
    expect(await now()).toMatchObject({ status: "OPEN" });
    await deliverOutbox(studio.ctx("worker"), { kinds: ["calendar"], limit: 20 });
    expect(await studio.events()).toEqual([]);
    // Nothing is left of it a day after its event went.
    expect(await sweepHolds(studio.ctx("worker"))).toBe(0);
    studio.clock.advance(DAY + HOUR);
    await deliverOutbox(studio.ctx("worker"), { kinds: ["calendar"], limit: 20 });
    expect(await sweepHolds(studio.ctx("worker"))).toBe(1);
    await expect(studio.appointment(heldId)).rejects.toThrow();
  });

  test("a held event deleted in the calendar leaves the offer; with the last one the offer goes", async () => {
    const studio = await openCloudStudio();
    const { about, link, now } = await askIdea(studio);
    const open = await makeOffer(studio.ctx("admin"), { about, times: times(TEN, TEN + 2 * HOUR) });
    const eventAt = async (start: string) => {
      const event = (await studio.events()).find(({ ics }) => icsProperties(ics).DTSTART === start);
      return event?.href ?? "";
    };
    await deleteCloudEvent(studio, await eventAt("2026-12-02T09:00:00Z"));
    // Choosing asks the calendar first: what was deleted a moment ago is gone.
    const heldId = open.times[0]?.heldId ?? "";
    await expect(chooseOffered(studio.ctx(), { ...link, heldId })).rejects.toMatchObject({
      code: "slot_taken",
    });
    expect((await listOpenOffer(studio.ctx(), about.id))?.times).toEqual([open.times[1]]);
    expect(await expireOffers(studio.ctx("worker"))).toBe(0);
    await deleteCloudEvent(studio, await eventAt("2026-12-02T11:00:00Z"));
    await studio.pull();
    expect(await expireOffers(studio.ctx("worker"))).toBe(1);
    expect(await findLastOffer(studio.db, about.id)).toMatchObject({ state: "withdrawn" });
    expect(await now()).toMatchObject({ status: "OPEN" });
    expect(await listAppointments(studio.ctx("admin"), { limit: 10 })).toEqual([]);
  });
});
