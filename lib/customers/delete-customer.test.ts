import { readdir } from "node:fs/promises";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { listAudit, writeAudit } from "#db/queries/audit.ts";
import { findCustomerRow } from "#db/queries/customers.ts";
import { insertMedia } from "#db/queries/media.ts";
import { enqueue, findOutboxRow } from "#db/queries/outbox.ts";
import { insertFormDraft } from "#db/queries/system.ts";
import { confirmAppointment } from "#lib/appointments/confirm-appointment.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { fileRow } from "#lib/media/file-row.ts";
import { spoolFile } from "#lib/media/spool/spool-file.ts";
import { spoolFolder } from "#lib/media/spool/spool-folder.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { listCloudFolder, putCloudFile } from "#tests/support/cloud-files.ts";
import type { ActorName } from "#tests/support/test-actors.ts";
import { TEN } from "#tests/support/test-request.ts";
import { auditLine } from "#tests/support/test-rows.ts";
import { type CloudStudio, openCloudStudio } from "#tests/support/test-studio.ts";
import { addNote } from "./add-note.ts";
import { changeCustomer } from "./change-customer.ts";
import { createCustomer } from "./create-customer.ts";
import { deleteCustomer } from "./delete-customer.ts";
import { ensureCustomerFolder } from "./ensure-customer-folder.ts";
import { linkCustomerFolder } from "./link-customer-folder.ts";
import { mergeCustomers } from "./merge-customers.ts";
import { previewDeletion } from "./preview-deletion.ts";
import { undoMerge } from "./undo-merge.ts";

/** The studio's account in the cloud. */
const serviceAccount = "parlour";
const BASE = "05_Customers";
/** Nothing of these may be left anywhere. */
const PERSONAL = /Lena|Hofer|Huber|lena@|\+43 1 234|431234|rosemary|latex|skizze|consent\.pdf|Geheim/i;

/** Lena came on Wednesday and comes again on Thursday; she has notes, tags, files, and a former name. */
async function withLena() {
  const variables = { NEXTCLOUD_FILES_BASE_PATH: BASE, SMTP_URL: "smtp://127.0.0.1:9" };
  const studio = await openCloudStudio({ variables });
  const ctx = studio.ctx("staff");
  const past = (await studio.request({}, { idempotencyKey: "lena-1" })).appointment.id;
  await confirmAppointment(studio.ctx("mara"), { id: past });
  const upcoming = (await studio.request({ startTime: TEN + DAY })).appointment.id;
  const { customerId: id } = await studio.appointment(past);
  if (id === null) throw new Error("Nobody booked");
  await changeCustomer(ctx, id, { tags: ["lena-fan"], phone: "+43 1 234" });
  await addNote(ctx, { customerId: id, text: "Allergic to latex." });
  await ensureCustomerFolder(ctx, id);
  await changeCustomer(ctx, id, { name: "Lena Huber" });
  await deliverOutbox(studio.ctx("worker"), { kinds: ["folder"], limit: 5 });
  const other = await createCustomer(ctx, {
    name: "Lena H.",
    email: "lena@example.net",
    phone: "",
    tags: [],
  });
  await mergeCustomers(ctx, id, { with: other.id });
  await putCloudFile(studio.cloud, serviceAccount, `${BASE}/Lena Huber/Internal/consent.pdf`, "signed");
  const bytes = Readable.from([Buffer.from("a skizze")], { objectMode: false });
  const { spoolId } = await spoolFile(studio.env, "waiting-skizze", bytes, { maximumBytes: 100 });
  const media = {
    customerId: id,
    mimeType: "x/y",
    size: 8,
    uploadedByName: "Mara",
    createdAt: 1,
    updatedAt: 1,
  };
  const waiting = { id: "w", path: "Lena Huber/Sent Media/skizze.txt", state: "waiting" as const, spoolId };
  await insertMedia(studio.db, { ...media, ...waiting });
  enqueue(studio.db, fileRow(ctx, waiting));
  const stored = { id: "s", path: "Lena Huber/Internal/consent.pdf", state: "stored" as const };
  await insertMedia(studio.db, { ...media, ...stored });
  const line = { ...auditLine("Lena Hofer/old consent.pdf"), entity: "file", action: "deleted", detail: {} };
  writeAudit(studio.db, line);
  const data = { values: { clientEmail: "Lena@example.org" }, errors: {}, code: "invalid_input" };
  await insertFormDraft(studio.db, { tokenHash: "x", data, expiresAt: studio.clock.now() + HOUR });
  // Wednesday afternoon: the first has been, the second is to come.
  studio.clock.set(new Date(TEN + 5 * HOUR).toISOString());
  return { studio, id, past, upcoming };
}

