import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { findNotification } from "#db/queries/find-notification.ts";
import { findRoomById, noteRoomThere } from "#db/queries/messenger-deliveries.ts";
import { findMessengerUser } from "#db/queries/messenger-users.ts";
import { HOUR, MINUTE, SECOND } from "#lib/core/clock.ts";
import { newId } from "#lib/core/ids.ts";
import { type MatrixHouse, openMatrixHouse } from "#tests/support/matrix-house.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { createRoom } from "./create-room.ts";
import { keepMedia } from "./media/media-files.ts";
import { sendMedia } from "./media/send-media.ts";
import { type NotificationInput, notificationInput } from "./notification-input.ts";
import { openDirectRoom } from "./open-direct-room.ts";
import { provisionPeople } from "./provision-people.ts";
import { requireMember } from "./require-member.ts";
import { sendMessage } from "./send-message.ts";
import { sendNotification } from "./send-notification.ts";
import { showNotification } from "./show-notification.ts";

/** How it stands once its first attempt has ended, on however slow a machine. */
async function notify(house: MatrixHouse, more: Partial<Record<keyof NotificationInput, unknown>> = {}) {
  const input = { source_app: "shop", event_type: "order.paid", title: "Paid", ...more };
  const { id } = await sendNotification(house.ctx("service"), notificationInput.parse(input));
  await house.idle();
  return showNotification(house.ctx("service"), id);
}

const statusOf = (house: MatrixHouse, id: string) =>
  findNotification(house.db, "default", id)?.notification.status;

const eventsOf = ({ db }: MatrixHouse, type: string) =>
  db.$client
    .prepare<[string], string>("SELECT data FROM messenger_events WHERE type = ? ORDER BY seq")
    .pluck()
    .all(type);

test("a notification is said in the general room, and the answer carries the Matrix ids", async () => {
  const house = await openMatrixHouse();
  const first = await notify(house, { title: "Order <b>1</b>", body: "3 items" });
  const second = await notify(house, { title: "Order 2", priority: "urgent" });
  const [room, ...others] = house.homeserver.rooms();
  expect(others).toEqual([]);
  expect(room).toMatchObject({ name: "Allgemein", aliases: ["#hub_r_default_general:parlour.test"] });
  expect(first).toMatchObject({ status: "sent", matrix_room_id: room?.roomId });
  expect(room?.messages.map(({ eventId }) => eventId)).toEqual([
    first.matrix_event_id,
    second.matrix_event_id,
  ]);
  expect(room?.messages[0]?.content).toMatchObject({ msgtype: "m.notice", "m.mentions": {} });
  expect(room?.messages[0]?.content.formatted_body).toContain("Order &lt;b&gt;1&lt;/b&gt;");
  expect(room?.messages[1]?.content).toMatchObject({ msgtype: "m.text", "m.mentions": { room: true } });
  await waitFor("the queue to be empty", async () => (await house.outboxIds()).length === 0);
});

test("entity rooms carry the tenant in their alias; a person is told alone, and only they are rung", async () => {
  const house = await openMatrixHouse();
  house.hub("17", { name: "Nora" });
  await notify(house, { target_type: "entity_room", entity_type: "machine", entity_id: 42 });
  await notify(house, { target_type: "dm", target_user: "17", priority: "urgent" });
  const rooms = house.homeserver.rooms();
  expect(rooms.flatMap(({ aliases }) => aliases)).toContain(
    "#hub_r_default_entity=3amachine=3a42:parlour.test",
  );
  const direct = rooms.find(({ name }) => name === "Notifications");
  const nora = findMessengerUser(house.db, "default", "17");
  expect(nora).toMatchObject({ matrixUserId: "@hub_u_default_17:parlour.test", provisionedName: "Nora" });
  expect(direct?.joined.toSorted()).toEqual(["@hub_bot:parlour.test", nora?.matrixUserId]);
  expect(direct?.messages[0]?.content["m.mentions"]).toEqual({ user_ids: [nora?.matrixUserId] });
});

test("people write as themselves, in groups, with each other, and in open rooms", async () => {
  const house = await openMatrixHouse();
  const nora = house.hub("17", { name: "Nora" });
  house.hub("18", { name: "Jonas" });
  const group = await createRoom(nora, { name: "Workshop", topic: "Tools", invite_users: ["18"] });
  await sendMessage(nora, { roomId: group.room_id, body: "Hello" });
  const { room: direct } = await openDirectRoom(nora, "18");
  await sendMessage(nora, { roomId: direct.room_id, body: "Only you" });
  await house.deliver();
  const shown = house.homeserver.rooms().find(({ name }) => name === "Workshop");
  expect(shown).toMatchObject({ topic: "Tools", messages: [{ sender: "@hub_u_default_17:parlour.test" }] });
  expect(shown?.joined).toHaveLength(3);
  const both = house.homeserver.rooms().find(({ messages }) => messages[0]?.content.body === "Only you");
  expect(both?.joined.toSorted()).toEqual([
    "@hub_u_default_17:parlour.test",
    "@hub_u_default_18:parlour.test",
  ]);
  expect(
    house.wire.requests.filter((line) => line.startsWith("PUT") && line.includes("m.direct")),
  ).toHaveLength(2);
});

