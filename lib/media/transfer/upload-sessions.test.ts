import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { uploadSessions } from "#db/schema/media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { HOUR } from "#lib/core/clock.ts";
import { parseEnv } from "#lib/core/env.ts";
import { type GatewayStudio, openGatewayStudio } from "#tests/support/gateway-studio.ts";
import { abortUpload } from "./abort-upload.ts";
import { beginUpload } from "./begin-upload.ts";
import { finishUpload } from "./finish-upload.ts";
import { forgetUploads } from "./forget-uploads.ts";
import { receiveChunk } from "./receive-chunk.ts";
import { showUpload } from "./show-upload.ts";
import { chunkBytesFor, chunkCount, chunkSize, piecesDestination } from "./upload-session.ts";

const MEGABYTE = 1024 * 1024;
const SIZE = 25 * MEGABYTE + 7;
const PATH = "Nora/Sent Media/film.mp4";

async function withFolder(): Promise<{ studio: GatewayStudio; ctx: Ctx }> {
  const studio = await openGatewayStudio();
  await studio.put("Nora/Sent Media/.keep", "");
  return { studio, ctx: studio.ctx("staff") };
}

const content = Buffer.alloc(SIZE);
for (let at = 0; at + 4 <= SIZE; at += 1024) content.writeUInt32LE(at, at);

function send(
  ctx: Ctx,
  id: string,
  number: number,
  size = chunkSize({ size: SIZE, chunkBytes: 10 * MEGABYTE }, number),
) {
  const from = (number - 1) * 10 * MEGABYTE;
  const bytes = content.subarray(from, from + (size ?? 0));
  return receiveChunk(ctx, {
    id,
    number,
    size: size ?? 0,
    body: () => Readable.from([bytes], { objectMode: false }),
  });
}

test.each([
  [0, 0],
  [1, 1],
  [10 * MEGABYTE, 1],
  [10 * MEGABYTE + 1, 2],
  [5_000_000_000, 477],
  [20_480 * MEGABYTE, 2048],
  [5_000_000 * MEGABYTE, 8993],
])("a file of %i bytes has %i chunks of whole megabytes, which make it up", (size, count) => {
  const session = { size, chunkBytes: chunkBytesFor(size) };
  expect(session.chunkBytes % MEGABYTE).toBe(0);
  expect(chunkCount(session)).toBe(count);
  let sum = 0;
  for (let number = 1; number <= count; number += 1) sum += chunkSize(session, number) ?? Number.NaN;
  expect(sum).toBe(size);
  expect([chunkSize(session, 0), chunkSize(session, count + 1)]).toEqual([null, null]);
});

test("Nextcloud is never told that pieces are for a name something may have", () => {
  const ctx = { env: parseEnv({ NEXTCLOUD_FILES_BASE_PATH: "05_Customers" }) };
  expect(piecesDestination(ctx, "Nora/Sent Media", "parlour-1")).toBe(
    "05_Customers/Nora/Sent Media/.parlour-1",
  );
});

test("pieces in any order, twice or after a pause make the file, which is recorded once", async () => {
  const { studio, ctx } = await withFolder();
  const begun = await beginUpload(ctx, { path: PATH, size: SIZE, modifiedMs: 1_700_000_000_000 });
  expect(begun).toMatchObject({
    path: PATH,
    size: SIZE,
    chunkBytes: 10 * MEGABYTE,
    chunks: [],
    receivedBytes: 0,
  });
  expect(await send(ctx, begun.id, 3)).toBe(5 * MEGABYTE + 7);
  expect(await send(ctx, begun.id, 1)).toBe(15 * MEGABYTE + 7);
  expect(await send(ctx, begun.id, 1)).toBe(15 * MEGABYTE + 7);
  expect(await showUpload(ctx, begun.id)).toMatchObject({ chunks: [1, 3], receivedBytes: 15 * MEGABYTE + 7 });
  await expect(finishUpload(ctx, begun.id)).rejects.toMatchObject({ code: "conflict" });
  expect(await studio.names("Nora/Sent Media")).toEqual([]);
  await send(ctx, begun.id, 2);
  const [media, again] = await Promise.all([finishUpload(ctx, begun.id), finishUpload(ctx, begun.id)]);
  expect(media).toMatchObject({
    path: PATH,
    size: SIZE,
    direction: "sent",
    mimeType: "video/mp4",
    state: "stored",
  });
  expect(again).toEqual(media);
  expect(await finishUpload(ctx, begun.id)).toEqual(media);
  expect(await showUpload(ctx, begun.id)).toMatchObject({ chunks: [1, 2, 3], receivedBytes: SIZE });
  expect((await studio.read(PATH)).equals(content)).toBe(true);
});

