import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { setCustomerFolder } from "#db/queries/customers.ts";
import { findMedia, findUploadSession, insertMedia, insertUploadSession } from "#db/queries/media.ts";
import { findOutboxRow } from "#db/queries/outbox.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { addNote } from "./add-note.ts";
import { changeCustomer } from "./change-customer.ts";
import { changeNote } from "./change-note.ts";
import { createCustomer } from "./create-customer.ts";
import { forgetOldMerges } from "./forget-old-merges.ts";
import { listCustomers } from "./list-customers.ts";
import { mergeCustomers } from "./merge-customers.ts";
import { previewMerge } from "./preview-merge.ts";
import { showCustomer } from "./show-customer.ts";
import { undoMerge } from "./undo-merge.ts";

/** Two customers of one person: each with an appointment, a note, tags; the second with a file. */
async function twoOfOne() {
  const studio = await openStudio({ variables: { NEXTCLOUD_FILES_BASE_PATH: "05_Customers" } });
  const staff = studio.ctx("staff");
  const kept = await createCustomer(staff, {
    name: "Nora Weiß",
    email: "nora@example.org",
    tags: ["Regular", "VIP"],
    note: "kept's",
  });
  const other = await createCustomer(staff, {
    name: "N. Weiss",
    email: "work@example.org",
    phone: "0660/1234567",
    tags: ["vip", "Sleeve"],
    note: "other's",
  });
  const booked = async (clientEmail: string, startTime: number) =>
    (await studio.request({ clientEmail, clientPhone: "", startTime })).appointment.id;
  const keptAppointment = await booked("nora@example.org", TEN);
  const otherAppointment = await booked("work@example.org", TEN + 2 * HOUR);
  await insertMedia(studio.db, {
    id: "file",
    customerId: other.id,
    path: "N. Weiss/a.png",
    mimeType: "image/png",
    size: 1,
    state: "stored",
    uploadedByName: "Front Desk",
    createdAt: 0,
    updatedAt: 0,
  });
  studio.clock.advance(HOUR);
  return { studio, staff, kept: kept.id, other: other.id, keptAppointment, otherAppointment };
}

const folder = (studio: TestStudio, id: string, name: string, folderId: string | null = null) =>
  setCustomerFolder(studio.db, id, { folder: name, folderId });

test("the preview says what would be, and changes nothing", async () => {
  const { studio, staff, kept, other } = await twoOfOne();
  await folder(studio, kept, "Nora Weiß");
  await folder(studio, other, "N. Weiss");
  const before = [await showCustomer(staff, kept), await showCustomer(staff, other)];
  expect(await previewMerge(staff, kept, other)).toMatchObject({
    kept: { id: kept, appointments: 1 },
    other: { id: other, appointments: 1, phone: "0660/1234567" },
    result: {
      name: "Nora Weiß",
      email: "nora@example.org",
      phone: "0660/1234567",
      nextcloudFolder: "05_Customers/Nora Weiß",
    },
    moves: { appointments: 1, notes: 1, tags: 1, media: 1 },
    otherFolder: "05_Customers/N. Weiss",
  });
  const taken = await previewMerge(staff, kept, other, { name: "other", phone: "kept" });
  expect(taken.result).toMatchObject({ name: "N. Weiss", phone: "0660/1234567" });
  expect([await showCustomer(staff, kept), await showCustomer(staff, other)]).toEqual(before);
});

test("merging moves everything over and leaves a line on both", async () => {
  const { studio, staff, kept, other, keptAppointment, otherAppointment } = await twoOfOne();
  const { customer, mergeId } = await mergeCustomers(staff, kept, { with: other });
  expect(customer).toMatchObject({
    id: kept,
    name: "Nora Weiß",
    email: "nora@example.org",
    phone: "0660/1234567",
    tags: ["Regular", "Sleeve", "VIP"],
    appointments: 2,
  });
  expect(customer.history.map(({ id }) => id)).toEqual([otherAppointment, keptAppointment]);
  expect(customer.notes.map(({ text }) => text).sort()).toEqual(["kept's", "other's"]);
  expect((await findMedia(studio.db, "file"))?.customerId).toBe(kept);
  await expect(showCustomer(staff, other)).rejects.toMatchObject({ code: "not_found" });
  const last = async (id: string) => (await listAudit(studio.db, "customer", id)).at(-1);
  expect(await last(kept)).toMatchObject({ action: "merged", detail: { mergeId, with: other } });
  expect(await last(other)).toMatchObject({ action: "merged_into", detail: { mergeId, into: kept } });
});

