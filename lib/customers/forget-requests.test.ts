import { readdir } from "node:fs/promises";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { transaction } from "#db/client.ts";
import { readCustomerRecord } from "#db/queries/customer-record.ts";
import { findCustomerRow } from "#db/queries/customers.ts";
import { insertInquiry } from "#db/queries/inquiries.ts";
import { attachPictures } from "#db/queries/reference-pictures.ts";
import { customerMessages, offers, waitlistEntries } from "#db/schema/inquiries.ts";
import { webhookDeliveries, webhookSubscriptions } from "#db/schema/webhooks.ts";
import { forgetOldAppointments } from "#lib/appointments/forget-old-appointments.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import { createConsentForm } from "#lib/consents/create-consent-form.ts";
import { signConsent } from "#lib/consents/sign-consent.ts";
import { DAY } from "#lib/core/clock.ts";
import { hashToken } from "#lib/core/ids.ts";
import { manageToken } from "#lib/links/manage-link.ts";
import { spoolFolder } from "#lib/media/spool/spool-folder.ts";
import { sweepSpool } from "#lib/media/spool/sweep-spool.ts";
import { receivePictures } from "#lib/pictures/receive-pictures.ts";
import { phonePicture } from "#tests/support/test-pictures.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { bookingCustomer } from "./booking-customer.ts";
import { createCustomer } from "./create-customer.ts";
import { customerDocument } from "./customer-document.ts";
import { deleteCustomer } from "./delete-customer.ts";
import { mergeCustomers } from "./merge-customers.ts";
import { undoMerge } from "./undo-merge.ts";

/** Nothing of these may be left anywhere. */
const PERSONAL = /Zenobia|zenobia@|geheim|M10 10L20 20|2000-01-02/i;
const WHO = { clientName: "Zenobia Quast", clientEmail: "zenobia@example.org", clientPhone: "" };

async function picture(studio: TestStudio): Promise<string> {
  const intake = receivePictures(studio.ctx());
  const body = Readable.from([Buffer.from(await phonePicture())], { objectMode: false });
  await intake.take({ filename: "geheim.jpg", body });
  return intake.pictures[0]?.token ?? "";
}

/** Zenobia asked for a time with a picture, signed, wrote, told an idea, waits for another day; a system heard of it. */
async function withZenobia() {
  const studio = await openStudio({ variables: { SMTP_URL: "smtp://127.0.0.1:9" } });
  const nowMs = studio.clock.now();
  const formId = await createConsentForm(studio.ctx("admin"), {
    title: "Form",
    body: "Words",
    minimumAge: 18,
  });
  studio.db.$client.prepare("UPDATE services SET consent_form_id = ? WHERE id = 'session'").run(formId);
  studio.db
    .insert(webhookSubscriptions)
    .values({ id: "hook", name: "x", url: "http://127.0.0.1:9", events: ["*"], secret: "x", createdAt: 0 })
    .run();
  const tokens = [await picture(studio), await picture(studio)];
  const { appointment } = await studio.request(WHO);
  const { customerId } = await studio.appointment(appointment.id);
  if (customerId === null) throw new Error("Nobody booked");
  const attach = (token: string | undefined, aboutId: string) =>
    transaction(studio.db, () =>
      attachPictures(studio.db, { tokenHashes: [hashToken(token ?? "")], aboutId, customerId, nowMs }),
    );
  attach(tokens[0], appointment.id);
  const { token } = manageToken(studio.env, { id: appointment.id, linkGeneration: 0 });
  await signConsent(studio.ctx(), token, {
    signedName: WHO.clientName,
    birthDate: "2000-01-02",
    agreed: true,
    signaturePath: "M10 10L20 20",
    locale: "en",
  });
  await insertInquiry(studio.db, {
    inquiry: {
      id: "idea",
      artistId: "mara",
      serviceId: "session",
      status: "DECLINED",
      description: "geheim",
      timeZone: "Europe/Vienna",
      ...WHO,
      tokenHash: "idea",
      expiresAt: nowMs,
      createdAt: nowMs,
      updatedAt: nowMs,
    },
    customer: bookingCustomer(studio.ctx(), { name: WHO.clientName, email: WHO.clientEmail, phone: "" }),
    pictures: [],
    audit: auditEntry(studio.ctx(), {
      entity: "inquiry",
      entityId: "idea",
      action: "created",
      detail: { word: "geheim" },
    }),
    outbox: [],
  });
  attach(tokens[1], "idea");
  studio.db
    .insert(waitlistEntries)
    .values({
      id: "wait",
      artistId: "mara",
      serviceId: "session",
      durationMinutes: 60,
      customerId,
      state: "LEFT",
      fromDay: "2026-12-10",
      toDay: "2026-12-20",
      timeZone: "Europe/Vienna",
      ...WHO,
      tokenHash: "wait",
      createdAt: nowMs,
      updatedAt: nowMs,
    })
    .run();
  studio.db
    .insert(offers)
    .values({
      id: "offer",
      kind: "inquiry",
      aboutId: "idea",
      artistId: "mara",
      serviceId: "session",
      word: "Liebe Zenobia",
      state: "open",
      expiresAt: nowMs,
      createdAt: nowMs,
    })
    .run();
  for (const [id, aboutId] of [
    ["m1", appointment.id],
    ["m2", "idea"],
  ] as const)
    studio.db
      .insert(customerMessages)
      .values({
        id,
        aboutId,
        author: "customer",
        authorName: WHO.clientName,
        text: "geheim",
        createdAt: nowMs,
      })
      .run();
  studio.db
    .insert(webhookDeliveries)
    .values({
      id: "told",
      subscriptionId: "hook",
      event: "inquiry.created",
      about: "inquiry:idea",
      body: "Zenobia",
      state: "delivered",
      createdAt: nowMs,
    })
    .run();
  return { studio, customerId, appointmentId: appointment.id };
}

