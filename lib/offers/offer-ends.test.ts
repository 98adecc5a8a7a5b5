import { describe, expect, test } from "vitest";
import { changeAppointment } from "#db/queries/appointment-changes.ts";
import { findLastOffer, insertOffer } from "#db/queries/offers.ts";
import { findOutboxRow } from "#db/queries/outbox.ts";
import { updateService } from "#db/queries/services.ts";
import { outbox } from "#db/schema/system.ts";
import { completeAppointment } from "#lib/appointments/complete-appointment.ts";
import { requestNextSitting } from "#lib/appointments/request-next-sitting.ts";
import { setDeposit } from "#lib/appointments/set-deposit.ts";
import { showManagedAppointment } from "#lib/appointments/show-managed-appointment.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { createInquiry } from "#lib/inquiries/create-inquiry.ts";
import { inquiryRequest } from "#lib/inquiries/input.ts";
import { manageToken } from "#lib/links/manage-link.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { DECISION_WAIT_MS } from "#lib/sync/outbox-rows.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import { deleteCloudEvent, replaceCloudObject } from "#tests/support/cloud-event.ts";
import { icsProperties } from "#tests/support/ics-properties.ts";
import { TEN } from "#tests/support/test-request.ts";
import { auditLine } from "#tests/support/test-rows.ts";
import { openCloudStudio, openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { chooseOffered } from "./choose-offered.ts";
import { endHeld } from "./end-held.ts";
import { expireOffers } from "./expire-offers.ts";
import { heldForAppointment } from "./held-for.ts";
import { listOpenOffer } from "./list-open-offer.ts";
import { makeOffer } from "./make-offer.ts";
import { newHeld } from "./new-held.ts";
import { refuseOffer } from "./refuse-offer.ts";
import { withdrawOffer } from "./withdraw-offer.ts";

const {
  cancelAppointment,
  confirmAppointment,
  declineAppointment,
  rescheduleAppointment,
  undoAppointmentChange,
} = appointmentVerbs;

const withMail = { variables: { SMTP_URL: "smtp://127.0.0.1:1" } };

const linkOf = (studio: TestStudio, id: string) => ({
  kind: "appointment" as const,
  token: manageToken(studio.env, { id, linkGeneration: 0 }).token,
});

async function offered(studio: TestStudio, id: string, ...starts: number[]) {
  const open = await makeOffer(studio.ctx("admin"), {
    about: { kind: "appointment", id },
    times: starts.map((startMs) => ({ startMs })),
    expiresInHours: 240,
  });
  return { offerId: open.offer.id, heldId: open.times[0]?.heldId ?? "" };
}

async function askIdea(studio: TestStudio) {
  const input = inquiryRequest.parse({
    artistId: "mara",
    serviceId: "session",
    clientName: "Lena Hofer",
    clientEmail: "lena@example.org",
    description: "A heron",
  });
  const { inquiry } = await createInquiry(studio.ctx(), input, { locale: "en" });
  const { token } = manageToken(studio.env, { id: inquiry.id, linkGeneration: 0 }, "inquiry");
  return { about: { kind: "inquiry" as const, id: inquiry.id }, link: { kind: "inquiry" as const, token } };
}

describe("what was offered instead goes with the appointment", () => {
  test.each(["cancelled", "moved", "completed"] as const)("that the studio has %s", async (step) => {
    const studio = await openStudio();
    const { id } = (await studio.request()).appointment;
    await confirmAppointment(studio.ctx("admin"), { id });
    const { heldId } = await offered(studio, id, TEN + 4 * DAY + 4 * HOUR);
    if (step === "cancelled") await cancelAppointment(studio.ctx("admin"), { id });
    if (step === "moved") await rescheduleAppointment(studio.ctx("admin"), { id, startMs: TEN + DAY });
    if (step === "completed") {
      studio.clock.set(new Date(TEN + HOUR).toISOString());
      await completeAppointment(studio.ctx("admin"), { id });
    }
    expect(await findLastOffer(studio.db, id)).toMatchObject({ state: "withdrawn" });
    expect(await studio.appointment(heldId)).toMatchObject({
      status: "CANCELLED",
      statusReason: "not_chosen",
    });
    await expect(chooseOffered(studio.ctx(), { ...linkOf(studio, id), heldId })).rejects.toMatchObject({
      code: step === "moved" ? "slot_taken" : "conflict",
    });
  });

  test("whose event was deleted in the calendar", async () => {
    const studio = await openCloudStudio(withMail);
    const { id } = (await studio.request()).appointment;
    await confirmAppointment(studio.ctx("admin"), { id });
    const { heldId } = await offered(studio, id, TEN + DAY);
    const event = (await studio.events()).find(
      ({ ics }) => icsProperties(ics).DTSTART === "2026-12-02T09:00:00Z",
    );
    await deleteCloudEvent(studio, event?.href ?? "");
    // Choosing asks the calendar first, and the offer itself still stands.
    await expect(chooseOffered(studio.ctx(), { ...linkOf(studio, id), heldId })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await studio.appointment(id)).toMatchObject({ status: "CANCELLED" });
    expect(await findLastOffer(studio.db, id)).toMatchObject({ state: "open" });
    expect(await expireOffers(studio.ctx("worker"))).toBe(1);
    expect(await expireOffers(studio.ctx("worker"))).toBe(0);
    expect(await findLastOffer(studio.db, id)).toMatchObject({ state: "withdrawn" });
    expect(await studio.appointment(heldId)).toMatchObject({ status: "CANCELLED" });
    // They read that it is cancelled; that is all there is to say.
    expect((await studio.outboxIds()).filter((row) => row.includes("offer_expired"))).toEqual([]);
    // And the deletion can be taken back as ever.
    await undoAppointmentChange(studio.ctx("admin"), id);
    expect(await studio.appointment(id)).toMatchObject({ status: "CONFIRMED" });
  });

  test("not while other times are the whole answer to a request", async () => {
    const studio = await openStudio();
    const { id } = (await studio.request()).appointment;
    await offered(studio, id, TEN + DAY);
    expect(await expireOffers(studio.ctx("worker"))).toBe(0);
    expect((await listOpenOffer(studio.ctx(), id))?.times).toHaveLength(1);
  });
});

describe("the chosen time goes on with how the appointment is by now", () => {
  test("a deposit that was paid meanwhile is not asked for again", async () => {
    const studio = await openStudio();
    const { id } = (await studio.request()).appointment;
    await setDeposit(studio.ctx("admin"), { id, state: "due", amount: 5000 });
    const { heldId } = await offered(studio, id, TEN + DAY);
    await setDeposit(studio.ctx("admin"), { id, state: "paid" });
    await chooseOffered(studio.ctx(), { ...linkOf(studio, id), heldId });
    const origin = await studio.appointment(id);
    const { depositState, depositAmount, depositUrl, depositChangedAt } = await studio.appointment(heldId);
    expect(depositState).toBe("paid");
    expect({ depositAmount, depositUrl, depositChangedAt }).toEqual({
      depositAmount: 5000,
      depositUrl: origin.depositUrl,
      depositChangedAt: origin.depositChangedAt,
    });
  });

  test("what the artist wrote into the event meanwhile is what the new one says", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    await confirmAppointment(studio.ctx("admin"), { id });
    const { heldId } = await offered(studio, id, TEN + DAY);
    await studio.pull();
    const eventAt = async (start: string) =>
      (await studio.events()).find(({ ics }) => icsProperties(ics).DTSTART === start);
    const event = await eventAt("2026-12-02T09:00:00Z");
    await replaceCloudObject(
      studio,
      event?.href ?? "",
      (event?.ics ?? "").replace("SUMMARY:Lena Hofer", "SUMMARY:Lena Huber"),
    );
    await studio.pull();
    await chooseOffered(studio.ctx(), { ...linkOf(studio, id), heldId });
    expect((await studio.appointment(heldId)).clientName).toBe("Lena Huber");
    await deliverOutbox(studio.ctx("worker"), { kinds: ["calendar"], limit: 20 });
    const written = await eventAt("2026-12-03T09:00:00Z");
    expect(icsProperties(written?.ics ?? "").SUMMARY).toBe("Lena Huber - A sprig of rosemary");
  });
});

