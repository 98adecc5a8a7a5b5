import { expect, onTestFinished, test, vi } from "vitest";
import { findNotification } from "#db/queries/find-notification.ts";
import { worker } from "#lib/auth/actor.ts";
import { HOUR } from "#lib/core/clock.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { AS_TOKEN, HS_TOKEN, type MatrixHouse, openMatrixHouse } from "#tests/support/matrix-house.ts";
import { openMessengerHouse } from "#tests/support/messenger-people.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { createRoom } from "./create-room.ts";
import { notificationInput } from "./notification-input.ts";
import { openDirectRoom } from "./open-direct-room.ts";
import { sendMessage } from "./send-message.ts";
import { sendNotification } from "./send-notification.ts";
import { transportPause } from "./transport-pause.ts";

const NORA = "@hub_u_default_17:parlour.test";
const JONAS = "@hub_u_default_18:parlour.test";
const BOT = "@hub_bot:parlour.test";

const notify = (house: Pick<MatrixHouse, "ctx">, more: object = {}) =>
  sendNotification(
    house.ctx("service"),
    notificationInput.parse({ source_app: "shop", event_type: "paid", title: "Paid", ...more }),
  );

async function openPeople(options: Parameters<typeof openMatrixHouse>[0] = {}) {
  const house = await openMatrixHouse(options);
  const nora = house.hub("17", { name: "Nora" });
  const jonas = house.hub("18", { name: "Jonas" });
  return { house, nora, jonas };
}

/** Until nothing waits, whatever was refused on the way. @returns states of all messages, the oldest first */
async function settled(house: MatrixHouse): Promise<unknown[]> {
  await waitFor("the queue to be empty", async () => {
    house.clock.advance(HOUR);
    await house.deliver();
    return (await house.outboxIds()).length === 0;
  });
  return house.db.$client.prepare("SELECT state FROM messenger_messages ORDER BY seq").pluck().all();
}

const roomWith = (house: MatrixHouse, body: string) =>
  house.homeserver.rooms().find(({ messages }) => messages.some(({ content }) => content.body === body));

test("a homeserver that was emptied gets everybody and every room again", async () => {
  const { house, nora, jonas } = await openPeople();
  const group = await createRoom(nora, { name: "Workshop", invite_users: ["18"] });
  const { room: direct } = await openDirectRoom(nora, "18");
  await notify(house);
  await settled(house);
  house.homeserver.forgetEverything();
  await sendMessage(nora, { roomId: group.id, body: "To the group" });
  await sendMessage(jonas, { roomId: direct.id, body: "To you" });
  await notify(house, { title: "Again" });
  expect(await settled(house)).toEqual(["sent", "sent", "sent", "sent"]);
  expect(roomWith(house, "To the group")?.joined.toSorted()).toEqual([BOT, NORA, JONAS]);
  expect(roomWith(house, "To you")?.joined.toSorted()).toEqual([NORA, JONAS]);
  expect(house.homeserver.rooms().find(({ name }) => name === "Allgemein")?.messages).toHaveLength(1);
});

test.each(["a direct room", "a group", "an entity's room"])(
  "%s that is first made at an emptied homeserver",
  async (what) => {
    const { house, nora } = await openPeople();
    await openDirectRoom(nora, "18");
    await settled(house);
    house.homeserver.forgetEverything();
    house.hub("19", { name: "Lena" });
    if (what === "a group") await createRoom(nora, { name: "Workshop", invite_users: ["18", "19"] });
    else if (what === "a direct room") {
      const { room } = await openDirectRoom(nora, "19");
      await sendMessage(nora, { roomId: room.id, body: "Hello" });
    } else await notify(house, { target_type: "entity_room", entity_type: "machine", entity_id: 1 });
    const states = await settled(house);
    expect(states.every((state) => state === "sent")).toBe(true);
    const [room, ...others] = house.homeserver.rooms();
    expect(others).toEqual([]);
    expect(room?.joined).toHaveLength({ "a group": 4, "a direct room": 2 }[what] ?? 1);
  },
);

test.each([
  ["who opened it", [NORA]],
  ["the other", [JONAS]],
  ["both", [NORA, JONAS]],
] as const)(
  "a direct room that %s left over there is one again with the next word",
  async (_who, leaving) => {
    const { house, nora, jonas } = await openPeople();
    const { room } = await openDirectRoom(nora, "18");
    await sendMessage(nora, { roomId: room.id, body: "Hello" });
    await settled(house);
    const there = house.homeserver.rooms()[0]?.roomId ?? "";
    for (const user of leaving) house.homeserver.people.leave({ user, room: there });
    await house.homeserver.pushNow();
    await sendMessage(jonas, { roomId: room.id, body: "Still there?" });
    expect(await settled(house)).toEqual(["sent", "sent"]);
    expect(roomWith(house, "Still there?")?.joined.toSorted()).toEqual([NORA, JONAS]);
  },
);

test("a room that everybody of ours was put out of is made again under its alias", async () => {
  const { house } = await openPeople();
  await notify(house, { title: "First" });
  await settled(house);
  const [room] = house.homeserver.rooms();
  for (const user of room?.joined ?? []) house.homeserver.people.leave({ user, room: room?.roomId ?? "" });
  await house.homeserver.pushNow();
  const { id } = await notify(house, { title: "Second" });
  expect(await settled(house)).toEqual(["sent", "sent"]);
  expect(findNotification(house.db, "default", id)?.notification.status).toBe("sent");
  const anew = house.homeserver.rooms().find(({ aliases }) => aliases.length > 0);
  expect(anew?.roomId).not.toBe(room?.roomId);
  expect(anew?.messages).toHaveLength(1);
});

