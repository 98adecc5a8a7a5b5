import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { findCustomerRow, setCustomerFolder } from "#db/queries/customers.ts";
import { appointments } from "#db/schema/appointments.ts";
import { HOUR } from "#lib/core/clock.ts";
import { addNote } from "#lib/customers/add-note.ts";
import { blockCustomer } from "#lib/customers/block-customer.ts";
import { changeCustomer } from "#lib/customers/change-customer.ts";
import { createCustomer } from "#lib/customers/create-customer.ts";
import { linkEarlierAppointments } from "#lib/customers/link-earlier-appointments.ts";
import { showCustomer } from "#lib/customers/show-customer.ts";
import { changeSettings } from "#lib/studio/change-settings.ts";
import { TEN } from "#tests/support/test-request.ts";
import { appointmentRow } from "#tests/support/test-rows.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { declineAppointment } from "./decline-appointment.ts";
import { forgetOldAppointments } from "./forget-old-appointments.ts";
import { listAppointments } from "./list-appointments.ts";

const END = TEN + HOUR;

test("after the months the studio keeps them, appointments stay and their people go", async () => {
  const studio = await openStudio({
    variables: { SMTP_URL: "smtp://127.0.0.1:9", MAIL_FROM: "s@example.org" },
  });
  const { id } = (await studio.request()).appointment;
  await declineAppointment(studio.ctx("admin"), { id, word: "Sorry, Lena" });
  expect((await studio.outboxIds()).length).toBeGreaterThan(0);
  const forget = () => forgetOldAppointments(studio.ctx("worker"));
  studio.clock.set("2036-01-01T00:00:00Z");
  expect(await forget()).toBe(0);
  await changeSettings(studio.ctx("admin"), { retentionMonths: 3 });
  // Ended on 2 December at ten: three months later is 2 March, at ten and not before.
  studio.clock.set(new Date(Date.UTC(2027, 2, 2, 10)).toISOString());
  expect(END).toBe(Date.UTC(2026, 11, 2, 10));
  const before = await studio.appointment(id);
  expect(await forget()).toBe(0);
  studio.clock.advance(1);
  expect(await forget()).toBe(1);
  expect(await studio.appointment(id)).toEqual({
    ...before,
    clientName: "forgotten",
    clientEmail: "",
    clientPhone: "",
    description: "",
    customerId: null,
  });
  const everything = ["appointments", "audit_log", "outbox", "customers"].flatMap((table) =>
    studio.db.$client.prepare(`SELECT * FROM ${table}`).all(),
  );
  expect(JSON.stringify(everything)).not.toMatch(/Lena|lena|rosemary|\+43/);
  expect(
    (await listAudit(studio.db, "appointment", id)).map(({ action, actorKind }) => [action, actorKind]),
  ).toEqual([
    ["requested", "customer"],
    ["declined", "admin"],
    ["forgotten", "worker"],
  ]);
  expect(await forget()).toBe(0);
});

test("a month that has no such day counts from its last", async () => {
  const studio = await openStudio();
  await changeSettings(studio.ctx("admin"), { retentionMonths: 1 });
  for (const [id, end] of [
    ["old", "2027-02-28T11:59:59Z"],
    ["young", "2027-02-28T12:00:00Z"],
  ] as const) {
    studio.db
      .insert(appointments)
      .values(appointmentRow(id, { start: "2027-02-27T09:00:00Z", end }, { status: "CANCELLED" }))
      .run();
  }
  studio.clock.set("2027-03-31T12:00:00Z");
  expect(await forgetOldAppointments(studio.ctx("worker"))).toBe(1);
  expect((await studio.appointment("old")).clientName).toBe("forgotten");
  expect((await studio.appointment("young")).clientName).toBe("Lena Hofer");
});