test("a homeserver that is down for an hour loses nothing, and order stands", async () => {
  const house = await openMatrixHouse();
  await notify(house, { title: "Before" });
  house.homeserver.setDown(true);
  const ids: string[] = [];
  for (let number = 0; number < 5; number++) {
    const answer = await notify(house, { title: `Down ${number}` });
    expect(answer).toMatchObject({ status: "queued", matrix_event_id: null });
    ids.push(answer.id);
    house.clock.advance(10 * MINUTE);
    await house.deliver();
  }
  house.clock.advance(HOUR);
  house.homeserver.setClockOffset(-3 * HOUR);
  house.homeserver.setDown(false);
  house.clock.advance(MINUTE);
  await house.deliver();
  expect(house.said("Allgemein").map((body) => body.split("\n")[0])).toEqual([
    "Before",
    ...ids.map((_id, number) => `Down ${number}`),
  ]);
  expect(ids.map((id) => statusOf(house, id))).toEqual(ids.map(() => "sent"));
  expect(await house.outboxIds()).toEqual([]);
});

test("while it is known to be down nobody waits for it, and browsers hear of everything once", async () => {
  const house = await openMatrixHouse();
  house.homeserver.setDown(true);
  await notify(house);
  const asked = house.wire.requests.length;
  await notify(house);
  expect(house.wire.requests).toHaveLength(asked);
  expect(eventsOf(house, "notification")).toHaveLength(2);
  house.homeserver.setDown(false);
  house.clock.advance(2 * MINUTE);
  await house.deliver();
  expect(eventsOf(house, "notification")).toHaveLength(2);
  expect(eventsOf(house, "message_changed").map((data) => JSON.parse(data).state)).toEqual(["sent", "sent"]);
});

test("429 keeps the order and waits as long as the header says", async () => {
  const house = await openMatrixHouse();
  await notify(house, { title: "First" });
  house.wire.faults.add({
    match: /\/send\//,
    status: 429,
    headers: { "Retry-After": "120" },
    body: JSON.stringify({ errcode: "M_LIMIT_EXCEEDED", error: "slow", retry_after_ms: 5 }),
    contentType: "application/json",
    times: 1,
  });
  await notify(house, { title: "Second" });
  await notify(house, { title: "Third" });
  house.clock.advance(100 * SECOND);
  await house.deliver();
  expect(house.said("Allgemein")).toHaveLength(1);
  house.clock.advance(HOUR);
  await house.deliver();
  expect(house.said("Allgemein").map((body) => body.split("\n")[0])).toEqual(["First", "Second", "Third"]);
});

test("what is refused for good fails alone; a token that is refused stops the queue and loses nothing", async () => {
  const house = await openMatrixHouse();
  await notify(house, { title: "First" });
  const refusal = { contentType: "application/json", times: 1 };
  house.wire.faults.add({
    ...refusal,
    match: /\/send\//,
    status: 413,
    body: JSON.stringify({ errcode: "M_TOO_LARGE", error: "event too large" }),
  });
  const large = await notify(house, { title: "Large" });
  expect(large.status).toBe("failed");
  expect((await notify(house, { title: "Next" })).status).toBe("sent");
  house.wire.faults.add({
    ...refusal,
    match: /\/send\//,
    status: 401,
    body: JSON.stringify({ errcode: "M_UNKNOWN_TOKEN", error: "unknown" }),
  });
  const kept = await notify(house, { title: "Kept" });
  expect(kept.status).toBe("queued");
  house.clock.advance(HOUR);
  await house.deliver();
  expect(statusOf(house, kept.id)).toBe("sent");
  expect(house.said("Allgemein")).toHaveLength(3);
});

test("a room that was taken away at the homeserver is made again", async () => {
  const house = await openMatrixHouse();
  const nora = house.hub("17", { name: "Nora" });
  const group = await createRoom(nora, { name: "Workshop", invite_users: [] });
  const roomId = await waitFor("the room", () => findRoomById(house.db, group.id)?.matrixRoomId ?? undefined);
  await noteRoomThere(house.db, group.id, { matrixRoomId: "!gone:parlour.test" }, house.clock.now());
  await sendMessage(nora, { roomId: group.id, body: "Still here?" });
  await house.deliver();
  expect(findRoomById(house.db, group.id)?.matrixRoomId).toBe(roomId);
  expect(house.said("Workshop")).toEqual(["Still here?"]);
});