test("what is no piece of it is refused, and somebody else's upload is not there", async () => {
  const { studio, ctx } = await withFolder();
  const { id } = await beginUpload(ctx, { folder: "Nora/Sent Media", filename: "film.mp4", size: SIZE });
  await expect(send(ctx, id, 4, 1)).rejects.toMatchObject({ errors: { number: ["out_of_range"] } });
  await expect(send(ctx, id, 0, 1)).rejects.toMatchObject({ errors: { number: ["out_of_range"] } });
  await expect(send(ctx, id, 1, 5)).rejects.toMatchObject({ errors: { content_length: ["other_size"] } });
  for (const work of [showUpload, finishUpload, abortUpload]) {
    await expect(work(studio.ctx("admin"), id)).rejects.toMatchObject({ code: "not_found" });
    await expect(work(studio.ctx("customer"), id)).rejects.toMatchObject({ code: "not_signed_in" });
    await expect(work(ctx, "nothing")).rejects.toMatchObject({ code: "not_found" });
  }
  await expect(send(studio.ctx("admin"), id, 1)).rejects.toMatchObject({ code: "not_found" });
  await expect(beginUpload(studio.ctx("mara"), { path: PATH, size: 1 })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(beginUpload(studio.ctx("service"), { path: PATH, size: 1 })).rejects.toMatchObject({
    code: "not_allowed",
  });
  const tooLarge = { path: PATH, size: 30_000 * MEGABYTE };
  await expect(beginUpload(ctx, tooLarge)).rejects.toMatchObject({ code: "too_large" });
  studio.cloud.cloud.files.quotas.set("parlour", 1_000_000);
  await expect(beginUpload(ctx, { path: PATH, size: SIZE })).rejects.toMatchObject({
    code: "quota_exceeded",
  });
  await expect(beginUpload(ctx, { path: "Gone/film.mp4", size: 1 })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a name that is taken by the end gets a number", async () => {
  const { studio, ctx } = await withFolder();
  const { id } = await beginUpload(ctx, { path: PATH, size: 3 });
  await receiveChunk(ctx, { id, number: 1, size: 3, body: () => Readable.from([Buffer.from("new")]) });
  await studio.put(PATH, "old");
  expect((await finishUpload(ctx, id)).path).toBe("Nora/Sent Media/film (2).mp4");
  expect(String(await studio.read(PATH))).toBe("old");
  expect(String(await studio.read("Nora/Sent Media/film (2).mp4"))).toBe("new");
});

test("what is being put together is not given up under its hands", async () => {
  const { studio, ctx } = await withFolder();
  const { id } = await beginUpload(ctx, { path: PATH, size: 3 });
  await receiveChunk(ctx, { id, number: 1, size: 3, body: () => Readable.from([Buffer.from("new")]) });
  studio.cloud.cloud.faults.add({ method: "MOVE", delayMs: 200, times: 1 });
  const finished = finishUpload(ctx, id);
  await expect(abortUpload(ctx, id)).rejects.toMatchObject({ code: "conflict" });
  expect((await finished).path).toBe(PATH);
  await abortUpload(ctx, id);
  expect(String(await studio.read(PATH))).toBe("new");
});

test("nothing in no pieces is a file, too", async () => {
  const { studio, ctx } = await withFolder();
  const { id } = await beginUpload(ctx, { path: "Nora/empty.txt", size: 0 });
  expect(await finishUpload(ctx, id)).toMatchObject({ path: "Nora/empty.txt", size: 0 });
  expect((await studio.read("Nora/empty.txt")).length).toBe(0);
});

test("Nextcloud goes away in the middle: the piece fails, and the upload goes on when it is back", async () => {
  const { studio, ctx } = await withFolder();
  const { faults } = studio.cloud.cloud;
  const { id } = await beginUpload(ctx, { path: PATH, size: SIZE });
  await send(ctx, id, 1);
  faults.add({ drop: true });
  await expect(send(ctx, id, 2)).rejects.toMatchObject({ kind: "network" });
  await expect(showUpload(ctx, id)).rejects.toMatchObject({ kind: "network" });
  faults.clear();
  expect((await showUpload(ctx, id)).chunks).toEqual([1]);
  await send(ctx, id, 2);
  await send(ctx, id, 3);
  expect((await finishUpload(ctx, id)).size).toBe(SIZE);
  expect((await studio.read(PATH)).equals(content)).toBe(true);
});

test("an answer that is lost is made up for, whether all was done or nothing", async () => {
  const { studio, ctx } = await withFolder();
  const { faults } = studio.cloud.cloud;
  const { id } = await beginUpload(ctx, { path: PATH, size: SIZE });
  for (const number of [1, 2, 3]) await send(ctx, id, number);
  // A gateway gave up, and nothing was done: that is all anybody can say.
  faults.add({ method: "MOVE", status: 504, times: 1 });
  await expect(finishUpload(ctx, id, { pollEveryMs: 1, waitMs: 50 })).rejects.toMatchObject({ status: 504 });
  expect(await studio.names("Nora/Sent Media")).toEqual([]);
  faults.add({ method: "MOVE", drop: "after", times: 1 });
  const media = await finishUpload(ctx, id, { pollEveryMs: 1 });
  expect(media).toMatchObject({ path: PATH, size: SIZE });
  expect(await studio.names("Nora/Sent Media")).toEqual(["film.mp4"]);
});

test("the record is found again when our own word of it was lost", async () => {
  const { studio, ctx } = await withFolder();
  const { id } = await beginUpload(ctx, { path: PATH, size: SIZE });
  for (const number of [1, 2, 3]) await send(ctx, id, number);
  expect(await finishUpload(ctx, id)).toMatchObject({ path: PATH, size: SIZE });
  // As after a crash between Nextcloud's answer and our own note of it.
  const second = await beginUpload(ctx, { path: "Nora/other.bin", size: 3 });
  await receiveChunk(ctx, {
    id: second.id,
    number: 1,
    size: 3,
    body: () => Readable.from([Buffer.from("abc")]),
  });
  await studio.cloud.send({
    user: "parlour",
    method: "MOVE",
    path: `/remote.php/dav/uploads/parlour/parlour-${second.id}/.file`,
    headers: { Destination: "/remote.php/dav/files/parlour/05_Customers/Nora/other.bin", Overwrite: "F" },
  });
  expect(await finishUpload(ctx, second.id)).toMatchObject({ path: "Nora/other.bin", size: 3 });
});

test("an upload that is given up or whose day is over leaves nothing behind", async () => {
  const { studio, ctx } = await withFolder();
  const given = await beginUpload(ctx, { path: PATH, size: SIZE });
  await send(ctx, given.id, 1);
  await abortUpload(ctx, given.id);
  await expect(send(ctx, given.id, 2)).rejects.toMatchObject({ code: "not_found" });
  const late = await beginUpload(ctx, { path: PATH, size: SIZE });
  await send(ctx, late.id, 1);
  expect(await forgetUploads(studio.ctx("worker"))).toBe(0);
  studio.clock.advance(25 * HOUR);
  await expect(showUpload(ctx, late.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(forgetUploads(ctx)).rejects.toMatchObject({ code: "not_allowed" });
  studio.cloud.cloud.faults.add({ drop: true, times: 1 });
  expect(await forgetUploads(studio.ctx("worker"))).toBe(0);
  expect(await forgetUploads(studio.ctx("worker"))).toBe(1);
  expect(studio.db.select().from(uploadSessions).all()).toEqual([]);
  const gone = await studio.cloud.send({
    user: "parlour",
    method: "PROPFIND",
    path: `/remote.php/dav/uploads/parlour/parlour-${late.id}`,
    headers: { Depth: "0" },
  });
  expect(gone.status).toBe(404);
});

test("the folder goes meanwhile: it is said so, and the pieces stay", async () => {
  const { studio, ctx } = await withFolder();
  const { id } = await beginUpload(ctx, { path: PATH, size: SIZE });
  for (const number of [1, 2, 3]) await send(ctx, id, number);
  const move = (method: string, headers: Record<string, string> = {}) =>
    studio.cloud.send({
      user: "parlour",
      method,
      path: "/remote.php/dav/files/parlour/05_Customers/Nora",
      headers,
    });
  await move("MOVE", { Destination: "/remote.php/dav/files/parlour/05_Customers/Away" });
  await expect(finishUpload(ctx, id)).rejects.toMatchObject({ code: "not_found" });
  expect((await showUpload(ctx, id)).chunks).toEqual([1, 2, 3]);
});

test("a piece reaches the gateway as its body", async () => {
  const { studio, ctx } = await withFolder();
  const { id } = await beginUpload(ctx, { path: PATH, size: 5 });
  const put = (number: string, body: string) =>
    studio.send({ method: "PUT", path: `/api/crm/nextcloud/uploads/${id}/${number}`, body });
  expect((await put("1", "four")).json.errors).toEqual({ content_length: ["other_size"] });
  expect((await put("x", "12345")).json.errors).toEqual({ number: ["out_of_range"] });
  expect((await put("1", "12345")).json).toEqual({ received_bytes: 5 });
  expect((await finishUpload(ctx, id)).size).toBe(5);
});
