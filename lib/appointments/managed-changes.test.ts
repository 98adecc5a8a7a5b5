import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { listMessages } from "#db/queries/customer-messages.ts";
import { updateArtist } from "#db/queries/edit-artists.ts";
import { findOutboxRow } from "#db/queries/outbox.ts";
import { forgetClients } from "#db/queries/retention.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { chooseOffered } from "#lib/offers/choose-offered.ts";
import { listOpenOffer } from "#lib/offers/list-open-offer.ts";
import { makeOffer } from "#lib/offers/make-offer.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { editOnlyEvent } from "#tests/support/cloud-event.ts";
import { icsProperties } from "#tests/support/ics-properties.ts";
import { TEN } from "#tests/support/test-request.ts";
import { auditLine } from "#tests/support/test-rows.ts";
import { openCloudStudio, openStudio, type StudioOptions } from "#tests/support/test-studio.ts";
import { addManagedMessage } from "./add-managed-message.ts";
import { answerCustomer } from "./answer-customer.ts";
import { cancelManagedAppointment } from "./cancel-managed-appointment.ts";
import { confirmAppointment } from "./confirm-appointment.ts";
import { rescheduleAppointment } from "./reschedule-appointment.ts";
import { rescheduleManagedAppointment } from "./reschedule-managed-appointment.ts";
import { revokeLink } from "./revoke-link.ts";
import { showLink } from "./show-link.ts";
import { showManagedAppointment } from "./show-managed-appointment.ts";

const tokenIn = (url: string) => url.split("/").at(-1) ?? "";

async function withBooking(options: StudioOptions & { confirmed?: boolean } = {}) {
  const studio = await openStudio({ variables: { SMTP_URL: "smtp://127.0.0.1:1" }, ...options });
  const { appointment, manageUrl } = await studio.request();
  const { id } = appointment;
  if (options.confirmed) await confirmAppointment(studio.ctx("admin"), { id });
  return { studio, id, token: tokenIn(manageUrl), ctx: studio.ctx() };
}