test("many are forgotten in one run, those to come never", async () => {
  const studio = await openStudio();
  await studio.request();
  const span = { start: "2020-01-01T10:00:00Z", end: "2020-01-01T11:00:00Z" };
  const rows = Array.from({ length: 450 }, (_, index) =>
    appointmentRow(`old-${index}`, span, { status: "CANCELLED" }),
  );
  for (const row of rows) studio.db.insert(appointments).values(row).run();
  await changeSettings(studio.ctx("admin"), { retentionMonths: 120 });
  studio.clock.set("2030-01-01T11:00:00.001Z");
  expect(await forgetOldAppointments(studio.ctx("worker"))).toBe(450);
  const named = await listAppointments(studio.ctx("admin"), { text: "Lena" });
  expect(named).toHaveLength(1);
});

describe("a customer", () => {
  const forgetAll = async (studio: TestStudio) => {
    await changeSettings(studio.ctx("admin"), { retentionMonths: 1 });
    studio.clock.set("2027-06-01T00:00:00Z");
    await forgetOldAppointments(studio.ctx("worker"));
  };
  const customerOf = async (studio: TestStudio, id: string) =>
    (await studio.appointment(id)).customerId ?? "none";

  test("of whom only bookings were known goes with the last of them, and a line says so", async () => {
    const studio = await openStudio();
    const { id } = (await studio.request()).appointment;
    const customerId = await customerOf(studio, id);
    await forgetAll(studio);
    expect(await findCustomerRow(studio.db, customerId)).toBeUndefined();
    const lines = await listAudit(studio.db, "customer", customerId);
    expect(lines.map(({ action }) => action)).toEqual(["created", "forgotten"]);
    expect(await linkEarlierAppointments(studio.ctx("worker"))).toBe(0);
  });

  test.each<[string, (studio: TestStudio, customerId: string) => Promise<unknown>]>([
    ["a later appointment", (studio) => studio.request({ startTime: Date.parse("2027-02-10T09:00:00Z") })],
    ["a note", (studio, customerId) => addNote(studio.ctx("staff"), { customerId, text: "Regular" })],
    ["a tag", (studio, id) => changeCustomer(studio.ctx("staff"), id, { tags: ["Regular"] })],
    ["a folder", (studio, id) => setCustomerFolder(studio.db, id, { folder: "Lena", folderId: null })],
  ])("who has %s stays, and keeps no old appointment", async (what, give) => {
    const studio = await openStudio();
    const { id } = (await studio.request()).appointment;
    const customerId = await customerOf(studio, id);
    await give(studio, customerId);
    await changeSettings(studio.ctx("admin"), { retentionMonths: 1 });
    studio.clock.set("2027-01-15T00:00:00Z");
    await forgetOldAppointments(studio.ctx("worker"));
    const { appointments: left } = await showCustomer(studio.ctx("staff"), customerId);
    expect(left).toBe(what === "a later appointment" ? 1 : 0);
    expect((await studio.appointment(id)).customerId).toBeNull();
  });

  test("who is blocked stays, and still cannot book", async () => {
    const studio = await openStudio();
    const { id } = (await studio.request()).appointment;
    const customerId = await customerOf(studio, id);
    await blockCustomer(studio.ctx("staff"), customerId, { reason: "Owes us" });
    await forgetAll(studio);
    expect((await studio.appointment(id)).customerId).toBeNull();
    expect(await findCustomerRow(studio.db, customerId)).toMatchObject({ blockedReason: "Owes us" });
    await expect(studio.request({ startTime: studio.clock.now() + 30 * HOUR })).rejects.toMatchObject({
      code: "booking_refused",
    });
  });

  test("entered by hand stays", async () => {
    const studio = await openStudio();
    const { id: customerId } = await createCustomer(studio.ctx("staff"), {
      name: "Lena Hofer",
      email: "lena@example.org",
    });
    const { id } = (await studio.request()).appointment;
    expect(await customerOf(studio, id)).toBe(customerId);
    await forgetAll(studio);
    expect((await showCustomer(studio.ctx("staff"), customerId)).appointments).toBe(0);
  });
});
