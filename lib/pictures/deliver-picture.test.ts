import { readdir } from "node:fs/promises";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { transaction } from "#db/client.ts";
import { findMedia } from "#db/queries/media.ts";
import { findOutboxRow } from "#db/queries/outbox.ts";
import { attachPictures, findReferencePicture } from "#db/queries/reference-pictures.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken } from "#lib/core/ids.ts";
import { folderLink } from "#lib/customers/folder-link.ts";
import { manageToken } from "#lib/links/manage-link.ts";
import { spoolFolder } from "#lib/media/spool/spool-folder.ts";
import { sweepSpool } from "#lib/media/spool/sweep-spool.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { eventDescription } from "#lib/sync/event-text.ts";
import { type FilesStudio, openFilesStudio } from "#tests/support/files-studio.ts";
import { phonePicture, pngPicture } from "#tests/support/test-pictures.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { deliverPicture } from "./deliver-picture.ts";
import { dropDraftPicture } from "./drop-draft-picture.ts";
import { listDraftPictures } from "./list-draft-pictures.ts";
import { listPictures } from "./list-pictures.ts";
import { receivePictures } from "./receive-pictures.ts";
import { showDraftPicture, showOwnPicture, showReferencePicture } from "./show-picture.ts";
import { sweepPictures } from "./sweep-pictures.ts";

async function draft(studio: TestStudio, filename = "rosemary.jpg", bytes?: Uint8Array) {
  const intake = receivePictures(studio.ctx());
  const chunk = Buffer.from(bytes ?? (await phonePicture()));
  await intake.take({ filename, body: Readable.from([chunk], { objectMode: false }) });
  const [picture] = intake.pictures;
  if (!picture) throw new Error("refused");
  return picture;
}

/** Lena asks for a time and sends two pictures. */
async function withPictures<Studio extends TestStudio>(studio: Studio) {
  const one = await draft(studio);
  const two = await draft(studio);
  const { appointment } = await studio.request();
  const { id } = appointment;
  const { customerId } = await studio.appointment(id);
  attach(studio, [one.token, two.token], id, customerId);
  return { studio, id, customerId: customerId ?? "", pictures: [one, two] };
}

function attach(studio: TestStudio, tokens: string[], aboutId: string, customerId: string | null): void {
  transaction(studio.db, () =>
    attachPictures(studio.db, {
      tokenHashes: tokens.map(hashToken),
      aboutId,
      customerId,
      nowMs: studio.clock.now(),
    }),
  );
}

const deliver = (studio: FilesStudio) =>
  deliverOutbox(studio.ctx("worker"), { kinds: ["picture"], limit: 10 }).then(() =>
    deliverOutbox(studio.ctx("worker"), { kinds: ["file"], limit: 10 }),
  );
const spooled = (studio: TestStudio) => readdir(spoolFolder(studio.env)).catch(() => []);
const codeOf = (done: Promise<unknown>) =>
  done.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );

test("pictures go into the customer's folder, which is made for them; both of one name are kept", async () => {
  const { studio, id, customerId, pictures } = await withPictures(await openFilesStudio());
  expect((await listPictures(studio, id)).map(({ isFiled }) => isFiled)).toEqual([false, false]);
  await deliver(studio);
  const records = await Promise.all(pictures.map((picture) => findMedia(studio.db, picture.id)));
  const folder = "Lena Hofer/Received Media";
  expect(records.map((record) => record?.path).toSorted()).toEqual([
    `${folder}/Reference 2026-12-01 rosemary (2).jpg`,
    `${folder}/Reference 2026-12-01 rosemary.jpg`,
  ]);
  for (const record of records) {
    expect(record).toMatchObject({
      state: "stored",
      customerId,
      direction: "received",
      uploadedByName: "Lena Hofer",
      mimeType: "image/jpeg",
    });
    expect(studio.has(record?.path ?? "-")).toBe(true);
  }
  expect(await findReferencePicture(studio.db, pictures[0]?.id ?? "")).toMatchObject({ spoolId: null });
  expect(await spooled(studio)).toEqual([]);
  expect((await listPictures(studio, id)).map(({ isFiled }) => isFiled)).toEqual([true, true]);

  const link = await folderLink(studio.ctx("mara"), customerId);
  expect(link).toMatch(/\/index\.php\/f\/\d+$/);
  expect(await folderLink(studio.ctx("theo"), customerId)).toBeNull();
});

