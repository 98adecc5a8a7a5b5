import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { FORGOTTEN } from "#db/queries/retention.ts";
import { appointments } from "#db/schema/appointments.ts";
import { HOUR, MINUTE } from "#lib/core/clock.ts";
import { TEN } from "#tests/support/test-request.ts";
import { appointmentRow } from "#tests/support/test-rows.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { changeCustomer } from "./change-customer.ts";
import { createCustomer } from "./create-customer.ts";
import { linkEarlierAppointments } from "./link-earlier-appointments.ts";
import { listCustomers } from "./list-customers.ts";
import { showCustomer } from "./show-customer.ts";

const nora = { name: "Nora Weiß", email: "Nora@Example.org", phone: "+43 660 1234567" };
const booking = { clientName: "Nora Weiß", clientEmail: "nora@example.org", clientPhone: "0660/1234567" };

async function book(studio: TestStudio, input: Parameters<TestStudio["request"]>[0] = {}) {
  const { id } = (await studio.request({ ...booking, ...input })).appointment;
  const { customerId } = await studio.appointment(id);
  if (customerId === null) throw new Error("Nobody was linked");
  return customerId;
}

const count = async (studio: TestStudio) => (await listCustomers(studio.ctx("staff"), {})).total;

describe("a booking", () => {
  test("by somebody unknown enters them", async () => {
    const studio = await openStudio();
    const id = await book(studio);
    expect(await showCustomer(studio.ctx("staff"), id)).toMatchObject({
      name: "Nora Weiß",
      email: "nora@example.org",
      phone: "0660/1234567",
      source: "booking",
      tags: [],
      notes: [],
      appointments: 1,
      createdAt: studio.clock.now(),
      history: [{ artistName: "Mara", bookedAs: null }],
    });
    const [line] = await listAudit(studio.db, "customer", id);
    expect(line).toMatchObject({ action: "created", actorKind: "customer", detail: { by: "booking" } });
  });

  test.each([
    ["the same address in another case", { clientEmail: "NORA@example.ORG", clientPhone: "" }],
    ["another address, the same number", { clientEmail: "work@example.org" }],
    [
      "another address, the number from abroad",
      { clientEmail: "w@example.org", clientPhone: "0043660 1234567" },
    ],
  ])("with %s is known by it", async (_name, said) => {
    const studio = await openStudio();
    const { id } = await createCustomer(studio.ctx("staff"), nora);
    expect(await book(studio, said)).toBe(id);
    expect(await count(studio)).toBe(1);
  });

  test.each([
    ["another address and no number", { clientEmail: "other@example.org", clientPhone: "" }],
    ["another address and country", { clientEmail: "other@example.org", clientPhone: "+49 660 1234567" }],
    ["the same name alone", { clientEmail: "other@example.org", clientPhone: "0660/7654321" }],
  ])("with %s is somebody else's", async (_name, said) => {
    const studio = await openStudio();
    const { id } = await createCustomer(studio.ctx("staff"), nora);
    expect(await book(studio, said)).not.toBe(id);
  });

  test("goes by the address before the number", async () => {
    const studio = await openStudio();
    await createCustomer(studio.ctx("staff"), { ...nora, email: "older@example.org" });
    const { id } = await createCustomer(studio.ctx("staff"), { ...nora, phone: "" });
    expect(await book(studio)).toBe(id);
  });

  test("among several of one address goes to the one of that name, else to the oldest", async () => {
    const studio = await openStudio();
    const { id: oldest } = await createCustomer(studio.ctx("staff"), { name: "Family", email: nora.email });
    studio.clock.advance(1);
    const { id: hers } = await createCustomer(studio.ctx("staff"), { ...nora, name: "NORA WEISS" });
    expect(await book(studio)).toBe(hers);
    expect(await book(studio, { startTime: TEN + 2 * HOUR, clientName: "Ida" })).toBe(oldest);
  });

  test("changes nothing that is known of a customer, but fills in a number", async () => {
    const studio = await openStudio();
    const { id } = await createCustomer(studio.ctx("staff"), { ...nora, phone: "", tags: ["Regular"] });
    await book(studio, { clientName: "Eve <script>", clientPhone: "+43 1 5550000" });
    expect(await showCustomer(studio.ctx("staff"), id)).toMatchObject({
      name: nora.name,
      email: nora.email,
      phone: "+43 1 5550000",
      tags: ["Regular"],
      version: 2,
      history: [{ bookedAs: "Eve <script>" }],
    });
    expect((await listCustomers(studio.ctx("staff"), { q: "5550000 regular" })).total).toBe(1);
    await book(studio, { startTime: TEN + 2 * HOUR, clientPhone: "+43 660 9999999" });
    expect(await showCustomer(studio.ctx("staff"), id)).toMatchObject({ phone: "+43 1 5550000", version: 2 });
    // Who edits meanwhile is told that the number came in.
    const late = changeCustomer(studio.ctx("staff"), id, { phone: "", version: 1 });
    await expect(late).rejects.toMatchObject({ code: "conflict" });
  });

  test("with a name of marks alone still has a customer", async () => {
    const studio = await openStudio();
    const id = await book(studio, { clientName: "\u202e\u202d" });
    expect((await showCustomer(studio.ctx("staff"), id)).name).toBe("nora@example.org");
  });

  test("that is refused enters nobody", async () => {
    const studio = await openStudio();
    await studio.request();
    const refused = studio.request({ ...booking });
    await expect(refused).rejects.toMatchObject({ code: "slot_taken" });
    expect((await listCustomers(studio.ctx("staff"), { q: "nora" })).total).toBe(0);
  });

  test("repeated with its key is one appointment of one customer", async () => {
    const studio = await openStudio();
    const once = await studio.request(booking, { idempotencyKey: "k" });
    expect(await studio.request(booking, { idempotencyKey: "k" })).toEqual(once);
    expect(await count(studio)).toBe(1);
  });
});