/** Everything the database holds, as text. */
function dump(studio: CloudStudio): string {
  const tables = studio.db.$client
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .all();
  return tables
    .map(
      ({ name }) => `${name}: ${JSON.stringify(studio.db.$client.prepare(`SELECT * FROM "${name}"`).all())}`,
    )
    .join("\n");
}

const settle = (studio: CloudStudio) =>
  deliverOutbox(studio.ctx("worker"), { kinds: ["calendar", "folder", "file"], limit: 50 });

const events = async (studio: CloudStudio) =>
  (await studio.events()).map(({ ics }) => ics.replace(/\r\n /g, ""));

const folders = async (studio: CloudStudio) =>
  (await listCloudFolder(studio.cloud, serviceAccount, BASE))?.map(({ name }) => name);

describe("deleting a customer", () => {
  test("leaves nothing of the person: not in the database, the calendar, the files or the spool", async () => {
    const { studio, id, past, upcoming } = await withLena();
    expect(dump(studio)).toMatch(PERSONAL);
    expect((await events(studio)).filter((ics) => PERSONAL.test(ics)).length).toBe(2);
    expect(await previewDeletion(studio.ctx("admin"), id)).toEqual({
      appointments: { past: 1, upcoming: 1 },
      notes: 1,
      media: 2,
      waitingUploads: 1,
      waitingMails: expect.any(Number),
      folder: { path: "Lena Huber", sizeBytes: 6 },
      otherFolders: [],
    });
    const done = await deleteCustomer(studio.ctx("admin"), id, { files: "trash", cancelUpcoming: true });
    expect(done).toEqual({ appointments: 2, cancelled: 1, media: 2, folder: "trash" });
    await settle(studio);

    expect(dump(studio).match(PERSONAL)?.[0] ?? null).toBeNull();
    const after = await events(studio);
    expect(after.filter((ics) => PERSONAL.test(ics))).toEqual([]);
    expect(after.filter((ics) => ics.includes("SUMMARY:forgotten - Session")).length).toBe(1);
    expect(await studio.appointment(past)).toMatchObject({ status: "CONFIRMED", customerId: null });
    expect(await studio.appointment(upcoming)).toMatchObject({
      status: "CANCELLED",
      statusReason: "by_studio",
      caldavHref: null,
    });
    expect(await folders(studio)).toEqual([]);
    expect(await readdir(spoolFolder(studio.env))).toEqual([]);
    expect(await studio.outboxIds()).toEqual([]);
    const lines = await listAudit(studio.db, "customer", id);
    expect(lines.filter(({ action }) => action === "forgotten")).toMatchObject([
      { actorName: "Admin", detail: { appointments: 2, cancelled: 1, media: 2, files: "trash" } },
    ]);
    expect(
      lines.filter(({ action }) => action !== "forgotten").every((l) => Object.keys(l.detail).length === 0),
    ).toBe(true);
  });

  describe("of whom others became part", () => {
    /** "Lena H." had a folder of her own, renamed once, before she became part of Lena. */
    async function withMergedLena() {
      const lena = await withLena();
      const { studio, id } = lena;
      const ctx = studio.ctx("staff");
      const rosemary = await createCustomer(ctx, { name: "Rosemary", email: "", phone: "", tags: [] });
      await ensureCustomerFolder(ctx, rosemary.id);
      await changeCustomer(ctx, rosemary.id, { name: "Rosemary Lena" });
      await deliverOutbox(studio.ctx("worker"), { kinds: ["folder"], limit: 5 });
      await putCloudFile(studio.cloud, serviceAccount, `${BASE}/Rosemary Lena/Internal/latex.pdf`, "signed!");
      for (const path of ["Rosemary/gone.pdf", "Rosemary Lena/Internal/latex.pdf"])
        writeAudit(studio.db, { ...auditLine(path), entity: "file", action: "deleted", detail: {} });
      // Waits still when the two become one.
      await changeCustomer(ctx, rosemary.id, { name: "Rosemary" });
      const { mergeId } = await mergeCustomers(ctx, id, { with: rosemary.id });
      return { ...lena, ctx, rosemary: rosemary.id, mergeId };
    }

    test("takes their folders and what the history says of them too", async () => {
      const { studio, id, rosemary } = await withMergedLena();
      expect(await findOutboxRow(studio.db, `folder:${rosemary}`)).toBeDefined();
      expect((await folders(studio))?.sort()).toEqual(["Lena Huber", "Rosemary Lena"]);
      expect((await previewDeletion(studio.ctx("admin"), id)).otherFolders).toEqual([
        { path: "Rosemary Lena", sizeBytes: 7 },
      ]);
      await deleteCustomer(studio.ctx("admin"), id, { files: "trash", cancelUpcoming: true });
      await settle(studio);
      expect(await folders(studio)).toEqual([]);
      expect(dump(studio).match(PERSONAL)?.[0] ?? null).toBeNull();
      expect(await studio.outboxIds()).toEqual([]);
    });

    test("names them in the preview while Nextcloud is away, and keeps them where that is asked for", async () => {
      const { studio, id, rosemary } = await withMergedLena();
      studio.cloud.cloud.faults.add({ drop: true });
      expect((await previewDeletion(studio.ctx("admin"), id)).otherFolders).toEqual([
        { path: "Rosemary Lena", sizeBytes: null },
      ]);
      studio.cloud.cloud.faults.clear();
      await deleteCustomer(studio.ctx("admin"), id, { files: "keep", cancelUpcoming: true });
      // Its words hold a former name.
      expect(await findOutboxRow(studio.db, `folder:${rosemary}`)).toBeUndefined();
      await settle(studio);
      expect((await folders(studio))?.sort()).toEqual(["Lena Huber", "Rosemary Lena"]);
      expect(dump(studio).match(PERSONAL)?.[0] ?? null).toBeNull();
    });

    test("leaves alone what is another customer's by then", async () => {
      const { studio, ctx, id } = await withMergedLena();
      const anna = await createCustomer(ctx, { name: "Anna", email: "", phone: "", tags: [] });
      await linkCustomerFolder(ctx, anna.id, "Rosemary Lena");
      expect((await previewDeletion(studio.ctx("admin"), id)).otherFolders).toEqual([]);
      await deleteCustomer(studio.ctx("admin"), id, { files: "trash", cancelUpcoming: true });
      await settle(studio);
      expect(await folders(studio)).toEqual(["Rosemary Lena"]);
    });

    test("leaves alone who is somebody else again", async () => {
      const { studio, ctx, id, rosemary, mergeId } = await withMergedLena();
      await undoMerge(ctx, mergeId);
      expect((await previewDeletion(studio.ctx("admin"), id)).otherFolders).toEqual([]);
      await deleteCustomer(studio.ctx("admin"), id, { files: "trash", cancelUpcoming: true });
      await settle(studio);
      expect(await findCustomerRow(studio.db, rosemary)).toMatchObject({ name: "Rosemary" });
      expect(await folders(studio)).toEqual(["Rosemary"]);
      const lines = await listAudit(studio.db, "customer", rosemary);
      expect(lines.some(({ detail }) => detail.from === "Rosemary")).toBe(true);
    });
  });

  test("forgets the paths below a folder that another one replaced", async () => {
    const { studio, id } = await withLena();
    await putCloudFile(studio.cloud, serviceAccount, `${BASE}/Old/new one.txt`, "x");
    await linkCustomerFolder(studio.ctx("staff"), id, "Old");
    const [line] = (await listAudit(studio.db, "customer", id)).filter((l) => l.action === "folder_linked");
    expect(line?.detail).toEqual({ from: "Lena Huber", to: "Old" });
    const before = auditLine("Lena Huber/Internal/rosemary.pdf");
    writeAudit(studio.db, { ...before, entity: "file", action: "deleted", detail: {} });
    await deleteCustomer(studio.ctx("admin"), id, { files: "trash", cancelUpcoming: true });
    await settle(studio);
    expect(dump(studio).match(PERSONAL)?.[0] ?? null).toBeNull();
  });

  test("stays done when the calendar is read again", async () => {
    const { studio, id, past } = await withLena();
    await deleteCustomer(studio.ctx("admin"), id, { files: "trash", cancelUpcoming: true });
    // Somebody touches the event before it was rewritten.
    const ours = (await studio.events()).find(({ ics }) => ics.includes("SUMMARY:Lena Hofer"));
    if (!ours) throw new Error("no event");
    await studio.cloud.send({
      user: "mara",
      method: "PUT",
      path: ours.href,
      headers: { "If-Match": ours.etag, "Content-Type": "text/calendar" },
      body: ours.ics.replace("SUMMARY:Lena Hofer", "SUMMARY:Lena Maria Hofer"),
    });
    await studio.pull();
    await settle(studio);
    await studio.pull({ complete: true });
    expect((await studio.appointment(past)).clientName).toBe("forgotten");
    expect((await events(studio)).filter((ics) => PERSONAL.test(ics))).toEqual([]);
    expect(dump(studio).match(PERSONAL)?.[0] ?? null).toBeNull();
  });

  test("loses nothing while Nextcloud is away", async () => {
    const { studio, id } = await withLena();
    studio.cloud.cloud.faults.add({ drop: true });
    await deleteCustomer(studio.ctx("admin"), id, { files: "trash", cancelUpcoming: true });
    expect(await findCustomerRow(studio.db, id)).toBeUndefined();
    expect(await findOutboxRow(studio.db, `folder:${id}`)).toMatchObject({ kind: "folder", deadAt: null });
    studio.cloud.cloud.faults.clear();
    studio.clock.advance(HOUR);
    await settle(studio);
    expect(await folders(studio)).toEqual([]);
    expect(dump(studio).match(PERSONAL)?.[0] ?? null).toBeNull();
  });

  test("keeps the files where that is asked for", async () => {
    const { studio, id } = await withLena();
    const done = await deleteCustomer(studio.ctx("admin"), id, { files: "keep", cancelUpcoming: true });
    expect(done.folder).toBe("keep");
    await settle(studio);
    expect(await folders(studio)).toEqual(["Lena Huber"]);
    expect(dump(studio).match(PERSONAL)?.[0] ?? null).toBeNull();
    expect(await readdir(spoolFolder(studio.env))).toEqual([]);
  });

  test("asks about appointments ahead before anything is done", async () => {
    const { studio, id, upcoming } = await withLena();
    await expect(deleteCustomer(studio.ctx("admin"), id, { files: "trash" })).rejects.toMatchObject({
      code: "conflict",
      errors: { cancel_upcoming: ["required"] },
    });
    expect((await findCustomerRow(studio.db, id))?.name).toBe("Lena Huber");
    expect((await studio.appointment(upcoming)).status).toBe("PENDING");
    expect(await folders(studio)).toEqual(["Lena Huber"]);
    expect(await findOutboxRow(studio.db, `folder:${id}`)).toBeUndefined();
  });

  test("finds the folder under the name it has by then, and never takes another one for it", async () => {
    const { studio, id } = await withLena();
    const at = (path: string) => `/remote.php/dav/files/${serviceAccount}/${BASE}/${path}`;
    const headers = { Destination: at("Tattoo%203") };
    await studio.cloud.send({ user: serviceAccount, method: "MOVE", path: at("Lena%20Huber"), headers });
    await putCloudFile(studio.cloud, serviceAccount, `${BASE}/Lena Huber/other.txt`, "a stranger's");
    await deleteCustomer(studio.ctx("admin"), id, { files: "trash", cancelUpcoming: true });
    await settle(studio);
    expect(await folders(studio)).toEqual(["Lena Huber"]);
  });

  test("never takes another customer's folder with it", async () => {
    const { studio, id } = await withLena();
    const ctx = studio.ctx("staff");
    const anna = await createCustomer(ctx, { name: "Anna", email: "", phone: "", tags: [] });
    await ensureCustomerFolder(ctx, anna.id);
    const at = (path: string) => `/remote.php/dav/files/${serviceAccount}/${BASE}/${path}`;
    const headers = { Destination: at("Lena%20Huber/Anna") };
    await studio.cloud.send({ user: serviceAccount, method: "MOVE", path: at("Anna"), headers });
    await ensureCustomerFolder(ctx, anna.id);
    await expect(
      deleteCustomer(studio.ctx("admin"), id, { files: "trash", cancelUpcoming: true }),
    ).rejects.toMatchObject({ code: "conflict", errors: { files: ["holds_others_folder"] } });
    expect(await folders(studio)).toEqual(["Lena Huber"]);
    await expect(linkCustomerFolder(ctx, id, "Lena Huber/Anna")).rejects.toMatchObject({
      code: "name_taken",
    });
  });

  test("is an admin's, and so is asking what it would take", async () => {
    const { studio, id } = await withLena();
    const code = (work: Promise<unknown>) =>
      work.then(
        () => "done",
        (error: { code: string }) => error.code,
      );
    const tried = async (actor: ActorName) => [
      await code(deleteCustomer(studio.ctx(actor), id, { files: "trash", cancelUpcoming: true })),
      await code(previewDeletion(studio.ctx(actor), id)),
    ];
    expect(await tried("customer")).toEqual(["not_signed_in", "not_signed_in"]);
    for (const actor of ["mara", "staff", "service"] as const)
      expect(await tried(actor)).toEqual(["not_allowed", "not_allowed"]);
    const missing = deleteCustomer(studio.ctx("admin"), "nobody", { files: "keep" });
    expect(await code(missing)).toBe("not_found");
    expect(await findCustomerRow(studio.db, id)).toBeDefined();
  });
});
