import { describe, expect, test } from "vitest";
import { enqueue } from "#db/queries/outbox.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { showCustomer } from "#lib/customers/show-customer.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { calendarPush } from "#lib/sync/outbox-rows.ts";
import { icsProperties } from "#tests/support/ics-properties.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openCloudStudio, openStudio } from "#tests/support/test-studio.ts";
import { completeAppointment } from "./complete-appointment.ts";
import { confirmAppointment } from "./confirm-appointment.ts";
import { markNoShow } from "./mark-no-show.ts";
import { showAppointment } from "./show-appointment.ts";
import { undoAppointmentChange } from "./undo-appointment-change.ts";

async function confirmed() {
  const studio = await openStudio();
  const { appointment } = await studio.request();
  await confirmAppointment(studio.ctx("admin"), appointment);
  const status = async () => (await studio.appointment(appointment.id)).status;
  return { studio, id: appointment.id, status, admin: studio.ctx("admin") };
}

describe("whether somebody came", () => {
  test("cannot be said before the appointment begins, nor of a request", async () => {
    const { studio, id, status, admin } = await confirmed();
    await expect(completeAppointment(admin, { id })).rejects.toMatchObject({ code: "conflict" });
    await expect(markNoShow(admin, { id })).rejects.toMatchObject({ code: "conflict" });
    expect(await status()).toBe("CONFIRMED");
    const { appointment } = await studio.request({ startTime: TEN + 2 * HOUR });
    studio.clock.advance(DAY + 6 * HOUR);
    await expect(markNoShow(admin, { id: appointment.id })).rejects.toMatchObject({ code: "conflict" });
  });

  test("is said once it has begun, by the artist whose own it is, and nobody is written to", async () => {
    const { studio, id, status } = await confirmed();
    studio.clock.advance(TEN - studio.clock.now());
    const before = await studio.outboxIds();
    await expect(completeAppointment(studio.ctx("theo"), { id })).rejects.toMatchObject({
      code: "not_allowed",
    });
    await expect(completeAppointment(studio.ctx(), { id })).rejects.toMatchObject({ code: "not_signed_in" });
    await completeAppointment(studio.ctx("mara"), { id });
    expect(await status()).toBe("COMPLETED");
    expect(await studio.outboxIds()).toEqual(before);
  });

  test("can be taken back for half an hour, and said the other way round after that", async () => {
    const { studio, id, status, admin } = await confirmed();
    studio.clock.advance(TEN + HOUR - studio.clock.now());
    await markNoShow(admin, { id });
    expect((await showAppointment(admin, id)).canUndo).toBe(true);
    const before = await studio.outboxIds();
    await undoAppointmentChange(admin, id);
    expect(await status()).toBe("CONFIRMED");
    expect(await studio.outboxIds()).toEqual(before);
    await markNoShow(admin, { id });
    studio.clock.advance(31 * MINUTE);
    await expect(undoAppointmentChange(admin, id)).rejects.toMatchObject({ code: "conflict" });
    await completeAppointment(admin, { id });
    expect(await status()).toBe("COMPLETED");
    await expect(completeAppointment(admin, { id })).rejects.toMatchObject({ code: "conflict" });
  });

  test("two people at once: the second is told", async () => {
    const { studio, id, admin } = await confirmed();
    studio.clock.advance(TEN - studio.clock.now());
    const { version } = await studio.appointment(id);
    const outcomes = await Promise.allSettled([
      completeAppointment(admin, { id, version }),
      markNoShow(admin, { id, version }),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("is counted on the customer's page, an artist's own only for them", async () => {
    const { studio, id, admin } = await confirmed();
    const customerId = (await studio.appointment(id)).customerId ?? "";
    studio.clock.advance(TEN - studio.clock.now());
    expect((await showCustomer(admin, customerId)).noShows).toBe(0);
    await markNoShow(admin, { id });
    expect((await showCustomer(admin, customerId)).noShows).toBe(1);
    expect((await showCustomer(studio.ctx("mara"), customerId)).noShows).toBe(1);
  });
});

test("the event stays as it is, and taking it back moves nothing", async () => {
  const studio = await openCloudStudio();
  const { appointment } = await studio.request();
  const admin = studio.ctx("admin");
  await confirmAppointment(admin, appointment);
  const [event] = await studio.events();
  studio.clock.advance(TEN + 10 * MINUTE - studio.clock.now());
  await studio.pull();
  await markNoShow(admin, { id: appointment.id });
  await studio.pull();
  expect(await studio.events()).toEqual([event]);
  await undoAppointmentChange(admin, appointment.id);
  await deliverOutbox(studio.ctx("worker"), { limit: 10 });
  expect((await studio.appointment(appointment.id)).status).toBe("CONFIRMED");
  expect((await studio.events()).map(({ href }) => href)).toEqual([event?.href]);
});

test("what took place stays confirmed in the calendar when its words are written anew", async () => {
  const studio = await openCloudStudio();
  const { appointment } = await studio.request();
  const admin = studio.ctx("admin");
  await confirmAppointment(admin, appointment);
  studio.clock.advance(TEN + HOUR - studio.clock.now());
  await completeAppointment(admin, { id: appointment.id });
  enqueue(studio.db, calendarPush(admin, appointment.id, { words: true }));
  await deliverOutbox(studio.ctx("worker"), { limit: 10 });
  const [event] = await studio.events();
  expect(icsProperties(event?.ics ?? "")).toMatchObject({ STATUS: "CONFIRMED" });
});
