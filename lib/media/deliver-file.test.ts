import { readdir, readFile, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { findCustomerRow } from "#db/queries/customers.ts";
import { findMedia, type NewMedia } from "#db/queries/media.ts";
import { enqueue, findOutboxRow } from "#db/queries/outbox.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { changeCustomer } from "#lib/customers/change-customer.ts";
import { discardDelivery } from "#lib/outbox/discard-delivery.ts";
import { listWaiting } from "#lib/outbox/list-waiting.ts";
import { retryDelivery } from "#lib/outbox/retry-delivery.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { readCloudFile, setQuota } from "#tests/support/cloud-files.ts";
import { BASE, type FilesStudio, openFilesStudio } from "#tests/support/files-studio.ts";
import { fileRow } from "./file-row.ts";
import { spoolFile } from "./spool/spool-file.ts";
import { spoolFolder } from "./spool/spool-folder.ts";
import { sweepSpool } from "./spool/sweep-spool.ts";

/** The studio's account in the cloud. */
const serviceAccount = "parlour";
const PATH = "Nora Weiß/Sent Media/x.png";

/** A file that was accepted while Nextcloud was away. */
async function withWaiting(content = "the picture", more: Partial<NewMedia> = {}) {
  const studio = await openFilesStudio();
  const add = async (id: string, text = content) => {
    const bytes = Buffer.from(text);
    const body = Readable.from([bytes], { objectMode: false });
    const { size, spoolId } = await spoolFile(studio.env, id, body, { maximumBytes: 1e9 });
    const createdAt = studio.clock.now();
    const row = { path: PATH, size, spoolId, createdAt, updatedAt: createdAt, ...more, id };
    const media = await studio.insertRecord({ state: "waiting", ...row });
    enqueue(studio.db, fileRow(studio.ctx("staff"), media));
    return media;
  };
  const media = await add("waiting-one");
  return { studio, media, add, letter: `file:${media.id}` };
}

const deliver = (studio: FilesStudio) => deliverOutbox(studio.ctx("worker"), { kinds: ["file"], limit: 10 });

const content = async (studio: FilesStudio, at = PATH) =>
  (await readCloudFile(studio.cloud, serviceAccount, `${BASE}/${at}`))?.toString() ?? null;

const spooled = (studio: FilesStudio) => readdir(spoolFolder(studio.env));

describe("a file that waits", () => {
  test("goes into its folder, and nothing of it stays behind", async () => {
    const { studio, media, letter } = await withWaiting();
    expect((await spooled(studio)).length).toBe(1);
    await deliver(studio);
    expect(await content(studio)).toBe("the picture");
    expect(await findMedia(studio.db, media.id)).toMatchObject({
      state: "stored",
      path: PATH,
      spoolId: null,
      etag: expect.stringMatching(/^".+"$/),
      fileId: expect.stringMatching(/^\d+$/),
    });
    expect(await findOutboxRow(studio.db, letter)).toBeUndefined();
    expect(await spooled(studio)).toEqual([]);
    expect((await listAudit(studio.db, "file", PATH)).map(({ action }) => action)).toEqual(["delivered"]);
  });

  test("waits on while Nextcloud is away, and arrives once it is back", async () => {
    const { studio, media, letter } = await withWaiting();
    studio.cloud.cloud.faults.add({ drop: true });
    await deliver(studio);
    await deliver(studio);
    expect(await findOutboxRow(studio.db, letter)).toMatchObject({ attempts: 1, deadAt: null });
    expect((await findMedia(studio.db, media.id))?.state).toBe("waiting");
    studio.clock.advance(DAY);
    await deliver(studio);
    expect(await findOutboxRow(studio.db, letter)).toMatchObject({ attempts: 2, deadAt: null });
    studio.cloud.cloud.faults.clear();
    studio.clock.advance(HOUR);
    await deliver(studio);
    expect(await content(studio)).toBe("the picture");
  });

  test("is numbered where its name is taken: both are kept", async () => {
    const { studio, media, add } = await withWaiting();
    await studio.put(PATH, "somebody else's");
    const second = await add("waiting-two", "the second");
    await deliver(studio);
    expect(await content(studio)).toBe("somebody else's");
    const paths = [media.id, second.id].map(async (id) => (await findMedia(studio.db, id))?.path);
    const [one, two] = await Promise.all(paths);
    expect([one, two].toSorted()).toEqual([
      "Nora Weiß/Sent Media/x (2).png",
      "Nora Weiß/Sent Media/x (3).png",
    ]);
    expect([await content(studio, one), await content(studio, two)]).toEqual(["the picture", "the second"]);
  });

  test("is there once although the answer was lost", async () => {
    const { studio, media } = await withWaiting();
    studio.cloud.cloud.faults.add({ method: "PUT", drop: "after", times: 1 });
    await deliver(studio);
    expect((await findMedia(studio.db, media.id))?.state).toBe("waiting");
    studio.clock.advance(HOUR);
    await deliver(studio);
    expect(await findMedia(studio.db, media.id)).toMatchObject({ state: "stored", path: PATH });
    expect(studio.has("Nora Weiß/Sent Media/x (2).png")).toBe(false);
  });

  test("leaves no half file where the connection is cut", async () => {
    const { studio } = await withWaiting("x".repeat(3_000_000));
    studio.cloud.cloud.faults.add({ method: "PUT", cutBodyAfterBytes: 500_000, times: 1 });
    await deliver(studio);
    expect(studio.has(PATH)).toBe(false);
    studio.clock.advance(HOUR);
    await deliver(studio);
    expect((await content(studio))?.length).toBe(3_000_000);
  });

  test("goes in pieces where it is large", async () => {
    const { studio, media } = await withWaiting("0123456789".repeat(10_100_000));
    studio.proxy.requests.length = 0;
    await deliver(studio);
    expect(await findMedia(studio.db, media.id)).toMatchObject({ state: "stored", path: PATH });
    expect((await content(studio))?.length).toBe(101_000_000);
    expect(studio.proxy.requests.some(({ path: asked }) => asked.includes("/uploads/"))).toBe(true);
  }, 60_000);

  test("has its folder made again where that is gone", async () => {
    const { studio } = await withWaiting();
    await studio.byHand("DELETE", "Nora Weiß");
    await deliver(studio);
    expect(await content(studio)).toBe("the picture");
  });

  test("follows its folder to the name it has by then", async () => {
    const { studio, media } = await withWaiting();
    studio.db.$client.exec("UPDATE customers SET name = 'Nora Weiß' WHERE id = 'nora'");
    await changeCustomer(studio.ctx("staff"), "nora", { name: "Nora Schwarz" });
    await deliverOutbox(studio.ctx("worker"), { kinds: ["folder"], limit: 10 });
    await deliver(studio);
    expect((await findCustomerRow(studio.db, "nora"))?.nextcloudFolder).toBe("Nora Schwarz");
    expect((await findMedia(studio.db, media.id))?.path).toBe("Nora Schwarz/Sent Media/x.png");
    expect(await content(studio, "Nora Schwarz/Sent Media/x.png")).toBe("the picture");
    expect(studio.has("Nora Weiß")).toBe(false);
  });

  test("is nobody's to deliver once its record is gone", async () => {
    const { studio, letter } = await withWaiting();
    studio.db.$client.exec("DELETE FROM crm_media");
    await deliver(studio);
    expect(await findOutboxRow(studio.db, letter)).toBeUndefined();
    expect(studio.has(PATH)).toBe(false);
    studio.clock.advance(DAY);
    expect(await sweepSpool({ ...studio.ctx("worker"), now: () => Date.now() + DAY })).toBe(1);
    expect(await spooled(studio)).toEqual([]);
  });

  test("is taken back when it is discarded while it is on its way", async () => {
    const { studio } = await withWaiting();
    studio.proxy.hold = ({ method }) => {
      if (method === "PUT") studio.db.$client.exec("UPDATE crm_media SET state = 'deleted'");
      return false;
    };
    await deliver(studio);
    expect(studio.has(PATH)).toBe(false);
    expect(await spooled(studio)).toEqual([]);
  });
});

describe("is given up and waits for a person", () => {
  const letters = async (studio: FilesStudio) => (await listWaiting(studio.ctx("admin"))).rows;

  test("at once where the file was damaged, and nothing of it is in Nextcloud", async () => {
    const { studio, media, letter } = await withWaiting("x".repeat(300_000));
    const file = path.join(spoolFolder(studio.env), media.id);
    const sealed = await readFile(file);
    sealed[sealed.length - 1000] = (sealed[sealed.length - 1000] ?? 0) ^ 1;
    await writeFile(file, sealed);
    await deliver(studio);
    expect(await letters(studio)).toMatchObject([
      { id: letter, kind: "file", state: "dead", path: PATH, lastErrorKey: "spool-damaged", attempts: 1 },
    ]);
    expect(studio.has(PATH)).toBe(false);
    expect(studio.proxy.requests.some(({ method }) => method === "PUT")).toBe(false);
  });

  test("at once where the file is gone; a person who brings it back tries again", async () => {
    const { studio, media, letter } = await withWaiting();
    const file = path.join(spoolFolder(studio.env), media.id);
    const sealed = await readFile(file);
    await writeFile(path.join(spoolFolder(studio.env), "another-name"), sealed);
    await unlink(file);
    await deliver(studio);
    expect(await letters(studio)).toMatchObject([{ state: "dead", lastErrorKey: "spool-missing" }]);
    await writeFile(file, sealed);
    await retryDelivery(studio.ctx("admin"), { id: letter });
    await deliver(studio);
    expect(await content(studio)).toBe("the picture");
  });

  test("after the fifth time that there is no room", async () => {
    const { studio } = await withWaiting("x".repeat(10_000));
    await setQuota(studio.cloud, serviceAccount, 10);
    for (let tries = 1; tries <= 5; tries += 1) {
      await deliver(studio);
      expect(await letters(studio)).toMatchObject([
        { attempts: tries, lastErrorKey: "quota", state: tries < 5 ? "waiting" : "dead" },
      ]);
      studio.clock.advance(DAY);
    }
    expect(studio.has(PATH)).toBe(false);
    await setQuota(studio.cloud, serviceAccount, null);
    await retryDelivery(studio.ctx("admin"), { id: "file:waiting-one" });
    await deliver(studio);
    expect((await content(studio))?.length).toBe(10_000);
  });

  test("never while the files are only not configured", async () => {
    const { studio } = await withWaiting();
    const ctx = studio.ctx("worker", { NEXTCLOUD_FILES_BASE_PATH: undefined });
    for (let tries = 0; tries < 8; tries += 1) {
      await deliverOutbox(ctx, { kinds: ["file"], limit: 1 });
      studio.clock.advance(DAY);
    }
    expect(await letters(studio)).toMatchObject([{ state: "waiting", lastErrorKey: "files-not-configured" }]);
  });

  test("and discarded, it is gone with its record's file", async () => {
    const { studio, media, letter } = await withWaiting();
    await expect(discardDelivery(studio.ctx("staff"), { id: letter })).rejects.toMatchObject({
      code: "not_allowed",
    });
    await discardDelivery(studio.ctx("admin"), { id: letter });
    expect(await letters(studio)).toEqual([]);
    expect(await spooled(studio)).toEqual([]);
    expect((await findMedia(studio.db, media.id))?.state).toBe("deleted");
    expect((await listAudit(studio.db, "file", PATH)).map(({ action }) => action)).toEqual([
      "delivery_discarded",
    ]);
    await deliver(studio);
    expect(studio.has(PATH)).toBe(false);
  });
});

test("the daily job leaves alone what waits, what is foreign, and what is only just there", async () => {
  const { studio } = await withWaiting();
  const folder = spoolFolder(studio.env);
  await writeFile(path.join(folder, "left-over-one"), "x");
  await writeFile(path.join(folder, "died-meanwhile.part"), "x");
  await writeFile(path.join(folder, "README.txt"), "a person's");
  const worker = studio.ctx("worker");
  expect(await sweepSpool({ ...worker, now: () => Date.now() })).toBe(0);
  expect(await sweepSpool({ ...worker, now: () => Date.now() + DAY })).toBe(2);
  expect((await spooled(studio)).toSorted()).toEqual(["README.txt", "waiting-one"]);
  await expect(sweepSpool(studio.ctx("staff"))).rejects.toMatchObject({ code: "not_allowed" });
});
