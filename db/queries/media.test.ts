import { expect, test } from "vitest";
import { testDatabase } from "#tests/support/test-database.ts";
import { auditLine } from "#tests/support/test-rows.ts";
import { listAudit } from "./audit.ts";
import { findCustomerRow, insertCustomer, setCustomerFolder } from "./customers.ts";
import {
  changeMedia,
  deleteUploadSession,
  dropWaitingMedia,
  expiredUploadSessions,
  findMedia,
  findMediaByPath,
  findUploadSession,
  finishUploadSession,
  insertUploadSession,
  listCustomerMedia,
  mediaUnder,
  type NewMedia,
  storeUploaded,
} from "./media.ts";
import { customerFoldersUnder, findCustomerFolders, moveMedia } from "./move-media.ts";
import { listOutbox } from "./outbox.ts";

function media(id: string, path: string, more: Partial<NewMedia> = {}): NewMedia {
  return {
    id,
    path,
    mimeType: "image/png",
    size: 1,
    state: "stored",
    uploadedByName: "Mara",
    createdAt: 1,
    updatedAt: 1,
    ...more,
  };
}

const row = (id: string) => ({
  id: `file:${id}`,
  kind: "file" as const,
  appointmentId: null,
  payload: {},
  nextAttemptAt: 0,
  createdAt: 0,
});

test("an upload is stored with its history line and its delivery, or not at all", async () => {
  const { db } = await testDatabase();
  const waiting = media("m", "a/b.png", { state: "waiting", spoolId: "s" });
  await storeUploaded(db, { media: waiting, audit: auditLine("m"), outbox: row("m") });
  expect((await listOutbox(db, 10)).map(({ id }) => id)).toEqual(["file:m"]);
  const again = media("n", "a/c.png", { state: "waiting", spoolId: "s" });
  await expect(storeUploaded(db, { media: again, audit: auditLine("n"), outbox: row("n") })).rejects.toThrow(
    /UNIQUE/,
  );
  expect(await findMedia(db, "n")).toBeUndefined();
  expect(await listAudit(db, "appointment", "n")).toEqual([]);
  expect(await listOutbox(db, 10)).toHaveLength(1);
});

test("what was known of an earlier file of the path is over; what waits is not", async () => {
  const { db } = await testDatabase();
  await storeUploaded(db, { media: media("old", "a.png"), audit: auditLine("old") });
  await storeUploaded(db, {
    media: media("waits", "a.png", { state: "waiting", spoolId: "s" }),
    audit: auditLine("waits"),
  });
  await storeUploaded(db, { media: media("new", "a.png", { createdAt: 2 }), audit: auditLine("new") });
  expect((await findMedia(db, "old"))?.state).toBe("deleted");
  expect((await findMedia(db, "waits"))?.state).toBe("waiting");
  expect((await findMediaByPath(db, "a.png"))?.id).toBe("new");
});

test("what is below a folder is told from what only begins like it", async () => {
  const { db } = await testDatabase();
  for (const path of ["a", "a/b", "a/b/c", "a!", "a0", "ab/c", "A/b", "ä/b", "a/🐉", "%/x", "_/x"])
    await storeUploaded(db, { media: media(path, path), audit: auditLine(path) });
  const under = async (folder: string) => (await mediaUnder(db, folder)).map(({ path }) => path);
  expect(await under("a")).toEqual(["a", "a/b", "a/b/c", "a/🐉"]);
  expect(await under("a/b")).toEqual(["a/b", "a/b/c"]);
  expect(await under("%")).toEqual(["%/x"]);
  expect(await under("_")).toEqual(["_/x"]);
  expect(await under("")).toHaveLength(11);
});

test("an upload in pieces ends once, with one record", async () => {
  const { db } = await testDatabase();
  const session = {
    id: "u",
    userId: "user-mara",
    path: "a.png",
    mimeType: "image/png",
    size: 1,
    chunkBytes: 1,
    createdAt: 0,
    expiresAt: 100,
  };
  await insertUploadSession(db, session);
  const first = await finishUploadSession(db, "u", { media: media("m", "a.png"), audit: auditLine("m") });
  const second = await finishUploadSession(db, "u", { media: media("n", "a.png"), audit: auditLine("n") });
  expect([first?.id, second?.id]).toEqual(["m", "m"]);
  expect((await findUploadSession(db, "u"))?.mediaId).toBe("m");
  expect(await findMedia(db, "n")).toBeUndefined();
  expect((await expiredUploadSessions(db, 99)).length).toBe(0);
  expect((await expiredUploadSessions(db, 100)).map(({ id }) => id)).toEqual(["u"]);
  await deleteUploadSession(db, "u");
  expect(
    await finishUploadSession(db, "u", { media: media("o", "a.png"), audit: auditLine("o") }),
  ).toBeUndefined();
});