test("first bookings of one new customer at the same time give one row", async () => {
  const studio = await openStudio();
  const times = Array.from({ length: 8 }, (_, index) => TEN + index * HOUR).slice(0, 6);
  const ids = await Promise.all(
    times.flatMap((startTime) => [
      book(studio, { startTime }),
      book(studio, { startTime, artistId: "theo", clientEmail: "NORA@example.org" }),
    ]),
  );
  expect(new Set(ids).size).toBe(1);
  expect(await count(studio)).toBe(1);
});

describe("appointments from before there were customers", () => {
  const earlier = (id: string, index: number, more: Partial<Parameters<typeof appointmentRow>[2]> = {}) => {
    const at = Date.parse("2020-01-01T10:00:00Z") + index * HOUR;
    const iso = (ms: number) => new Date(ms).toISOString();
    return appointmentRow(
      id,
      { start: iso(at), end: iso(at + 30 * MINUTE) },
      { status: "CANCELLED", createdAt: at, ...more },
    );
  };

  test("are linked in batches, once, and never to who was forgotten", async () => {
    const studio = await openStudio();
    const rows = Array.from({ length: 450 }, (_, index) =>
      earlier(`a${index}`, index, { clientEmail: `guest${index % 90}@example.org`, clientName: "Guest" }),
    );
    for (const row of rows) studio.db.insert(appointments).values(row).run();
    const gone = earlier("gone", 500, { clientName: FORGOTTEN, clientEmail: "" });
    studio.db.insert(appointments).values(gone).run();
    expect(await linkEarlierAppointments(studio.ctx("worker"))).toBe(450);
    expect(await linkEarlierAppointments(studio.ctx("worker"))).toBe(0);
    expect(await count(studio)).toBe(90);
    expect((await studio.appointment("gone")).customerId).toBeNull();
    const { customerId } = await studio.appointment("a7");
    expect(customerId).not.toBeNull();
    expect((await studio.appointment("a97")).customerId).toBe(customerId);
    expect(await showCustomer(studio.ctx("staff"), customerId ?? "")).toMatchObject({
      appointments: 5,
      createdAt: rows[7]?.createdAt,
    });
  });

  test("go to whom the studio entered meanwhile", async () => {
    const studio = await openStudio();
    const { id } = await createCustomer(studio.ctx("staff"), nora);
    studio.db
      .insert(appointments)
      .values(earlier("old", 0, booking))
      .run();
    await linkEarlierAppointments(studio.ctx("worker"));
    expect((await studio.appointment("old")).customerId).toBe(id);
  });
});