describe("taking another time by the link", () => {
  test("makes a confirmed appointment a request again, event, SEQUENCE and mails with it", async () => {
    const studio = await openCloudStudio({ variables: { SMTP_URL: "smtp://127.0.0.1:1" } });
    const { appointment, manageUrl } = await studio.request();
    const { id } = appointment;
    await confirmAppointment(studio.ctx("admin"), { id });
    const startMs = TEN + DAY;
    await rescheduleManagedAppointment(studio.ctx(), tokenIn(manageUrl), { startMs, version: 2 });
    expect(await studio.appointment(id)).toMatchObject({
      status: "PENDING",
      startMs,
      endMs: startMs + HOUR,
      expiresAt: startMs,
      sequence: 1,
      version: 3,
      remindedAt: null,
      unverified: false,
    });
    const [event] = await studio.events();
    expect(icsProperties(event?.ics ?? "")).toMatchObject({
      SUMMARY: "REQUEST: Lena Hofer - A sprig of rosemary",
      STATUS: "TENTATIVE",
      SEQUENCE: "1",
      DTSTART: "2026-12-03T09:00:00Z",
    });
    const line = (await listAudit(studio.db, "appointment", id)).at(-1);
    expect(line).toMatchObject({
      actorKind: "customer",
      action: "rescheduled",
      detail: { was: "CONFIRMED" },
    });
    expect(await studio.outboxIds()).toEqual(
      expect.arrayContaining([`mail:${id}:3:rescheduled:customer`, `mail:${id}:3:rescheduled:artist`]),
    );
    // The sync that follows reads back nothing: nobody decided anything.
    await studio.pull();
    expect(await studio.appointment(id)).toMatchObject({ status: "PENDING", version: 3 });
  });

  test("is confirmed by nobody who edits the event before our change to it has arrived", async () => {
    const studio = await openCloudStudio();
    const { appointment, manageUrl } = await studio.request();
    const { id } = appointment;
    await confirmAppointment(studio.ctx("admin"), { id });
    await studio.pull();
    studio.cloud.cloud.faults.add({ method: "PUT", status: 503, times: 1 });
    await rescheduleManagedAppointment(studio.ctx(), tokenIn(manageUrl), { startMs: TEN + DAY });
    await editOnlyEvent(studio, (ics) => ics.replace("END:VEVENT", "LOCATION:Room 2\r\nEND:VEVENT"));
    await studio.pull();
    expect(await studio.appointment(id)).toMatchObject({ status: "PENDING", startMs: TEN + DAY });
    studio.clock.advance(HOUR);
    await deliverOutbox(studio.ctx("worker"), { limit: 10 });
    const [event] = await studio.events();
    expect(icsProperties(event?.ics ?? "")).toMatchObject({
      SUMMARY: "REQUEST: Lena Hofer - A sprig of rosemary",
      LOCATION: "Room 2",
      DTSTART: "2026-12-03T09:00:00Z",
    });
  });

  test("sent twice is done once; an older page is told that somebody was faster", async () => {
    const { studio, id, token, ctx } = await withBooking();
    await rescheduleManagedAppointment(ctx, token, { startMs: TEN + DAY, version: 1 });
    await rescheduleManagedAppointment(ctx, token, { startMs: TEN + DAY, version: 1 });
    expect(await studio.appointment(id)).toMatchObject({ version: 2, sequence: 1 });
    await expect(
      rescheduleManagedAppointment(ctx, token, { startMs: TEN + 2 * DAY, version: 1 }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  test("keeps to hours, to what is taken, and to the artist's notice", async () => {
    const { studio, token, ctx } = await withBooking({ artist: { changeNoticeMinutes: 24 * 60 } });
    const other = TEN + 3 * HOUR;
    await studio.request({ startTime: other, clientEmail: "other@example.org" });
    const move = (startMs: number) => rescheduleManagedAppointment(ctx, token, { startMs });
    await expect(move(other)).rejects.toMatchObject({ code: "slot_taken" });
    await expect(move(TEN - 5 * HOUR)).rejects.toMatchObject({ code: "slot_unavailable" });
    await expect(move(TEN + DAY + 1)).rejects.toMatchObject({ code: "invalid_input" });
    await expect(move(studio.clock.now() - HOUR)).rejects.toMatchObject({ code: "invalid_input" });
    // Onto its own half is no conflict with itself.
    await move(TEN + HOUR / 2);
    studio.clock.set(new Date(TEN + HOUR / 2 - 24 * HOUR + MINUTE).toISOString());
    await expect(move(TEN + 5 * DAY)).rejects.toMatchObject({
      code: "booking_refused",
      errors: { action: ["notice"] },
    });
  });

  test("keeps to the day's maximum also where several move at once", async () => {
    const studio = await openStudio({ artist: { dailyMaximum: 1 } });
    const tokens: string[] = [];
    for (const day of [0, 1, 2]) {
      const { manageUrl } = await studio.request({ startTime: TEN + day * DAY });
      tokens.push(tokenIn(manageUrl));
    }
    const moves = tokens.map((token, index) =>
      rescheduleManagedAppointment(studio.ctx(), token, { startMs: TEN + 6 * DAY + index * 2 * HOUR }),
    );
    const outcomes = await Promise.allSettled(moves);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
    const refused = outcomes.find((outcome) => outcome.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: "slot_taken", errors: { startTime: ["day_full"] } });
    // One that stands there already may move within its day.
    const [first] = outcomes.flatMap(({ status }, index) => (status === "fulfilled" ? [index] : []));
    const startMs = TEN + 6 * DAY + HOUR;
    await rescheduleManagedAppointment(studio.ctx(), tokens[first ?? -1] ?? "", { startMs });
  });

  test("waits for an answer until its start, also where the studio then moves it later", async () => {
    const { studio, id, token, ctx } = await withBooking();
    await rescheduleManagedAppointment(ctx, token, { startMs: TEN + DAY });
    await rescheduleAppointment(studio.ctx("admin"), { id, startMs: TEN + 3 * DAY });
    expect(await studio.appointment(id)).toMatchObject({ status: "PENDING", expiresAt: TEN + 3 * DAY });
    await rescheduleAppointment(studio.ctx("admin"), { id, startMs: TEN + 2 * DAY });
    expect((await studio.appointment(id)).expiresAt).toBe(TEN + 2 * DAY);
  });

  test("waits until its new start where the artist drags it later in the calendar", async () => {
    const studio = await openCloudStudio();
    const { appointment, manageUrl } = await studio.request();
    await rescheduleManagedAppointment(studio.ctx(), tokenIn(manageUrl), { startMs: TEN + DAY });
    await studio.pull();
    await editOnlyEvent(studio, (ics) => ics.replaceAll("20261203T", "20261205T"));
    await studio.pull();
    expect(await studio.appointment(appointment.id)).toMatchObject({
      status: "PENDING",
      startMs: TEN + 3 * DAY,
      expiresAt: TEN + 3 * DAY,
    });
  });

  test("is the studio's where the artist wants it so, or the service is offered no more", async () => {
    const { studio, token, ctx } = await withBooking();
    await updateArtist(studio.db, "mara", { set: { customersMayMove: false }, audit: auditLine("mara") });
    await expect(rescheduleManagedAppointment(ctx, token, { startMs: TEN + DAY })).rejects.toMatchObject({
      code: "booking_refused",
      errors: { action: ["not_by_link"] },
    });
    expect((await showManagedAppointment(ctx, token))?.rules).toMatchObject({
      move: "not_by_link",
      cancel: null,
    });
  });

  test("works for somebody in Auckland whose summer time differs from Vienna's", async () => {
    const studio = await openStudio({ now: "2027-03-20T06:00:00Z" });
    const before = Date.parse("2027-03-27T09:00:00Z");
    const { appointment, manageUrl } = await studio.request({
      startTime: before,
      timeZone: "Pacific/Auckland",
    });
    // The Sunday on which Vienna's clocks go forward: ten o'clock there is an hour earlier.
    const after = Date.parse("2027-03-28T08:00:00Z");
    await rescheduleManagedAppointment(studio.ctx(), tokenIn(manageUrl), { startMs: after });
    expect(await studio.appointment(appointment.id)).toMatchObject({
      startMs: after,
      endMs: after + HOUR,
      timeZone: "Pacific/Auckland",
    });
    await expect(
      rescheduleManagedAppointment(studio.ctx(), tokenIn(manageUrl), {
        startMs: Date.parse("2027-03-28T06:30:00Z"),
      }),
    ).rejects.toMatchObject({ code: "slot_unavailable" });
  });
});

describe("cancelling by the link", () => {
  test("is possible until the artist's notice, and then for the studio alone", async () => {
    const { studio, id, token, ctx } = await withBooking({
      artist: { changeNoticeMinutes: 120 },
      confirmed: true,
    });
    studio.clock.set(new Date(TEN - 2 * HOUR + 1).toISOString());
    await expect(cancelManagedAppointment(ctx, token)).rejects.toMatchObject({
      code: "booking_refused",
      errors: { action: ["notice"] },
    });
    studio.clock.set(new Date(TEN - 2 * HOUR).toISOString());
    await expect(cancelManagedAppointment(ctx, token, { version: 1 })).rejects.toMatchObject({
      code: "conflict",
    });
    await cancelManagedAppointment(ctx, token, { version: 2 });
    expect(await studio.appointment(id)).toMatchObject({ status: "CANCELLED", statusReason: "by_customer" });
    expect(await studio.outboxIds()).toEqual(
      expect.arrayContaining([`mail:${id}:3:cancelled:customer`, `mail:${id}:3:cancelled:artist`]),
    );
  });

  test("of a request made within the notice is possible as long as nobody answered", async () => {
    const { token, ctx } = await withBooking({ artist: { changeNoticeMinutes: 10 * 24 * 60 } });
    expect((await showManagedAppointment(ctx, token))?.rules).toMatchObject({ move: "notice", cancel: null });
    await cancelManagedAppointment(ctx, token);
  });
});

describe("with other times on offer", () => {
  test("calling it off, or taking another time, lets the held times go", async () => {
    for (const step of ["cancel", "move"] as const) {
      const { studio, id, token, ctx } = await withBooking({ confirmed: true });
      await makeOffer(studio.ctx("admin"), {
        about: { kind: "appointment", id },
        times: [{ startMs: TEN + DAY }, { startMs: TEN + 2 * DAY }],
      });
      expect(await listOpenOffer(ctx, id)).toMatchObject({ times: [{}, {}] });
      if (step === "cancel") await cancelManagedAppointment(ctx, token);
      else await rescheduleManagedAppointment(ctx, token, { startMs: TEN + 3 * DAY });
      expect(await listOpenOffer(ctx, id)).toBeNull();
      await studio.request({ startTime: TEN + DAY, clientEmail: "other@example.org" });
    }
  });

  test("one that is chosen leads on to its own page", async () => {
    const { studio, id, token, ctx } = await withBooking({ confirmed: true });
    await makeOffer(studio.ctx("admin"), {
      about: { kind: "appointment", id },
      times: [{ startMs: TEN + DAY }],
    });
    const { manageUrl } = await chooseOffered(ctx, { kind: "appointment", token, startMs: TEN + DAY });
    expect(await showManagedAppointment(ctx, token)).toMatchObject({
      appointment: { status: "CANCELLED" },
      successor: { path: new URL(manageUrl).pathname, startMs: TEN + DAY },
    });
    expect((await showManagedAppointment(ctx, tokenIn(manageUrl)))?.successor).toBeNull();
  });
});

describe("writing by the link", () => {
  test("tells the artist; the studio's answer tells the customer; both stand in order", async () => {
    const { studio, id, token, ctx } = await withBooking();
    await addManagedMessage(ctx, token, "May I bring a friend?");
    studio.clock.advance(MINUTE);
    await addManagedMessage(ctx, token, "May I bring a friend?");
    await answerCustomer(studio.ctx("mara"), { id, text: "Of course." });
    await expect(answerCustomer(studio.ctx("theo"), { id, text: "No." })).rejects.toMatchObject({
      code: "not_allowed",
    });
    const page = await showManagedAppointment(ctx, token);
    expect(page?.messages).toMatchObject([
      { author: "customer", authorName: "Lena Hofer", text: "May I bring a friend?" },
      { author: "studio", authorName: "Mara", text: "Of course." },
    ]);
    const mails = (await studio.outboxIds()).filter((row) => row.includes(":message-"));
    expect(mails.map((row) => row.split(":").at(-1))).toEqual(["artist", "customer"]);
    expect((await findOutboxRow(studio.db, mails[1] ?? ""))?.payload).toMatchObject({ word: "Of course." });
    expect((await studio.appointment(id)).version).toBe(1);
  });

  test("says something, and not without end", async () => {
    const { studio, id, token, ctx } = await withBooking();
    await expect(addManagedMessage(ctx, token, "")).rejects.toMatchObject({ errors: { text: ["required"] } });
    for (let index = 0; index < 100; index++) await addManagedMessage(ctx, token, `Line ${index}`);
    await expect(addManagedMessage(ctx, token, "One more")).rejects.toMatchObject({ code: "conflict" });
    expect(await listMessages(studio.db, id)).toHaveLength(100);
  });
});

describe("the link itself", () => {
  test("that was revoked leads nowhere; the new one does", async () => {
    const { studio, id, token, ctx } = await withBooking();
    expect(tokenIn(await showLink(studio.ctx("staff"), id))).toBe(token);
    await expect(revokeLink(ctx, id)).rejects.toMatchObject({ code: "not_signed_in" });
    const fresh = tokenIn(await revokeLink(studio.ctx("admin"), id));
    expect(fresh).not.toBe(token);
    expect(await showManagedAppointment(ctx, token)).toBeNull();
    for (const attempt of [token, "short", "x".repeat(43), "../../etc/passwd"])
      await expect(cancelManagedAppointment(ctx, attempt)).rejects.toMatchObject({
        code: "not_found",
        message: "This link is not valid.",
      });
    expect(await showManagedAppointment(ctx, fresh)).toMatchObject({ appointment: { id } });
    expect((await studio.appointment(id)).manageTokenHash).not.toContain(fresh);
  });

  test("of an appointment long past shows that and nothing can be done by it", async () => {
    const { studio, token, ctx } = await withBooking({ confirmed: true });
    studio.clock.set(new Date(TEN + HOUR + 30 * DAY).toISOString());
    expect((await showManagedAppointment(ctx, token))?.appointment).toMatchObject({
      isLongPast: true,
      isAhead: false,
    });
    await expect(addManagedMessage(ctx, token, "Thanks")).rejects.toMatchObject({ code: "link_expired" });
    await expect(cancelManagedAppointment(ctx, token)).rejects.toMatchObject({ code: "link_expired" });
  });

  test("of somebody who is forgotten tells nothing of them", async () => {
    const { studio, token, ctx } = await withBooking({ confirmed: true });
    await addManagedMessage(ctx, token, "My address is Rose Lane 1.");
    studio.clock.set(new Date(TEN + 2 * DAY).toISOString());
    await forgetClients(studio.db, {
      nowMs: studio.clock.now(),
      beforeMs: TEN + DAY,
      limit: 10,
      auditOf: (entity, entityId) => ({ ...auditLine(entityId), entity }),
    });
    const page = await showManagedAppointment(ctx, token);
    expect(page?.appointment.isForgotten).toBe(true);
    expect(JSON.stringify(page)).not.toMatch(/Lena|lena|rosemary|Rose Lane/);
    await expect(addManagedMessage(ctx, token, "Hello?")).rejects.toMatchObject({ code: "link_expired" });
  });
});
