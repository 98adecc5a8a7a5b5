import { readdir, readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { findRoom } from "#db/queries/messenger-rooms.ts";
import { messengerMedia } from "#db/schema/messenger.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { newId } from "#lib/core/ids.ts";
import { type MatrixHouse, openMatrixHouse } from "#tests/support/matrix-house.ts";
import { createRoom } from "../create-room.ts";
import { listHistory } from "../list-history.ts";
import { requireMember } from "../require-member.ts";
import { showMe } from "../show-me.ts";
import { showRoom } from "../show-room.ts";
import { requireMediaOf } from "./find-media.ts";
import { keepMedia, mediaFolder } from "./media-files.ts";
import { streamMedia } from "./open-media.ts";
import { sendMedia } from "./send-media.ts";
import { sweepMedia } from "./sweep-media.ts";

const BYTES = Buffer.from(Array.from({ length: 100_000 }, (_, at) => at % 253));

/** Nora sends a file into her group, and the homeserver has it. */
async function withFile() {
  const house = await openMatrixHouse();
  const nora = house.hub("17", { name: "Nora" });
  const { id: roomId } = await createRoom(nora, { name: "Hall" });
  const id = newId();
  const kept = await keepMedia(house.env, id, Readable.from([BYTES]), { maximumBytes: 1_000_000 });
  const member = await requireMember(nora);
  const file = { id, kept, filename: "plan.bin", body: undefined, idempotencyKey: undefined };
  await sendMedia(nora, member, { id: roomId }, file);
  await house.deliver();
  const room = findRoom(house.db, member.tenantId, roomId);
  return { house, nora, roomId, id, matrixRoomId: room?.matrixRoomId ?? "" };
}

const read = async (ctx: Ctx, id: string) => {
  const { body } = await streamMedia(ctx, requireMediaOf(ctx, await requireMember(ctx), id));
  return buffer(body);
};
const files = (house: MatrixHouse) => readdir(mediaFolder(house.env));
const downloads = (house: MatrixHouse) =>
  house.wire.requests.filter((request) => request.includes("/media/download"));
const forget = (house: MatrixHouse) => sweepMedia(house.ctx("worker"), { mostCopiedBytes: 0 });

test("a file goes to the homeserver, is a copy from then on, and is fetched from there once it was forgotten", async () => {
  const { house, nora, id, matrixRoomId } = await withFile();
  const [shown] = house.homeserver.rooms().filter((room) => room.roomId === matrixRoomId);
  const content = shown?.messages.at(-1)?.content;
  expect(content).toMatchObject({ msgtype: "m.file", body: "plan.bin", url: expect.stringMatching(/^mxc:/) });
  expect(house.db.select().from(messengerMedia).get()).toMatchObject({ id, mxc: content?.url, kept: true });
  expect((await read(nora, id)).equals(BYTES)).toBe(true);
  expect(downloads(house)).toHaveLength(0);
  expect([await forget(house), await files(house)]).toEqual([1, []]);
  const all = await Promise.all([read(nora, id), read(nora, id), read(nora, id)]);
  expect(all.every((bytes) => bytes.equals(BYTES))).toBe(true);
  expect(downloads(house)).toHaveLength(1);
  // What lies here is sealed, whoever it came from.
  expect((await readFile(`${mediaFolder(house.env)}/${id}`)).includes(BYTES.subarray(0, 64))).toBe(false);
});

test("while the homeserver is away a file that is not here is told so, and is there when it is back", async () => {
  const { house, nora, id } = await withFile();
  await forget(house);
  house.homeserver.setDown(true);
  await expect(read(nora, id)).rejects.toMatchObject({ service: "matrix" });
  expect(await files(house)).toEqual([]);
  house.homeserver.setDown(false);
  expect((await read(nora, id)).length).toBe(BYTES.length);
});

test("a file from outside is read like any other; one that is gone, or never was, is not there", async () => {
  const { house, nora, roomId, matrixRoomId } = await withFile();
  const first = house.db.select().from(messengerMedia).get();
  const eve = house.homeserver.people.add({ localpart: "eve", displayName: "Eve" });
  house.homeserver.people.join({ user: eve.userId, room: matrixRoomId });
  const post = (url: string, info: Record<string, unknown> = {}) =>
    house.homeserver.people.say({
      user: eve.userId,
      room: matrixRoomId,
      body: "../../holiday.png",
      content: { msgtype: "m.image", url, info },
    });
  post(first?.mxc ?? "", { mimetype: "image/png", size: -5, w: 1e12, h: "x" });
  post("mxc://parlour.test/nothing");
  await house.homeserver.pushNow();
  const { messages } = await listHistory(nora, roomId);
  const [good, gone] = messages.filter(({ sender_display_name }) => sender_display_name === "Eve");
  expect((await read(nora, good?.media?.id ?? "")).equals(BYTES)).toBe(true);
  await expect(read(nora, gone?.media?.id ?? "")).rejects.toMatchObject({ code: "not_found" });
  for (const { media } of messages) {
    expect(media?.size ?? 0).toBeGreaterThanOrEqual(0);
    expect(media?.filename).not.toMatch(/[/\\]/);
  }
});

test("a message taken back over there takes its file with it", async () => {
  const { house, nora, roomId, matrixRoomId, id } = await withFile();
  const [message] = (await listHistory(nora, roomId)).messages;
  const user = message?.sender ?? "";
  house.homeserver.people.redact({ user, room: matrixRoomId, event: message?.event_id ?? "" });
  await house.homeserver.pushNow();
  expect((await listHistory(nora, roomId)).messages).toMatchObject([{ removed: true, media: null }]);
  await expect(read(nora, id)).rejects.toMatchObject({ code: "not_found" });
  expect(await sweepMedia(house.ctx("worker"), { now: () => Date.now() + 2 * 3_600_000 })).toBe(1);
  expect(await files(house)).toEqual([]);
});

test("a room is at the homeserver, with its people, before anything is said in it; without a homeserver it is here", async () => {
  const house = await openMatrixHouse();
  const nora = house.hub("17", { name: "Nora" });
  await showMe(nora);
  const made = await createRoom(nora, { name: "Hall", topic: "Noise" });
  expect(made).toMatchObject({ matrix_room_id: expect.stringMatching(/^!/), room_id: made.matrix_room_id });
  expect(house.homeserver.rooms()).toMatchObject([{ name: "Hall", topic: "Noise" }]);
  house.homeserver.setDown(true);
  const later = await createRoom(nora, { name: "Yard" });
  expect(later).toMatchObject({ matrix_room_id: null, room_id: later.id });
  house.homeserver.setDown(false);
  house.clock.advance(3_600_000);
  await house.deliver();
  expect(await showRoom(nora, await requireMember(nora), later)).toMatchObject({
    room_id: expect.stringMatching(/^!/),
    id: later.id,
  });
});