test("they wait while Nextcloud is away, and are there once", async () => {
  const { studio, id, pictures } = await withPictures(await openFilesStudio());
  studio.cloud.cloud.faults.add({ drop: true });
  await deliver(studio);
  const [first] = pictures;
  expect(await findOutboxRow(studio.db, `picture:${first?.id}`)).toMatchObject({ deadAt: null });
  expect((await spooled(studio)).length).toBe(2);
  // A day of it: what nobody attached is swept, what waits is not.
  studio.clock.advance(26 * 3_600_000);
  await sweepPictures(studio.ctx("worker"));
  await sweepSpool({ ...studio.ctx("worker"), now: () => Date.now() + 86_400_000 });
  expect((await spooled(studio)).length).toBe(2);
  expect((await showReferencePicture(studio.ctx("mara"), first?.id ?? "", 200)).length).toBeGreaterThan(50);
  studio.cloud.cloud.faults.clear();
  studio.clock.advance(3_600_000);
  await deliver(studio);
  // Somebody else had it in hand, too.
  await deliverPicture(studio.ctx("worker"), { id: `picture:${first?.id}` });
  await deliver(studio);
  expect(await listPictures(studio, id)).toMatchObject([{ isFiled: true }, { isFiled: true }]);
  expect(studio.has("Lena Hofer/Received Media/Reference 2026-12-01 rosemary (3).jpg")).toBe(false);
});

test("without a place for files they stay in the spool, readable, and are asked for again once there is one", async () => {
  const { studio, pictures } = await withPictures(await openStudio());
  const [first] = pictures;
  await deliverOutbox(studio.ctx("worker"), { kinds: ["picture"], limit: 10 });
  expect(await findOutboxRow(studio.db, `picture:${first?.id}`)).toBeUndefined();
  expect((await showReferencePicture(studio.ctx("staff"), first?.id ?? "", 200)).length).toBeGreaterThan(50);
  await sweepPictures(studio.ctx("worker"));
  expect(await findOutboxRow(studio.db, `picture:${first?.id}`)).toBeUndefined();
  await sweepPictures(
    studio.ctx("worker", {
      NEXTCLOUD_BASE_URL: "http://127.0.0.1:9",
      NEXTCLOUD_USERNAME: "x",
      NEXTCLOUD_PASSWORD: "x",
      NEXTCLOUD_FILES_BASE_PATH: "x",
    }),
  );
  expect(await findOutboxRow(studio.db, `picture:${first?.id}`)).toBeDefined();
});

test("who sees a picture: the draft's token, the customer's link, the studio; another artist and a guess do not", async () => {
  const { studio, id, pictures } = await withPictures(await openStudio());
  const [first] = pictures;
  const pictureId = first?.id ?? "";
  const { token } = manageToken(studio.env, { id, linkGeneration: 0 });
  expect((await showOwnPicture(studio.ctx(), token, pictureId)).length).toBeGreaterThan(50);
  // No draft any more.
  expect(await codeOf(showDraftPicture(studio.ctx(), first?.token ?? ""))).toBe("not_found");
  expect(await codeOf(showOwnPicture(studio.ctx(), "x".repeat(43), pictureId))).toBe("not_found");
  expect(await codeOf(showReferencePicture(studio.ctx("theo"), pictureId, 100))).toBe("not_found");
  expect(await codeOf(showReferencePicture(studio.ctx(), pictureId, 100))).toBe("not_signed_in");
  const other = await draft(studio);
  expect((await showDraftPicture(studio.ctx(), other.token)).length).toBeGreaterThan(50);
  expect(await codeOf(showOwnPicture(studio.ctx(), token, other.id))).toBe("not_found");
  expect(await codeOf(showReferencePicture(studio.ctx("admin"), other.id, 100))).toBe("not_found");
});

test("a draft is one request's only, and gone after a day or when it is thrown away", async () => {
  const { studio, id, pictures } = await withPictures(await openStudio());
  const again = pictures.map(({ token }) => token);
  attach(studio, again, "another", null);
  expect((await listPictures(studio, "another")).length).toBe(0);
  expect((await listPictures(studio, id)).length).toBe(2);

  const thrown = await draft(studio);
  const left = await draft(studio);
  await dropDraftPicture(studio.ctx(), thrown.token);
  await dropDraftPicture(studio.ctx(), again[0] ?? "");
  expect(await listDraftPictures(studio.ctx(), `${thrown.token} ${left.token} ${again[0]}`)).toEqual([
    { token: left.token, filename: "rosemary.jpg", previewUrl: left.previewUrl },
  ]);
  expect((await spooled(studio)).length).toBe(3);
  studio.clock.advance(24 * 3_600_000);
  attach(studio, [left.token], "late", null);
  expect(await listPictures(studio, "late")).toEqual([]);
  expect(await sweepPictures(studio.ctx("worker"))).toBe(1);
  expect((await spooled(studio)).length).toBe(2);
});

test("one request takes forty at most, however often some are added", async () => {
  const studio = await openStudio();
  const small = await pngPicture({ width: 2, height: 2 });
  for (let round = 0; round < 6; round++) {
    const tokens: string[] = [];
    for (let number = 0; number < 8; number++) tokens.push((await draft(studio, "a.png", small)).token);
    attach(studio, tokens, "one", null);
  }
  expect((await listPictures(studio, "one")).length).toBe(40);
});

test("the event says where the pictures are", async () => {
  const { studio, id, customerId } = await withPictures(await openStudio());
  const appointment = await studio.appointment(id);
  const link = `https://studio.example/customers/${customerId}/folder`;
  expect(eventDescription(studio.env, appointment, { hasPictures: true })).toContain(link);
  expect(eventDescription(studio.env, appointment)).not.toContain(link);
});