describe("an offer taken back", () => {
  test("within seconds is read of by nobody", async () => {
    const studio = await openStudio(withMail);
    const request = (await studio.request()).appointment;
    const { offerId } = await offered(studio, request.id, TEN + DAY);
    await withdrawOffer(studio.ctx("admin"), offerId);
    expect((await studio.outboxIds()).filter((row) => row.startsWith(`mail:${request.id}:`))).toEqual([
      `mail:${request.id}:1:requested:customer`,
      `mail:${request.id}:1:requested:artist`,
    ]);
  });

  test("once it was sent: who reads that the request stands again, or that the times are free", async () => {
    const studio = await openStudio(withMail);
    const sent = () => studio.db.delete(outbox).run();
    const { id } = (await studio.request()).appointment;
    const first = await offered(studio, id, TEN + DAY);
    sent();
    await withdrawOffer(studio.ctx("admin"), first.offerId);
    expect(await studio.outboxIds()).toEqual([`mail:${id}:3:requested:customer`]);

    await confirmAppointment(studio.ctx("admin"), { id });
    const second = await offered(studio, id, TEN + DAY);
    sent();
    await withdrawOffer(studio.ctx("admin"), second.offerId);
    expect(await studio.appointment(id)).toMatchObject({ status: "CONFIRMED" });
    expect(await studio.outboxIds()).toEqual([`mail:${id}:4:offer_expired:customer:${second.offerId}`]);
  });

  test("leaves what else waits to be sent of a confirmed appointment", async () => {
    const studio = await openStudio(withMail);
    const { id } = (await studio.request()).appointment;
    await confirmAppointment(studio.ctx("admin"), { id });
    const { offerId } = await offered(studio, id, TEN + DAY);
    await withdrawOffer(studio.ctx("admin"), offerId);
    expect((await studio.outboxIds()).filter((row) => row.startsWith(`mail:${id}:2:`))).toEqual([
      `mail:${id}:2:confirmed:customer`,
    ]);
  });

  test("tells whoever had an idea, unless it is offered again at once", async () => {
    const studio = await openStudio(withMail);
    const { about, link } = await askIdea(studio);
    const offer = () => makeOffer(studio.ctx("admin"), { about, times: [{ startMs: TEN }] });
    const first = await offer();
    await withdrawOffer(studio.ctx("admin"), first.offer.id);
    const row = await findOutboxRow(studio.db, `mail:inquiry:${about.id}:3:offer_expired:customer`);
    expect(row?.nextAttemptAt).toBe(studio.clock.now() + DECISION_WAIT_MS);

    const second = await offer();
    await refuseOffer(studio.ctx(), link);
    const refused = `mail:inquiry:${about.id}:refused-${second.offer.id}:artist`;
    expect((await findOutboxRow(studio.db, refused))?.payload).toMatchObject({ template: "offer_refused" });
  });

  test("while somebody changes the request: it stands again all the same", async () => {
    const studio = await openStudio();
    const { id } = (await studio.request()).appointment;
    await setDeposit(studio.ctx("admin"), { id, state: "due", amount: 5000 });
    const { offerId } = await offered(studio, id, TEN + DAY);
    const { version } = await studio.appointment(id);
    let looks = 0;
    const now = () => {
      looks += 1;
      // After the request was read, before it is changed.
      if (looks === 2)
        void changeAppointment(studio.db, {
          ...{ id, expectedVersion: version, audit: auditLine(id), outbox: [] },
          set: { depositState: "paid" },
        });
      return studio.clock.now();
    };
    await withdrawOffer({ ...studio.ctx("admin"), now }, offerId);
    expect(await studio.appointment(id)).toMatchObject({ status: "PENDING", depositState: "paid" });
    expect(await findLastOffer(studio.db, id)).toMatchObject({ state: "withdrawn" });
  });

  test("whose time was given away meanwhile: only the offer goes", async () => {
    const studio = await openStudio(withMail);
    const { id } = (await studio.request()).appointment;
    const { offerId } = await offered(studio, id, TEN + DAY);
    await studio.request({ clientEmail: "other@example.org" });
    await withdrawOffer(studio.ctx("admin"), offerId);
    expect(await studio.appointment(id)).toMatchObject({ status: "DECLINED" });
    expect(await findLastOffer(studio.db, id)).toMatchObject({ state: "withdrawn" });
    // Within seconds too: nothing else says that the request is declined.
    expect(await studio.outboxIds()).toContain(`mail:${id}:2:offer_expired:customer:${offerId}`);
  });
});