test("an answer that is lost is no second message", async () => {
  const house = await openMatrixHouse();
  await notify(house, { title: "First" });
  house.wire.faults.add({ match: /\/send\//, drop: "after", times: 1 });
  const lost = await notify(house, { title: "Lost answer" });
  expect(lost.status).toBe("queued");
  house.clock.advance(5 * MINUTE);
  await house.deliver();
  expect(house.said("Allgemein")).toHaveLength(2);
  expect(statusOf(house, lost.id)).toBe("sent");
});

test("what has expired is not told any more; what may only be told later waits and holds nothing else up", async () => {
  const house = await openMatrixHouse();
  house.homeserver.setDown(true);
  const expiresAt = new Date(house.clock.now() + 10 * MINUTE).toISOString();
  const short = await notify(house, { title: "Short", expires_at: expiresAt });
  const long = await notify(house, { title: "Long" });
  house.clock.advance(20 * MINUTE);
  house.homeserver.setDown(false);
  await house.deliver();
  expect([statusOf(house, short.id), statusOf(house, long.id)]).toEqual(["failed", "sent"]);
  expect(house.said("Allgemein")).toHaveLength(1);
});

test("something for later goes out later, and holds up nothing that waits", async () => {
  const house = await openMatrixHouse();
  house.homeserver.setDown(true);
  await notify(house, { title: "Waits" });
  const later = await notify(house, { title: "Later" });
  house.db.$client
    .prepare("UPDATE notifications SET not_before = ? WHERE id = ?")
    .run(house.clock.now() + 8 * HOUR, later.id);
  house.homeserver.setDown(false);
  house.clock.advance(2 * MINUTE);
  await house.deliver();
  expect(house.said("Allgemein")).toHaveLength(1);
  const asked = house.wire.requests.length;
  house.clock.advance(HOUR);
  expect(await house.deliver()).toBe(0);
  expect(house.wire.requests).toHaveLength(asked);
  house.clock.advance(7 * HOUR);
  await house.deliver();
  expect(house.said("Allgemein").map((body) => body.split("\n")[0])).toEqual(["Waits", "Later"]);
});

test("names follow, everybody is in the general room, and a weak moment is made up for", async () => {
  const house = await openMatrixHouse();
  await notify(house);
  for (let number = 0; number < 60; number++) house.hub(String(number), { name: `Person ${number}` });
  for (let round = 0; round < 3; round++) await provisionPeople(house.worker);
  for (let round = 0; round < 5; round++) await house.deliver();
  expect(house.homeserver.rooms()[0]?.joined).toHaveLength(61);
  house.hub("7", { name: "Renamed" });
  await provisionPeople(house.worker);
  expect(findMessengerUser(house.db, "default", "7")?.provisionedName).toBe("Renamed");
  expect(await provisionPeople(house.worker)).toBe(0);
});

test("the echo of a message is not a second one, also when it is the first to say that the message is there", async () => {
  const house = await openMatrixHouse();
  await notify(house, { title: "First" });
  house.wire.faults.add({ match: /\/send\//, drop: "after", times: 1 });
  const lost = await notify(house, { title: "Lost answer" });
  expect(await house.homeserver.pushNow()).toBe(0);
  expect(statusOf(house, lost.id)).toBe("sent");
});

test("who is shut out is out of the rooms at the homeserver, and back in once they are let in again", async () => {
  const house = await openMatrixHouse();
  const nora = house.hub("17", { name: "Nora" });
  house.hub("18", { name: "Jonas" });
  const group = await createRoom(nora, { name: "Workshop", invite_users: ["18"] });
  await house.deliver();
  const joined = () => house.homeserver.rooms().find(({ name }) => name === "Workshop")?.joined ?? [];
  await waitFor("everybody to be in", () => joined().length === 3);
  const setActive = (active: 0 | 1) =>
    house.db.$client.prepare("UPDATE messenger_users SET active = ? WHERE hub_user_id = '18'").run(active);
  setActive(0);
  await provisionPeople(house.worker);
  await house.homeserver.pushNow();
  expect(joined()).not.toContain("@hub_u_default_18:parlour.test");
  expect(await provisionPeople(house.worker)).toBe(0);
  setActive(1);
  await sendMessage(nora, { roomId: group.id, body: "Welcome back" });
  await house.deliver();
  expect(joined()).toContain("@hub_u_default_18:parlour.test");
});

test("a file reaches the homeserver once, under its own name, and its message shows it", async () => {
  const house = await openMatrixHouse();
  const nora = house.hub("17", { name: "Nora" });
  const group = await createRoom(nora, { name: "Workshop", invite_users: [] });
  await house.deliver();
  house.wire.faults.add({ match: /\/send\//, drop: true, times: 1 });
  const bytes = Buffer.from("%PDF-1.4 a sketch");
  const id = newId();
  const kept = await keepMedia(house.env, id, Readable.from([bytes]), { maximumBytes: 1000 });
  const file = { id, kept, filename: "Skizze ö.pdf", body: undefined, idempotencyKey: undefined };
  await sendMedia(nora, await requireMember(nora), { id: group.id }, file);
  house.clock.advance(5 * MINUTE);
  await house.deliver();
  const shown = house.homeserver.rooms().find(({ name }) => name === "Workshop")?.messages ?? [];
  expect(shown).toMatchObject([
    { content: { msgtype: "m.file", filename: "Skizze ö.pdf", info: { size: bytes.length } } },
  ]);
  expect(house.wire.requests.filter((line) => line.includes("/upload"))).toHaveLength(1);
});