function dump(studio: TestStudio): string {
  const tables = studio.db.$client
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .all();
  return tables
    .map(
      ({ name }) => `${name}: ${JSON.stringify(studio.db.$client.prepare(`SELECT * FROM "${name}"`).all())}`,
    )
    .join("\n");
}

const spooled = (studio: TestStudio) => readdir(spoolFolder(studio.env)).catch(() => []);

test("deleting a person takes what they asked for, wrote, sent and signed, and what others were told", async () => {
  const { studio, customerId } = await withZenobia();
  expect(dump(studio)).toMatch(PERSONAL);
  expect((await spooled(studio)).length).toBe(2);
  await deleteCustomer(studio.ctx("admin"), customerId, { files: "keep", cancelUpcoming: true });
  const left = dump(studio);
  expect(left.split("\n").filter((line) => PERSONAL.test(line))).toEqual([]);
  expect(await spooled(studio)).toEqual([]);
  expect((await studio.outboxIds()).filter((id) => /^(picture|consent):/.test(id))).toEqual([]);
});

test("the studio's retention takes the same with the appointment, and ideas that came to nothing", async () => {
  const { studio } = await withZenobia();
  studio.db.$client.exec("INSERT INTO settings (name, value) VALUES ('retentionMonths', '1')");
  studio.clock.advance(70 * DAY);
  await forgetOldAppointments(studio.ctx("worker"));
  expect(
    dump(studio)
      .split("\n")
      .filter((line) => PERSONAL.test(line)),
  ).toEqual([]);
  await sweepSpool({ ...studio.ctx("worker"), now: () => Date.now() + DAY });
  expect(await spooled(studio)).toEqual([]);
});

test("an export holds all of it", async () => {
  const { studio, customerId } = await withZenobia();
  const customer = await findCustomerRow(studio.db, customerId);
  if (!customer) throw new Error("gone");
  const record = await readCustomerRecord(studio.db, customer);
  expect(customerDocument(studio.ctx("staff"), customer, record)).toMatchObject({
    inquiries: [{ description: "geheim" }],
    waitlist: [{ from_day: "2026-12-10" }],
    messages: [{ text: "geheim" }, { text: "geheim" }],
    reference_pictures: [{ filename: "geheim.jpg" }, { filename: "geheim.jpg" }],
    consents: [{ signed_name: "Zenobia Quast", birth_date: "2000-01-02" }],
  });
});

test("what belongs to somebody moves with a merge, and back when it is undone", async () => {
  const { studio, customerId } = await withZenobia();
  const staff = studio.ctx("staff");
  const kept = await createCustomer(staff, { name: "Z. Quast", email: "z@example.net", phone: "", tags: [] });
  const owners = () =>
    ["inquiries", "waitlist_entries", "reference_pictures", "consents"].map((table) =>
      studio.db.$client
        .prepare<[], { customer_id: string }>(`SELECT DISTINCT customer_id FROM ${table}`)
        .all()
        .map((row) => row.customer_id),
    );
  const all = (id: string) => [[id], [id], [id], [id]];
  expect(owners()).toEqual(all(customerId));
  const { mergeId } = await mergeCustomers(staff, kept.id, { with: customerId });
  expect(owners()).toEqual(all(kept.id));
  await undoMerge(staff, mergeId);
  expect(owners()).toEqual(all(customerId));
});