test("a move takes records, uploads under way and customers' folders along, or nothing", async () => {
  const { db } = await testDatabase();
  for (const [id, folder] of [
    ["nora", "Nora"],
    ["stale", "Elsewhere"],
  ] as const) {
    const customer = { id, name: id, email: "", phone: "", source: "hand" as const, createdBy: null };
    await insertCustomer(db, { customer: { ...customer, createdAt: 0 }, tags: [], audit: auditLine(id) });
    await setCustomerFolder(db, id, { folder, folderId: null });
  }
  await storeUploaded(db, {
    media: media("in", "Nora/🐉/a.png", { customerId: "nora" }),
    audit: auditLine("in"),
  });
  await storeUploaded(db, { media: media("beside", "Noras/a.png"), audit: auditLine("beside") });
  await storeUploaded(db, {
    media: media("trash", "Nora/b.png", { state: "deleted" }),
    audit: auditLine("trash"),
  });
  await insertUploadSession(db, {
    id: "u",
    userId: "x",
    path: "Nora/c.png",
    mimeType: "image/png",
    size: 1,
    chunkBytes: 1,
    createdAt: 0,
    expiresAt: 100,
  });
  await moveMedia(db, {
    from: "Nora",
    to: "Elsewhere",
    directionOf: () => "internal",
    nowMs: 9,
    audit: auditLine("moved"),
  });
  expect(await findMedia(db, "in")).toMatchObject({
    path: "Elsewhere/🐉/a.png",
    customerId: "nora",
    direction: "internal",
    updatedAt: 9,
  });
  expect((await findMedia(db, "beside"))?.path).toBe("Noras/a.png");
  expect((await findMedia(db, "trash"))?.path).toBe("Nora/b.png");
  expect((await findUploadSession(db, "u"))?.path).toBe("Elsewhere/c.png");
  expect((await findCustomerRow(db, "nora"))?.nextcloudFolder).toBe("Elsewhere");
  expect((await findCustomerRow(db, "stale"))?.nextcloudFolder).toBeNull();
  expect(await customerFoldersUnder(db, "Elsewhere")).toEqual([{ id: "nora", folder: "Elsewhere" }]);
  expect(await findCustomerFolders(db, ["Nora", "Elsewhere"])).toEqual(new Set(["Elsewhere"]));
  expect((await listCustomerMedia(db, "nora")).map(({ id }) => id)).toEqual(["in"]);
});

test("what waits is dropped with its delivery, what has arrived is not", async () => {
  const { db } = await testDatabase();
  const waiting = media("m", "a.png", { state: "waiting", spoolId: "s" });
  await storeUploaded(db, { media: waiting, audit: auditLine("m"), outbox: row("m") });
  const drop = { id: "m", outboxId: "file:m", nowMs: 5, audit: auditLine("m", 5) };
  expect(await dropWaitingMedia(db, drop)).toBe(true);
  expect(await listOutbox(db, 10)).toEqual([]);
  expect(await findMedia(db, "m")).toMatchObject({ state: "deleted", spoolId: null });
  expect(await dropWaitingMedia(db, drop)).toBe(false);
  expect(await listAudit(db, "appointment", "m")).toHaveLength(2);
});

test("a record that somebody changed since it was seen is left alone", async () => {
  const { db } = await testDatabase();
  const seen = await storeUploaded(db, { media: media("a", "Nora/a.png"), audit: auditLine("a") });
  await changeMedia(db, [{ id: "a", set: { state: "deleted", updatedAt: 9 }, seen }]);
  await changeMedia(db, [{ id: "a", set: { state: "missing", updatedAt: 10 }, seen }]);
  expect(await findMedia(db, "a")).toMatchObject({ state: "deleted", updatedAt: 9 });
});
