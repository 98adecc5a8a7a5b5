import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { completeAppointment } from "#lib/appointments/complete-appointment.ts";
import { confirmAppointment } from "#lib/appointments/confirm-appointment.ts";
import { markNoShow } from "#lib/appointments/mark-no-show.ts";
import { requestAppointment } from "#lib/appointments/request-appointment.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { changeSettings } from "#lib/studio/change-settings.ts";
import { TEN, testRequest } from "#tests/support/test-request.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { blockCustomer } from "./block-customer.ts";
import { createCustomer } from "./create-customer.ts";
import { listCustomers } from "./list-customers.ts";
import { mergeCustomers } from "./merge-customers.ts";
import { requireMayBook } from "./require-may-book.ts";
import { showCustomer } from "./show-customer.ts";
import { unblockCustomer } from "./unblock-customer.ts";
import { undoMerge } from "./undo-merge.ts";

async function withLena() {
  const studio = await openStudio();
  const { appointment } = await studio.request();
  const id = (await studio.appointment(appointment.id)).customerId ?? "";
  const again = (more: object = {}) => studio.request({ startTime: TEN + 2 * HOUR, ...more });
  return { studio, id, again, appointment, desk: studio.ctx("staff") };
}

describe("who is blocked", () => {
  test("cannot book, by the address however written, and is not told why", async () => {
    const { id, again, desk } = await withLena();
    await blockCustomer(desk, id, { reason: "Was rude to Theo" });
    await expect(again({ clientEmail: "LENA@example.org", clientPhone: "" })).rejects.toMatchObject({
      code: "booking_refused",
      errors: undefined,
      message: "This cannot be booked online. Please contact the studio.",
    });
    // Six digits are shared by too many people to tell anybody by.
    await again({ clientEmail: "new@example.org", clientPhone: "+43 1 234" });
  });

  test("by a number long enough to tell people apart, too", async () => {
    const { studio, again, desk } = await withLena();
    const customer = await createCustomer(desk, { name: "Max", phone: "+43 660 1234567" });
    await blockCustomer(desk, customer.id, {});
    await expect(
      again({ clientEmail: "other@example.org", clientPhone: "0660/1234567" }),
    ).rejects.toMatchObject({ code: "booking_refused" });
    await requireMayBook(studio.ctx(), { email: "other@example.org", phone: "0660/7654321" });
    await requireMayBook(studio.ctx(), { email: "", phone: "" });
  });

  test("keeps what is booked, and the studio can still book for them", async () => {
    const { studio, id, appointment, desk } = await withLena();
    await blockCustomer(desk, id, {});
    expect((await studio.appointment(appointment.id)).status).toBe("PENDING");
    await requestAppointment(desk, { ...testRequest(), startTime: TEN + 4 * HOUR }, { locale: "en" });
  });

  test("is marked with since when and why, and can book once that is taken back", async () => {
    const { studio, id, again, desk } = await withLena();
    await blockCustomer(desk, id, { reason: "Owes us" });
    const blockedAt = studio.clock.now();
    studio.clock.advance(HOUR);
    expect(await blockCustomer(desk, id, { reason: "Owes us 50" })).toMatchObject({
      blockedAt,
      blockedReason: "Owes us 50",
    });
    expect((await listCustomers(desk, {})).customers).toMatchObject([{ id, blockedAt }]);
    expect(await unblockCustomer(desk, id)).toMatchObject({ blockedAt: null, blockedReason: "" });
    await unblockCustomer(desk, id);
    await again();
    const lines = await listAudit(studio.db, "customer", id);
    expect(lines.map(({ action }) => action)).toEqual(["created", "blocked", "blocked", "unblocked"]);
    expect(JSON.stringify(lines)).not.toContain("Owes");
  });

  test("is the front desk's to say", async () => {
    const { studio, id } = await withLena();
    await expect(blockCustomer(studio.ctx("mara"), id, {})).rejects.toMatchObject({ code: "not_allowed" });
    await expect(unblockCustomer(studio.ctx("mara"), id)).rejects.toMatchObject({ code: "not_allowed" });
    await expect(blockCustomer(studio.ctx(), id, {})).rejects.toMatchObject({ code: "not_signed_in" });
    await expect(blockCustomer(studio.ctx("staff"), "none", {})).rejects.toMatchObject({ code: "not_found" });
    expect((await showCustomer(studio.ctx("mara"), id)).allowed.block).toBe(false);
  });
});

test("so many missed appointments as the studio allows, and one cannot book; what was put right counts no more", async () => {
  const { studio, again, appointment } = await withLena();
  const admin = studio.ctx("admin");
  await changeSettings(admin, { noShowLimit: 1 });
  await confirmAppointment(admin, appointment);
  studio.clock.advance(TEN + HOUR - studio.clock.now());
  const later = { startTime: TEN + 3 * DAY };
  await markNoShow(admin, { id: appointment.id });
  await expect(again(later)).rejects.toMatchObject({ code: "booking_refused" });
  await changeSettings(admin, { noShowLimit: 2 });
  await again(later);
  await changeSettings(admin, { noShowLimit: 1 });
  await completeAppointment(admin, { id: appointment.id });
  await again({ startTime: TEN + 4 * DAY });
});

test("whoever is made one with somebody blocked is blocked too, until the two are two again", async () => {
  const { studio, id, desk } = await withLena();
  const other = await createCustomer(desk, { name: "Lena H.", email: "lena.h@example.org" });
  await blockCustomer(desk, other.id, { reason: "Never paid" });
  await mergeCustomers(desk, id, { with: other.id });
  expect(await showCustomer(desk, id)).toMatchObject({ blockedReason: "Never paid" });
  const [merge] = (await showCustomer(desk, id)).merges;
  await undoMerge(desk, merge?.id ?? "");
  expect(await showCustomer(desk, id)).toMatchObject({ blockedAt: null, blockedReason: "" });
  expect(await showCustomer(desk, other.id)).toMatchObject({ blockedReason: "Never paid" });
  await requireMayBook(studio.ctx(), { email: "lena@example.org", phone: "" });
});