test("who books with what the other was reached by is still known, until the merge is undone", async () => {
  const { studio, staff, kept, other } = await twoOfOne();
  const third = await createCustomer(staff, { name: "Nora W.", email: "home@example.org" });
  await mergeCustomers(staff, other, { with: third.id });
  const { mergeId } = await mergeCustomers(staff, kept, { with: other, take: { phone: "other" } });
  expect((await showCustomer(staff, kept)).earlierContacts).toEqual(["home@example.org", "work@example.org"]);
  const found = async (q: string) => (await listCustomers(staff, { q })).customers.map(({ id }) => id);
  expect(await found("home@")).toEqual([kept]);

  const bookedBy = async (clientEmail: string, hours: number) => {
    const request = { clientName: "Nora", clientEmail, clientPhone: "", startTime: TEN + hours * HOUR };
    return (await studio.appointment((await studio.request(request)).appointment.id)).customerId;
  };
  expect(await bookedBy("Work@example.org", 3)).toBe(kept);
  expect(await bookedBy("home@example.org", 4)).toBe(kept);
  await undoMerge(staff, mergeId);
  expect((await showCustomer(staff, kept)).earlierContacts).toEqual([]);
  expect((await showCustomer(staff, other)).earlierContacts).toEqual(["home@example.org"]);
  expect(await found("home@")).toEqual([other]);
  expect(await found("work@")).toEqual([other]);
  expect(await bookedBy("work@example.org", 5)).toBe(other);
  expect(await bookedBy("home@example.org", 6)).toBe(other);
});

test("fields are taken from whom one says", async () => {
  const { studio, staff, kept, other } = await twoOfOne();
  await folder(studio, kept, "Nora Weiß");
  const take = { name: "other", email: "other", phone: "kept" } as const;
  const { customer } = await mergeCustomers(staff, kept, { with: other, take });
  expect(customer).toMatchObject({
    name: "N. Weiss",
    email: "work@example.org",
    // A choice empties nothing.
    phone: "0660/1234567",
  });
  // The folder follows the name.
  expect(await findOutboxRow(studio.db, `folder:${kept}`)).toBeDefined();
});

describe("folders", () => {
  test("the other's moves over where the kept one has none", async () => {
    const { studio, staff, kept, other } = await twoOfOne();
    await folder(studio, other, "N. Weiss", "17");
    const { customer, mergeId } = await mergeCustomers(staff, kept, { with: other });
    expect(customer).toMatchObject({ folderPath: "N. Weiss" });
    expect(customer.notes).toHaveLength(2);
    // Renamed in Nextcloud meanwhile: it is known by its id.
    await folder(studio, kept, "Nora W", "17");
    await undoMerge(staff, mergeId);
    expect((await showCustomer(staff, kept)).folderPath).toBeNull();
    expect((await showCustomer(staff, other)).folderPath).toBe("Nora W");
  });

  test("of both stay, the kept one's is used, and a note says where the other's is", async () => {
    const { studio, staff, kept, other } = await twoOfOne();
    await folder(studio, kept, "Nora Weiß");
    await folder(studio, other, "N. Weiss");
    const { customer, mergeId } = await mergeCustomers(staff, kept, { with: other });
    expect(customer.folderPath).toBe("Nora Weiß");
    expect(customer.notes[0]?.text).toContain("05_Customers/N. Weiss");
    await undoMerge(staff, mergeId);
    expect((await showCustomer(staff, kept)).notes.map(({ text }) => text)).toEqual(["kept's"]);
    expect((await showCustomer(staff, other)).folderPath).toBe("N. Weiss");
  });

  test("that somebody else has meanwhile is not taken from them", async () => {
    const { studio, staff, kept, other } = await twoOfOne();
    await folder(studio, kept, "Nora Weiß");
    await folder(studio, other, "N. Weiss");
    const { mergeId } = await mergeCustomers(staff, kept, { with: other });
    const third = await createCustomer(staff, { name: "Third" });
    await folder(studio, third.id, "N. Weiss");
    await undoMerge(staff, mergeId);
    expect((await showCustomer(staff, other)).folderPath).toBeNull();
    expect((await showCustomer(staff, third.id)).folderPath).toBe("N. Weiss");
  });
});

