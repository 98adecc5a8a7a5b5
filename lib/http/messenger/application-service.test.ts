import { expect, test } from "vitest";
import { findMembership } from "#db/queries/messenger-rooms.ts";
import { findMessengerUser } from "#db/queries/messenger-users.ts";
import { DAY } from "#lib/core/clock.ts";
import { createRoom } from "#lib/messenger/create-room.ts";
import { listHistory } from "#lib/messenger/list-history.ts";
import { sendMessage } from "#lib/messenger/send-message.ts";
import { HS_TOKEN, type MatrixHouse, openMatrixHouse } from "#tests/support/matrix-house.ts";

const bearer = { Authorization: `Bearer ${HS_TOKEN}` };

async function ask(
  house: MatrixHouse,
  method: string,
  path: string,
  body?: unknown,
  headers: object = bearer,
) {
  const answer = await fetch(`${house.serviceUrl}${path}`, {
    method,
    headers: { ...headers },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}

async function openRoom() {
  const house = await openMatrixHouse();
  const nora = house.hub("17", { name: "Nora" });
  house.hub("18", { name: "Jonas" });
  const room = await createRoom(nora, { name: "Workshop", invite_users: ["18"] });
  await sendMessage(nora, { roomId: room.id, body: "Hello" });
  await house.deliver();
  await house.homeserver.pushNow();
  const matrixRoom = house.homeserver.rooms()[0]?.roomId ?? "";
  const { userId: outsider } = house.homeserver.people.add({
    localpart: "lena",
    displayName: "Lena from outside",
  });
  house.homeserver.people.join({ user: outsider, room: matrixRoom });
  const history = async () => (await listHistory(nora, room.id)).messages;
  return { house, nora, room, matrixRoom, outsider, history };
}

const event = (room: string, more: object = {}) => ({
  type: "m.room.message",
  event_id: "$one",
  room_id: room,
  sender: "@lena:elsewhere.example",
  origin_server_ts: 1,
  content: { msgtype: "m.text", body: "Hi" },
  ...more,
});

test("only the homeserver is answered, in Matrix's own form", async () => {
  const house = await openMatrixHouse();
  const path = "/_matrix/app/v1/transactions/1";
  expect(await ask(house, "PUT", path, { events: [] }, {})).toMatchObject({
    status: 401,
    body: { errcode: "M_FORBIDDEN" },
  });
  expect(await ask(house, "PUT", path, { events: [] }, { Authorization: "Bearer nonsense" })).toMatchObject({
    status: 403,
    body: { errcode: "M_FORBIDDEN" },
  });
  expect(await ask(house, "PUT", `${path}?access_token=${HS_TOKEN}`, { events: [] }, {})).toEqual({
    status: 200,
    body: {},
  });
  expect(await ask(house, "PUT", "/transactions/2", { events: [] })).toEqual({ status: 200, body: {} });
  expect(await ask(house, "POST", "/_matrix/app/v1/ping", { transaction_id: "x" })).toEqual({
    status: 200,
    body: {},
  });
  expect(await ask(house, "GET", path)).toMatchObject({ status: 405, body: { errcode: "M_UNRECOGNIZED" } });
  expect(await ask(house, "GET", "/_matrix/app/v1/thirdparty/x")).toMatchObject({
    status: 404,
    body: { errcode: "M_UNRECOGNIZED" },
  });
  expect(await ask(house, "PUT", path, "{")).toMatchObject({ status: 400, body: { errcode: "M_NOT_JSON" } });
  expect(await ask(house, "PUT", path, { events: 7 })).toMatchObject({
    status: 400,
    body: { errcode: "M_BAD_JSON" },
  });
});

test("users and aliases of ours are there once they are asked for; nobody else's are", async () => {
  const house = await openMatrixHouse();
  house.hub("17", { name: "Nora" });
  await house.deliver();
  const known = (path: string) => ask(house, "GET", `/_matrix/app/v1/${path}`).then(({ status }) => status);
  expect(await known("users/%40hub_u_default_99%3Aparlour.test")).toBe(404);
  expect(await known("rooms/%23hub_r_default_general%3Aparlour.test")).toBe(404);
  expect(await known("rooms/%23hub_r_default_general%3Aelsewhere.example")).toBe(404);
  expect(await known("users/%E0%A4%A")).toBe(404);
  expect(house.homeserver.rooms()).toEqual([]);
});

test("what people say with their own client stands in the room, once, and who they are is known", async () => {
  const { house, matrixRoom, outsider, history } = await openRoom();
  const id = house.homeserver.people.say({ user: outsider, room: matrixRoom, body: "From <b>outside</b>" });
  house.homeserver.people.say({
    user: "@hub_u_default_18:parlour.test",
    room: matrixRoom,
    body: "From my phone",
  });
  expect(await house.homeserver.pushNow()).toBe(0);
  const said = await history();
  expect(said.map(({ sender_display_name, body, own }) => [sender_display_name, body, own])).toEqual([
    ["Nora", "Hello", true],
    ["Lena from outside", "From <b>outside</b>", false],
    ["Jonas", "From my phone", false],
  ]);
  expect(said[1]).toMatchObject({ event_id: id, sender: outsider, state: "sent" });
  expect(said[2]).toMatchObject({ sender_hub_user_id: "18" });
});

test("edits and removals follow, and only one's own words are edited", async () => {
  const { house, matrixRoom, outsider, history } = await openRoom();
  const target = house.homeserver.people.say({ user: outsider, room: matrixRoom, body: "Helo" });
  house.homeserver.people.edit({ user: outsider, room: matrixRoom, event: target, body: "Hello" });
  const [first] = await history();
  house.homeserver.people.edit({
    user: outsider,
    room: matrixRoom,
    event: first?.event_id ?? "",
    body: "Mine now",
  });
  await house.homeserver.pushNow();
  const edited = await history();
  expect(edited.map(({ body }) => body)).toEqual(["Hello", "Hello"]);
  expect(edited[1]?.edited_at).not.toBeNull();
  house.homeserver.people.redact({ user: outsider, room: matrixRoom, event: target });
  await house.homeserver.pushNow();
  expect((await history())[1]).toMatchObject({ body: "", removed: true });
  const replayed = house.db.$client
    .prepare("SELECT count(*) FROM messenger_events WHERE data LIKE '%Helo%'")
    .pluck();
  expect(replayed.get()).toBe(0);
});

test("a transaction is taken once; one of an emptied homeserver under the same number is another", async () => {
  const { house, matrixRoom, history } = await openRoom();
  const send = (events: unknown[]) => ask(house, "PUT", "/_matrix/app/v1/transactions/77", { events });
  for (let time = 0; time < 3; time++) expect((await send([event(matrixRoom)])).status).toBe(200);
  expect(await history()).toHaveLength(2);
  await send([event(matrixRoom, { event_id: "$two" })]);
  expect(await history()).toHaveLength(3);
  await Promise.all([1, 2, 3].map(() => send([event(matrixRoom, { event_id: "$three" })])));
  expect(await history()).toHaveLength(4);
  // A clock of 1970 is not believed.
  const said = (await history())[1];
  expect(Math.abs(Date.parse(said?.created_at ?? "") - house.clock.now())).toBeLessThan(DAY);
});

test("nonsense is passed, and what stands beside it is taken; the id of another's message makes nothing an echo", async () => {
  const { house, matrixRoom, history } = await openRoom();
  const [own] = house.db.$client.prepare("SELECT id FROM messenger_messages").pluck().all();
  const events = [
    null,
    7,
    { type: "m.room.message" },
    event(matrixRoom, { event_id: "$bad", content: { msgtype: "m.text" } }),
    event(matrixRoom, { event_id: "$far", room_id: "!unknown:elsewhere.example" }),
    event(matrixRoom, {
      event_id: "$forged",
      content: { msgtype: "m.text", body: "forged", "app.parlour.id": own },
    }),
    event(matrixRoom, { event_id: "$redaction", type: "m.room.redaction", content: { redacts: "$nothing" } }),
    event(matrixRoom, { event_id: "$good" }),
  ];
  expect((await ask(house, "PUT", "/_matrix/app/v1/transactions/1x", { events })).status).toBe(200);
  expect((await history()).map(({ body }) => body)).toEqual(["Hello", "forged", "Hi"]);
});

test("who leaves over there has left here; names and topics follow", async () => {
  const { house, room, matrixRoom } = await openRoom();
  const jonas = findMessengerUser(house.db, "default", "18");
  house.homeserver.people.leave({ user: "@hub_u_default_18:parlour.test", room: matrixRoom });
  house.homeserver.people.rename({
    user: "@hub_bot:parlour.test",
    room: matrixRoom,
    name: "Garage",
    topic: "Cars",
  });
  await house.homeserver.pushNow();
  expect(findMembership(house.db, room.id, jonas?.id ?? "")?.state).toBe("left");
  const row = house.db.$client.prepare("SELECT name, topic FROM messenger_rooms").get();
  expect(row).toEqual({ name: "Garage", topic: "Cars" });
});