test("each refusal is told of with words of its own, twice if need be", async () => {
  const studio = await openStudio(withMail);
  const { id } = (await studio.request()).appointment;
  const rows: string[] = [];
  for (const word of ["", "Only Mondays"]) {
    const { offerId } = await offered(studio, id, TEN + DAY);
    await refuseOffer(studio.ctx(), { ...linkOf(studio, id), word });
    const row = `mail:${id}:refused-${offerId}:artist`;
    expect((await findOutboxRow(studio.db, row))?.payload).toMatchObject({ template: "offer_refused", word });
    rows.push(row);
  }
  expect(new Set(rows).size).toBe(2);
  expect(await studio.outboxIds()).toEqual(expect.arrayContaining(rows));
});

test("times held without a person's word keep to the artist's limits", async () => {
  const studio = await openStudio();
  const origin = await studio.appointment((await studio.request()).appointment.id);
  const hold = (offerId: string, maximum: number) => {
    const time = {
      startMs: TEN + 3 * HOUR,
      endMs: TEN + 4 * HOUR,
      expiresAt: TEN,
      offerId,
      calendarId: null,
    };
    return insertOffer(studio.db, {
      offer: {
        ...{ id: offerId, kind: "appointment", aboutId: origin.id, artistId: "mara", serviceId: "session" },
        ...{ state: "open", expiresAt: TEN, createdAt: studio.clock.now() },
      },
      held: [newHeld(studio.ctx(), heldForAppointment(origin), time)],
      endHeld: (row) => endHeld(studio.ctx("worker"), row),
      about: null,
      limits: [{ fromMs: TEN - HOUR, toMs: TEN + DAY, maximum, serviceId: null, reason: "day_full" }],
      audit: [],
      outbox: [],
    });
  };
  expect(await hold("one-too-many", 1)).toEqual({ takenMs: TEN + 3 * HOUR });
  expect(await findLastOffer(studio.db, origin.id)).toBeUndefined();
  expect(await hold("the-second", 2)).toBe("stored");
});

