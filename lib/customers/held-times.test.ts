import { expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { readCustomerRecord } from "#db/queries/customer-record.ts";
import { findCustomerRow } from "#db/queries/customers.ts";
import { countAppointments } from "#db/queries/metrics.ts";
import { findLastOffer } from "#db/queries/offers.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { createInquiry } from "#lib/inquiries/create-inquiry.ts";
import { inquiryRequest } from "#lib/inquiries/input.ts";
import { makeOffer } from "#lib/offers/make-offer.ts";
import { withdrawOffer } from "#lib/offers/withdraw-offer.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { deleteCustomer } from "./delete-customer.ts";
import { listCustomers } from "./list-customers.ts";
import { previewDeletion } from "./preview-deletion.ts";
import { showCustomer } from "./show-customer.ts";

/** Lena told an idea: two times were offered and withdrawn, two more are held for her. */
async function withHeldTimes() {
  const studio = await openStudio();
  const { inquiry } = await createInquiry(
    studio.ctx(),
    inquiryRequest.parse({
      artistId: "mara",
      serviceId: "session",
      clientName: "Lena Hofer",
      clientEmail: "lena@example.org",
      description: "A heron",
    }),
    { locale: "en" },
  );
  const about = { kind: "inquiry" as const, id: inquiry.id };
  const offer = (...startMs: number[]) =>
    makeOffer(studio.ctx("mara"), { about, times: startMs.map((start) => ({ startMs: start })) });
  const first = await offer(TEN, TEN + 2 * HOUR);
  await withdrawOffer(studio.ctx("mara"), first.offer.id);
  const open = await offer(TEN + DAY, TEN + DAY + 2 * HOUR);
  const [customer] = (await listCustomers(studio.ctx("staff"), {})).customers;
  return { studio, about, open, id: customer?.id ?? "" };
}

test("times held for somebody are none of their appointments, in no count and no copy of their data", async () => {
  const { studio, id } = await withHeldTimes();
  const desk = studio.ctx("staff");
  expect((await listCustomers(desk, {})).customers).toMatchObject([{ id, appointments: 0 }]);
  expect(await showCustomer(desk, id)).toMatchObject({ appointments: 0, history: [] });
  const customer = await findCustomerRow(studio.db, id);
  if (!customer) throw new Error("gone");
  expect((await readCustomerRecord(studio.db, customer)).appointments).toEqual([]);
  expect(await countAppointments(studio.db)).toEqual([{ status: "HELD", count: 2 }]);

  const { appointment } = await studio.request({ startTime: TEN + 4 * HOUR });
  expect(await showCustomer(desk, id)).toMatchObject({ appointments: 1, history: [{ id: appointment.id }] });
  expect((await readCustomerRecord(studio.db, customer)).appointments).toMatchObject([
    { id: appointment.id },
  ]);
});

test("deleting somebody ends what is held for them as any offer ends; nothing of it was an appointment ahead", async () => {
  const { studio, about, open, id } = await withHeldTimes();
  const admin = studio.ctx("admin");
  expect((await previewDeletion(admin, id)).appointments).toEqual({ past: 0, upcoming: 0 });
  const done = await deleteCustomer(admin, id, { files: "keep" });
  expect(done).toMatchObject({ appointments: 0, cancelled: 0 });
  for (const { heldId } of open.times) {
    const row = await studio.appointment(heldId);
    expect(row).toMatchObject({ status: "CANCELLED", statusReason: "not_chosen", clientName: "forgotten" });
    const actions = (await listAudit(studio.db, "appointment", heldId)).map(({ action }) => action);
    expect(actions).not.toContain("cancelled");
  }
  expect(await findLastOffer(studio.db, about.id)).toMatchObject({ state: "withdrawn", word: "" });
  // The time is free again.
  await studio.request({ startTime: TEN + DAY });
});