test("two houses at one homeserver make a room at the same moment: it is one, and both speak there", async () => {
  const { house } = await openPeople();
  const other = await openMessengerHouse({
    variables: {
      MATRIX_HOMESERVER_URL: house.wire.url,
      MATRIX_SERVER_NAME: "parlour.test",
      MATRIX_AS_TOKEN: AS_TOKEN,
      MATRIX_HS_TOKEN: HS_TOKEN,
    },
  });
  const about = { target_type: "entity_room", entity_type: "machine", entity_id: 42 };
  await Promise.all([house, other].map((one, at) => notify(one, { ...about, title: `House ${at}` })));
  await settled(house);
  const ctx = { ...other.ctx(), actor: worker };
  await waitFor("the other house", async () => {
    other.clock.advance(HOUR);
    await deliverOutbox(ctx, { limit: 100, kinds: ["messenger"] });
    return (await other.outboxIds()).length === 0;
  });
  const [room, ...more] = house.homeserver.rooms();
  expect(more).toEqual([]);
  expect(room?.messages.map(({ content }) => String(content.body).split("\n")[0]).toSorted()).toEqual([
    "House 0",
    "House 1",
  ]);
  const ids = [house, other].map(({ db }) =>
    db.$client.prepare("SELECT matrix_room_id FROM messenger_rooms").pluck().all(),
  );
  expect(ids).toEqual([[room?.roomId], [room?.roomId]]);
});

test("a homeserver that asks for an alias while it is made is not asked back", async () => {
  const { house } = await openPeople();
  // It says the alias is taken, knows it not, and so asks us for it.
  house.wire.faults.add({
    match: /\/createRoom/,
    status: 400,
    body: JSON.stringify({ errcode: "M_ROOM_IN_USE", error: "Room alias already taken" }),
    contentType: "application/json",
  });
  expect((await notify(house)).status).toBe("queued");
  const asked = (part: string) => house.wire.requests.filter((line) => line.includes(part)).length;
  await waitFor(
    "the first attempt",
    () => asked("/directory/room/") > 0 && transportPause(house.worker, "matrix"),
  );
  expect(asked("/createRoom")).toBe(1);
  expect(asked("/directory/room/")).toBe(1);
  house.wire.faults.clear();
  expect(await settled(house)).toEqual(["sent"]);
});

test("a homeserver that keeps no list of direct rooms has them all the same", async () => {
  const { house, nora } = await openPeople();
  house.wire.faults.add({
    match: /account_data/,
    method: "PUT",
    status: 403,
    body: JSON.stringify({ errcode: "M_FORBIDDEN", error: "Not for application services" }),
    contentType: "application/json",
  });
  const { room } = await openDirectRoom(nora, "18");
  await sendMessage(nora, { roomId: room.id, body: "Hello" });
  expect(await settled(house)).toEqual(["sent"]);
  expect(roomWith(house, "Hello")?.joined.toSorted()).toEqual([NORA, JONAS]);
});

test("the longer it is down the longer nothing is sent there, also to rooms that it has", async () => {
  const { house } = await openPeople();
  await notify(house);
  await settled(house);
  const random = vi.spyOn(Math, "random").mockReturnValue(1);
  onTestFinished(() => random.mockRestore());
  house.wire.faults.add({ match: /./, status: 503, body: "", times: 1000 });
  const pauses: number[] = [];
  for (const title of ["One", "Two", "Three"]) {
    await notify(house, { title });
    await house.idle();
    const until = transportPause(house.worker, "matrix")?.until ?? 0;
    pauses.push(until - house.clock.now());
    house.clock.advance(until - house.clock.now() + 1);
  }
  expect(pauses).toEqual([500, 1000, 2000]);
  // Once it has answered the next failure is the first.
  house.wire.faults.clear();
  expect((await notify(house, { title: "Four" })).status).toBe("sent");
  house.wire.faults.add({ match: /./, status: 503, body: "", times: 1 });
  await notify(house, { title: "Five" });
  await house.idle();
  expect((transportPause(house.worker, "matrix")?.until ?? 0) - house.clock.now()).toBe(500);
});

test("what one room is asked to wait for holds though another's message arrives meanwhile", async () => {
  const { house } = await openPeople();
  const about = (id: number) => ({ target_type: "entity_room", entity_type: "machine", entity_id: id });
  for (const id of [1, 2]) await notify(house, about(id));
  await settled(house);
  house.wire.faults.add({
    match: /\/send\//,
    status: 429,
    body: JSON.stringify({ errcode: "M_LIMIT_EXCEEDED", error: "Slow down", retry_after_ms: 60_000 }),
    contentType: "application/json",
    times: 1,
  });
  // The other one is on its way by then.
  house.wire.faults.add({ match: /\/send\//, delayMs: 200, times: 1 });
  await Promise.all([1, 2].map((id) => notify(house, about(id))));
  await house.idle();
  expect((transportPause(house.worker, "matrix")?.until ?? 0) - house.clock.now()).toBe(60_000);
  const states = house.db.$client.prepare("SELECT state FROM messenger_messages ORDER BY seq").pluck().all();
  expect(states.slice(2).toSorted()).toEqual(["queued", "sent"]);
});