describe("a place of a series is filled once", () => {
  async function withSecond() {
    const studio = await openStudio();
    await updateService(studio.db, "session", {
      set: { sessions: 3, sessionGapDays: 14 },
      audit: auditLine("session"),
    });
    const first = (await studio.request()).appointment.id;
    const { token } = linkOf(studio, first);
    const next = async (startMs: number) => {
      const url = await requestNextSitting(studio.ctx(), token, { startMs });
      return (await showManagedAppointment(studio.ctx(), url.split("/").at(-1) ?? ""))?.appointment.id ?? "";
    };
    return { studio, token, next, second: await next(TEN + 15 * DAY) };
  }

  test("while times are held for it nobody asks for another", async () => {
    const { studio, token, next, second } = await withSecond();
    const { offerId } = await offered(studio, second, TEN + 16 * DAY);
    expect((await showManagedAppointment(studio.ctx(), token))?.next).toBeNull();
    await expect(next(TEN + 20 * DAY)).rejects.toMatchObject({ errors: { action: ["no_sitting"] } });
    await refuseOffer(studio.ctx(), linkOf(studio, second));
    expect(await findLastOffer(studio.db, second)).toMatchObject({ id: offerId, state: "refused" });
    expect((await showManagedAppointment(studio.ctx(), token))?.next).toMatchObject({ position: 2 });
  });

  test("and once another sitting has it, neither a choice nor an undo brings a second one", async () => {
    const { studio, next, second } = await withSecond();
    await offered(studio, second, TEN + 16 * DAY);
    await refuseOffer(studio.ctx(), linkOf(studio, second));
    const anew = await next(TEN + 20 * DAY);
    const late = () => offered(studio, second, TEN + 17 * DAY);
    await expect(late()).rejects.toMatchObject({ code: "conflict" });

    await declineAppointment(studio.ctx("admin"), { id: anew });
    const { heldId, offerId } = await late();
    await undoAppointmentChange(studio.ctx("admin"), anew);
    await expect(chooseOffered(studio.ctx(), { ...linkOf(studio, second), heldId })).rejects.toMatchObject({
      code: "conflict",
    });
    // The request itself cannot come back either.
    await withdrawOffer(studio.ctx("admin"), offerId);
    expect(await studio.appointment(second)).toMatchObject({ status: "DECLINED" });

    await declineAppointment(studio.ctx("admin"), { id: anew });
    const third = await next(TEN + 22 * DAY);
    await expect(undoAppointmentChange(studio.ctx("admin"), anew)).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await studio.appointment(third)).toMatchObject({ status: "PENDING", seriesPosition: 2 });
  });

  test("a sitting that stands gives its place to the time chosen instead", async () => {
    const { studio, second } = await withSecond();
    await confirmAppointment(studio.ctx("admin"), { id: second });
    const { heldId } = await offered(studio, second, TEN + 16 * DAY);
    await chooseOffered(studio.ctx(), { ...linkOf(studio, second), heldId });
    expect(await studio.appointment(second)).toMatchObject({ status: "CANCELLED", statusReason: "moved" });
    expect(await studio.appointment(heldId)).toMatchObject({ status: "CONFIRMED", seriesPosition: 2 });
  });
});