describe("undoing", () => {
  test("is offered to the front desk for 30 days, newest first", async () => {
    const { studio, staff, kept, other } = await twoOfOne();
    const mergedAt = studio.clock.now();
    const first = await mergeCustomers(staff, kept, { with: other });
    expect(first.customer.merges).toEqual([
      { id: first.mergeId, otherName: "N. Weiss", createdAt: mergedAt },
    ]);
    studio.clock.advance(HOUR);
    const third = await createCustomer(staff, { name: "Third" });
    const second = await mergeCustomers(staff, kept, { with: third.id });
    const offered = async (id: string, actor: "admin" | "mara" = "admin") =>
      (await showCustomer(studio.ctx(actor), id)).merges.map((merge) => merge.id);
    expect(await offered(kept)).toEqual([second.mergeId, first.mergeId]);
    expect(await offered(kept, "mara")).toEqual([]);
    studio.clock.set(new Date(mergedAt + 30 * DAY).toISOString());
    expect(await offered(kept)).toEqual([second.mergeId, first.mergeId]);
    studio.clock.advance(1);
    expect(await offered(kept)).toEqual([second.mergeId]);
    await undoMerge(staff, second.mergeId);
    expect(await offered(kept)).toEqual([]);
  });

  test("is not offered while a later merge is in the way", async () => {
    const { staff, kept, other } = await twoOfOne();
    const third = await createCustomer(staff, { name: "Third" });
    const first = await mergeCustomers(staff, kept, { with: other });
    const second = await mergeCustomers(staff, third.id, { with: kept });
    expect(second.customer.merges.map(({ id }) => id)).toEqual([second.mergeId]);
    await undoMerge(staff, second.mergeId);
    expect((await showCustomer(staff, kept)).merges.map(({ id }) => id)).toEqual([first.mergeId]);
  });

  test("gives back what was put into the folder since, and nothing else", async () => {
    const { studio, staff, kept, other } = await twoOfOne();
    await folder(studio, other, "N. Weiss", "17");
    const { mergeId } = await mergeCustomers(staff, kept, { with: other });
    const media = {
      customerId: kept,
      mimeType: "image/png",
      size: 1,
      state: "stored" as const,
      uploadedByName: "Front Desk",
      createdAt: 0,
      updatedAt: 0,
    };
    await insertMedia(studio.db, { ...media, id: "in", path: "N. Weiss/Sent Media/since.png" });
    await insertMedia(studio.db, { ...media, id: "out", path: "N. Weiss (2)/since.png" });
    const session = { customerId: kept, mimeType: "image/png", size: 1, chunkBytes: 1, createdAt: 0 };
    const under = { path: "N. Weiss/Internal/big.mov", userId: "user-staff", expiresAt: 1 };
    await insertUploadSession(studio.db, { ...session, ...under, id: "up" });
    await undoMerge(staff, mergeId);
    const owner = async (id: string) => (await findMedia(studio.db, id))?.customerId;
    expect([await owner("in"), await owner("out")]).toEqual([other, kept]);
    expect((await findUploadSession(studio.db, "up"))?.customerId).toBe(other);
  });

  test("brings back both as they were", async () => {
    const { studio, staff, kept, other, otherAppointment } = await twoOfOne();
    const comparable = async (id: string) => {
      const { version: _, updatedAt: __, ...rest } = await showCustomer(staff, id);
      return rest;
    };
    const before = [await comparable(kept), await comparable(other)];
    const take = { name: "other", email: "other" } as const;
    const { mergeId } = await mergeCustomers(staff, kept, { with: other, take });
    const { customers } = await undoMerge(staff, mergeId);
    expect(customers.map(({ id }) => id)).toEqual([kept, other]);
    expect([await comparable(kept), await comparable(other)]).toEqual(before);
    expect((await studio.appointment(otherAppointment)).customerId).toBe(other);
    expect((await findMedia(studio.db, "file"))?.customerId).toBe(other);
    for (const id of [kept, other])
      expect((await listAudit(studio.db, "customer", id)).at(-1)).toMatchObject({ action: "merge_undone" });
    await expect(undoMerge(staff, mergeId)).rejects.toMatchObject({ code: "conflict" });
    // What the merge wrote down of them is gone with it.
    const left = studio.db.$client.prepare("SELECT * FROM customer_merges").all();
    expect(JSON.stringify(left)).not.toContain("Weiss");
  });

  test("leaves what was changed since", async () => {
    const { studio, staff, kept, other } = await twoOfOne();
    const take = { name: "other", email: "other" } as const;
    const { customer, mergeId } = await mergeCustomers(staff, kept, { with: other, take });
    await changeCustomer(staff, kept, { name: "Nora White", tags: ["Regular", "VIP", "New"] });
    const noteId = customer.notes.find(({ text }) => text === "other's")?.id ?? "";
    studio.clock.advance(HOUR);
    await changeNote(staff, { customerId: kept, noteId, text: "other's, changed" });
    await addNote(staff, { customerId: kept, text: "since" });
    const { id } = (await studio.request({ clientEmail: "work@example.org", startTime: TEN + 4 * HOUR }))
      .appointment;
    await undoMerge(staff, mergeId);
    expect(await showCustomer(staff, kept)).toMatchObject({
      name: "Nora White",
      email: "nora@example.org",
      phone: "",
      tags: ["New", "Regular", "VIP"],
    });
    expect((await showCustomer(staff, kept)).notes.map(({ text }) => text)).toEqual(["since", "kept's"]);
    expect((await showCustomer(staff, other)).notes.map(({ text }) => text)).toEqual(["other's, changed"]);
    expect((await studio.appointment(id)).customerId).toBe(kept);
  });

  test("is possible for 30 days, then forgotten", async () => {
    const { studio, staff, kept, other } = await twoOfOne();
    const { mergeId } = await mergeCustomers(staff, kept, { with: other });
    const mergedAt = studio.clock.now();
    studio.clock.set(new Date(mergedAt + 30 * DAY + 1).toISOString());
    await expect(undoMerge(staff, mergeId)).rejects.toMatchObject({ code: "conflict" });
    studio.clock.set(new Date(mergedAt + 30 * DAY).toISOString());
    expect(await forgetOldMerges(studio.ctx("worker"))).toBe(0);
    studio.clock.advance(1);
    expect(await forgetOldMerges(studio.ctx("worker"))).toBe(1);
    await expect(undoMerge(staff, mergeId)).rejects.toMatchObject({ code: "not_found" });
  });

  test("of merges on top of each other goes from the last to the first", async () => {
    const { studio, staff, kept, other, otherAppointment } = await twoOfOne();
    const third = await createCustomer(staff, { name: "Third" });
    const first = await mergeCustomers(staff, kept, { with: other });
    const second = await mergeCustomers(staff, third.id, { with: kept });
    expect(second.customer.appointments).toBe(2);
    await expect(undoMerge(staff, first.mergeId)).rejects.toMatchObject({ code: "conflict" });
    await undoMerge(staff, second.mergeId);
    await undoMerge(staff, first.mergeId);
    expect((await studio.appointment(otherAppointment)).customerId).toBe(other);
    expect((await showCustomer(staff, third.id)).appointments).toBe(0);
    expect((await showCustomer(staff, kept)).tags).toEqual(["Regular", "VIP"]);
  });
});

describe("is refused", () => {
  test("with oneself, with nobody, of nobody", async () => {
    const { staff, kept, other } = await twoOfOne();
    for (const verb of [
      (one: string, another: string) => previewMerge(staff, one, another),
      (one: string, another: string) => mergeCustomers(staff, one, { with: another }),
    ]) {
      await expect(verb(kept, kept)).rejects.toMatchObject({
        code: "invalid_input",
        errors: { with: ["same"] },
      });
      await expect(verb(kept, "nobody")).rejects.toMatchObject({ code: "not_found" });
      await expect(verb("nobody", other)).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(undoMerge(staff, "nothing")).rejects.toMatchObject({ code: "not_found" });
  });

  test("the second of two at the same time", async () => {
    const { staff, kept, other } = await twoOfOne();
    const outcomes = await Promise.allSettled([
      mergeCustomers(staff, kept, { with: other }),
      mergeCustomers(staff, other, { with: kept }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});
