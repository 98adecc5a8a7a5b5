import { Readable } from "node:stream";
import { expect, test } from "vitest";
import type { Ctx } from "#lib/auth/context.ts";
import { newId } from "#lib/core/ids.ts";
import { type MatrixHouse, openMatrixHouse } from "#tests/support/matrix-house.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { createRoom } from "./create-room.ts";
import { leaveRoom } from "./leave-room.ts";
import { listHistory } from "./list-history.ts";
import { keepMedia } from "./media/media-files.ts";
import { sendMedia } from "./media/send-media.ts";
import { requireMember } from "./require-member.ts";
import { retryMessage } from "./retry-message.ts";
import type { MessageJson } from "./room-json.ts";
import { sendMessage } from "./send-message.ts";

/** Nora's room with Jonas, and a homeserver that refuses the next `times` messages for good. */
async function houseWithRoom() {
  const house = await openMatrixHouse();
  const nora = house.hub("17", { name: "Nora" });
  const jonas = house.hub("18", { name: "Jonas" });
  const { id: roomId } = await createRoom(nora, { name: "Hall", invite_users: ["18"] });
  const refuse = (times: number, match = /\/send\//) =>
    house.wire.faults.add({
      match,
      times,
      status: 413,
      body: JSON.stringify({ errcode: "M_TOO_LARGE", error: "event too large" }),
    });
  return { house, nora, jonas, roomId, refuse };
}

const changes = ({ db }: MatrixHouse) =>
  db.$client
    .prepare<[], string>("SELECT data FROM messenger_events WHERE type = 'message_changed' ORDER BY seq")
    .pluck()
    .all()
    .map((data) => JSON.parse(data).state);

/** How a message stands once it waits no more; on a busy machine that may be after the answer. */
async function settled(ctx: Ctx, { id, room_id }: Pick<MessageJson, "id" | "room_id">): Promise<string> {
  const states: string[] = [];
  await waitFor("the message to wait no more", async () => {
    const { messages } = await listHistory(ctx, room_id);
    states.push(messages.find((message) => message.id === id)?.state ?? "queued");
    return states.at(-1) !== "queued";
  });
  return states.at(-1) ?? "";
}

test("what failed goes out again as the same message, in its place, and once", async () => {
  const { house, nora, roomId, refuse } = await houseWithRoom();
  refuse(2);
  const failed = await sendMessage(nora, { roomId, body: "One" });
  expect(await settled(nora, failed)).toBe("failed");
  expect(await settled(nora, await sendMessage(nora, { roomId, body: "Two" }))).toBe("failed");
  expect(await retryMessage(nora, failed.id)).toMatchObject({ seq: failed.seq, body: "One" });
  expect(await settled(nora, failed)).toBe("sent");
  const again = await retryMessage(nora, failed.id);
  expect(again).toMatchObject({ id: failed.id, event_id: failed.event_id, state: "sent" });
  const { messages } = await listHistory(nora, roomId);
  expect(messages.map(({ body, state }) => [body, state])).toEqual([
    ["One", "sent"],
    ["Two", "failed"],
  ]);
  expect(house.said("Hall")).toEqual(["One"]);
  expect(changes(house).slice(-2)).toEqual(["queued", "sent"]);
});

test("refused once more it has failed once more; asked for twice at once it goes out once", async () => {
  const { house, nora, roomId, refuse } = await houseWithRoom();
  refuse(2);
  const failed = await sendMessage(nora, { roomId, body: "One" });
  expect(await settled(nora, failed)).toBe("failed");
  await retryMessage(nora, failed.id);
  expect(await settled(nora, failed)).toBe("failed");
  await Promise.all([retryMessage(nora, failed.id), retryMessage(nora, failed.id)]);
  expect(await settled(nora, failed)).toBe("sent");
  expect(house.said("Hall")).toEqual(["One"]);
});

test("a file goes with it", async () => {
  const { house, nora, roomId, refuse } = await houseWithRoom();
  refuse(1);
  const id = newId();
  const kept = await keepMedia(house.env, id, Readable.from([Buffer.from("plan")]), { maximumBytes: 100 });
  const member = await requireMember(nora);
  const file = { id, kept, filename: "plan.bin", body: undefined, idempotencyKey: undefined };
  const failed = await sendMedia(nora, member, { id: roomId }, file);
  expect(await settled(nora, failed)).toBe("failed");
  expect(await retryMessage(nora, id)).toMatchObject({ id, media: { filename: "plan.bin" } });
  expect(await settled(nora, failed)).toBe("sent");
  const room = house.homeserver.rooms().find(({ name }) => name === "Hall");
  expect(room?.messages.map(({ content }) => content.url)).toEqual([expect.stringMatching(/^mxc:/)]);
});

test("nobody sends again what another said, nor in a room they left", async () => {
  const { nora, jonas, roomId, refuse } = await houseWithRoom();
  refuse(1);
  const { id } = await sendMessage(nora, { roomId, body: "One" });
  const stranger = { code: "not_found" };
  await expect(retryMessage(jonas, id)).rejects.toMatchObject(stranger);
  await expect(retryMessage(nora, "no-such-message")).rejects.toMatchObject(stranger);
  await leaveRoom(nora, roomId);
  await expect(retryMessage(nora, id)).rejects.toMatchObject(stranger);
});
