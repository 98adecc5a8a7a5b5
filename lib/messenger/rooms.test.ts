import { describe, expect, test } from "vitest";
import { transaction } from "#db/client.ts";
import { ensureRoom } from "#db/queries/messenger-rooms.ts";
import { findMessengerUser } from "#db/queries/messenger-users.ts";
import {
  messengerMemberships,
  messengerMessages,
  messengerRooms,
  messengerUsers,
} from "#db/schema/messenger.ts";
import { messengerEvents } from "#db/schema/messenger-events.ts";
import { outbox } from "#db/schema/system.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { type MessengerHouse, openMessengerHouse, TENANT } from "#tests/support/messenger-people.ts";
import { createRoom } from "./create-room.ts";
import { inviteToRoom } from "./invite-to-room.ts";
import { leaveRoom } from "./leave-room.ts";
import { listHistory } from "./list-history.ts";
import { listPeople } from "./list-people.ts";
import { listRooms } from "./list-rooms.ts";
import { botPlace, entityPlace } from "./notification-places.ts";
import { openDirectRoom } from "./open-direct-room.ts";
import { readRoom } from "./read-room.ts";
import { inviteInput, messageInput, roomInput } from "./room-input.ts";
import { sendMessage } from "./send-message.ts";
import { showMe } from "./show-me.ts";

const say = (ctx: Ctx, roomId: string, body: string, more: { idempotencyKey?: string } = {}) =>
  sendMessage(ctx, { roomId, body, ...more });
const named = async (ctx: Ctx, name: string) => (await listRooms(ctx)).find((room) => room.name === name);
const SOMEBODY = {
  tenantId: TENANT,
  hubUserId: "u",
  displayName: "U",
  role: "user",
  createdAt: 0,
  lastSeenAt: 0,
} as const;
const eventsOf = ({ db }: MessengerHouse) => db.select().from(messengerEvents).all();

describe("people", () => {
  test("are who their token says, and who the studio says, before they ever came", async () => {
    const house = await openMessengerHouse();
    const nora = house.hub("17", { name: "Nora Hall" });
    expect(await showMe(nora)).toEqual({
      hub_user_id: "17",
      display_name: "Nora Hall",
      matrix_user_id: null,
      role: "user",
      external_client_enabled: false,
      tenant_id: TENANT,
      seen_seq: 0,
    });
    expect(await showMe(house.ctx("admin"))).toMatchObject({ hub_user_id: "user-admin", role: "admin" });
    const all = await listPeople(nora);
    expect(all).toContainEqual({ hub_user_id: "17", display_name: "Nora Hall" });
    expect(all.filter(({ hub_user_id }) => hub_user_id === "user-admin")).toHaveLength(1);
    expect(all.map(({ hub_user_id }) => hub_user_id)).toContain("user-theo");
    expect(await listPeople(nora, { q: "  nORA " })).toEqual([
      { hub_user_id: "17", display_name: "Nora Hall" },
    ]);
    for (const q of ["%", "_", "' OR 1=1 --"]) expect(await listPeople(nora, { q })).toEqual([]);
  });

  test("of another tenant are nobody, and neither are the studio's to it", async () => {
    const house = await openMessengerHouse();
    house.hub("17");
    const other = house.hub("99", { tenant: "elsewhere", role: "admin" });
    expect(await listPeople(other)).toEqual([{ hub_user_id: "99", display_name: "99" }]);
    expect(await listPeople(house.ctx("service"), { q: "99" })).toEqual([]);
    expect(await listPeople(house.ctx("service"), { q: "17" })).toHaveLength(1);
    await expect(openDirectRoom(other, "17")).rejects.toMatchObject({ code: "not_found" });
    await expect(createRoom(other, { name: "X", invite_users: ["user-mara"] })).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining("user-mara"),
      errors: { invite_users: ["unknown"] },
    });
  });
});

describe("rooms", () => {
  test("everybody's is there from the start, once, for each tenant its own", async () => {
    const house = await openMessengerHouse();
    const [first] = await listRooms(house.hub("17"));
    expect(first).toEqual({
      room_id: expect.stringMatching(/^[a-z0-9]{20}$/),
      id: first?.room_id,
      kind: "general",
      name: "Allgemein",
      topic: "",
      entity_type: null,
      entity_id: null,
      transport: "none",
      matrix_room_id: null,
      unread: 0,
      last_message: null,
      dm_with: null,
      members: 0,
      created_at: new Date(house.clock.now()).toISOString(),
    });
    expect(await listRooms(house.ctx("staff"))).toMatchObject([{ id: first?.id }]);
    const [other] = await listRooms(house.hub("1", { tenant: "elsewhere" }));
    expect(other?.id).not.toBe(first?.id);
    expect(house.db.select().from(messengerRooms).all()).toHaveLength(2);
  });

  test("those somebody makes are theirs and their guests'; the liveliest comes first", async () => {
    const house = await openMessengerHouse();
    const [nora, omar, pia] = [house.hub("17"), house.hub("18"), house.hub("19")];
    await listRooms(nora);
    house.clock.advance(1000);
    const hall = await createRoom(nora, { name: "Hall", topic: "Noise", invite_users: ["18", "18", "17"] });
    expect(hall).toMatchObject({ kind: "group", name: "Hall", topic: "Noise", members: 2, unread: 0 });
    expect(await named(omar, "Hall")).toMatchObject({ id: hall.id, members: 2 });
    expect(await named(pia, "Hall")).toBeUndefined();
    house.clock.advance(1000);
    const yard = await createRoom(nora, { name: "Yard" });
    expect((await listRooms(nora)).map(({ name }) => name)).toEqual(["Yard", "Hall", "Allgemein"]);
    house.clock.advance(1000);
    await say(nora, hall.id, "Hello");
    expect((await listRooms(nora)).map(({ name }) => name)).toEqual(["Hall", "Yard", "Allgemein"]);
    expect(await named(omar, "Hall")).toMatchObject({
      unread: 1,
      last_message: {
        sender_display_name: "17",
        body: "Hello",
        msg_type: "m.text",
        created_at: new Date(house.clock.now()).toISOString(),
      },
    });
    expect(await named(nora, "Hall")).toMatchObject({ unread: 0 });
    expect(await listRooms(nora, { q: "YAR" })).toMatchObject([{ id: yard.id }]);
    const told = eventsOf(house).filter(({ type }) => type === "room");
    expect(told.map(({ userId }) => userId)).toHaveLength(3);
  });

  test("of two people are one, however many ask, and bear the other's name", async () => {
    const house = await openMessengerHouse();
    const [nora, omar] = [house.hub("17", { name: "Nora" }), house.hub("18", { name: "Omar" })];
    const opened = await Promise.all([
      openDirectRoom(nora, "18"),
      openDirectRoom(omar, "17"),
      openDirectRoom(nora, "18"),
    ]);
    expect(new Set(opened.map(({ room }) => room.id)).size).toBe(1);
    expect(opened.filter(({ created }) => created)).toHaveLength(1);
    expect(opened.map(({ room }) => room.name)).toEqual(["Omar", "Nora", "Omar"]);
    expect(opened[0]?.room.dm_with).toEqual({ hub_user_id: "18", display_name: "Omar" });
    house.hub("18", { name: "Omar Haddad" });
    expect(await named(nora, "Omar Haddad")).toMatchObject({ kind: "dm" });
    expect(await listRooms(nora, { q: "haddad" })).toHaveLength(1);
    await expect(openDirectRoom(nora, "17")).rejects.toMatchObject({ code: "invalid_input" });
    await expect(openDirectRoom(nora, "nobody")).rejects.toMatchObject({ code: "not_found" });
    // Of the studio, before they ever came.
    expect((await openDirectRoom(nora, "user-theo")).room.name).toBe("Theo");
    const id = opened[0]?.room.id ?? "";
    for (const change of [leaveRoom(nora, id), inviteToRoom(nora, id, { users: ["user-theo"] })])
      await expect(change).rejects.toMatchObject({ code: "conflict" });
  });

  test("take more people, and let go of them; both sides hear of it", async () => {
    const house = await openMessengerHouse();
    const [nora, omar, pia] = [house.hub("17"), house.hub("18"), house.hub("19")];
    const { id } = await createRoom(nora, { name: "Hall", invite_users: ["18"] });
    await say(nora, id, "Before Pia came");
    await expect(inviteToRoom(pia, id, { users: ["19"] })).rejects.toMatchObject({ code: "not_found" });
    expect(await inviteToRoom(omar, id, { users: ["19", "18"] })).toMatchObject({ members: 3 });
    expect(await named(pia, "Hall")).toMatchObject({ unread: 0 });
    await leaveRoom(omar, id);
    expect(await named(omar, "Hall")).toBeUndefined();
    for (const done of [
      listHistory(omar, id),
      say(omar, id, "x"),
      readRoom(omar, id),
      leaveRoom(omar, id),
      inviteToRoom(omar, id, { users: ["18"] }),
    ])
      await expect(done).rejects.toMatchObject({ code: "not_found" });
    await say(nora, id, "While Omar was away");
    expect(await inviteToRoom(nora, id, { users: ["18"] })).toMatchObject({ members: 3 });
    expect(await named(omar, "Hall")).toMatchObject({ unread: 0 });
    await expect(inviteToRoom(nora, id, { users: ["18", "nobody", "none"] })).rejects.toMatchObject({
      message: "Nobody here is known as nobody, none.",
      errors: { users: ["unknown"] },
    });
    const general = (await named(nora, "Allgemein"))?.id ?? "";
    await expect(leaveRoom(nora, general)).rejects.toMatchObject({ code: "conflict" });
  });

  test("take at most 500 people, and none of those who would be too many", async () => {
    const house = await openMessengerHouse();
    const nora = house.hub("0");
    const { id } = await createRoom(nora, { name: "Hall" });
    for (let at = 1; at <= 500; at += 1) house.hub(`p${at}`);
    const some = (from: number, to: number) =>
      inviteToRoom(nora, id, { users: Array.from({ length: to - from + 1 }, (_, at) => `p${from + at}`) });
    await some(1, 499);
    await expect(some(499, 500)).rejects.toMatchObject({ code: "conflict" });
    expect(await some(490, 499)).toMatchObject({ members: 500 });
  });

  test("from before there was a transport move to it, with what was said there", async () => {
    const house = await openMessengerHouse();
    const nora = house.hub("17");
    house.hub("18");
    const general = (await named(nora, "Allgemein"))?.id ?? "";
    const { room: direct } = await openDirectRoom(nora, "18");
    for (const id of [general, direct.id]) await say(nora, id, "Before");
    const later = { ...nora, env: { ...nora.env, MESSENGER_TRANSPORT: "talk" as const } };
    expect((await openDirectRoom(later, "18")).room).toMatchObject({ id: direct.id, transport: "talk" });
    expect((await listRooms(later)).map(({ id, transport }) => [id, transport])).toEqual(
      expect.arrayContaining([
        [general, "talk"],
        [direct.id, "talk"],
      ]),
    );
    expect(await say(later, general, "After")).toMatchObject({ state: "queued" });
    expect((await listHistory(later, general)).messages.map(({ body, state }) => [body, state])).toEqual([
      ["Before", "sent"],
      ["After", "queued"],
    ]);
    // Where the service talks to one person, each way to them has a room.
    const bot = (transport: "none" | "talk") =>
      transaction(house.db, () => ensureRoom(house.db, botPlace(TENANT, transport, "u"), 0).id);
    house.db
      .insert(messengerUsers)
      .values({ ...SOMEBODY, id: "u" })
      .run();
    expect(bot("none")).not.toBe(bot("talk"));
  });

  test("about a thing are open to their tenant alone", async () => {
    const house = await openMessengerHouse();
    const nora = house.hub("17");
    const room = transaction(house.db, () =>
      ensureRoom(house.db, entityPlace(TENANT, "none", { type: "machine", id: "42" }), house.clock.now()),
    );
    expect(await named(nora, "machine 42")).toMatchObject({ entity_type: "machine", entity_id: "42" });
    await say(nora, room.id, "Oiled");
    const stranger = house.hub("17", { tenant: "elsewhere", role: "admin" });
    expect(await named(stranger, "machine 42")).toBeUndefined();
    for (const done of [
      listHistory(stranger, room.id),
      say(stranger, room.id, "x"),
      readRoom(stranger, room.id),
    ])
      await expect(done).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("what is said", () => {
  test("is stored with who said it, told at once where there is no transport, and read by its sender", async () => {
    const house = await openMessengerHouse();
    const [nora, omar] = [house.hub("17", { name: "Nora" }), house.hub("18")];
    const { id } = await createRoom(nora, { name: "Hall", invite_users: ["18"] });
    const message = await say(nora, id, "Hello <b>there</b>");
    expect(message).toEqual({
      id: expect.stringMatching(/^[a-z0-9]{20}$/),
      event_id: expect.stringMatching(/^\$[a-z0-9]{20}$/),
      seq: 1,
      room_id: id,
      sender: "17",
      sender_hub_user_id: "17",
      sender_display_name: "Nora",
      body: "Hello <b>there</b>",
      msg_type: "m.text",
      state: "sent",
      created_at: new Date(house.clock.now()).toISOString(),
      edited_at: null,
      removed: false,
      media: null,
      notification: null,
      own: true,
    });
    const told = eventsOf(house).filter(({ type }) => type === "new_message");
    expect(told).toMatchObject([
      { roomId: id, data: { event_id: message.event_id, body: "Hello <b>there</b>" } },
    ]);
    expect((await listHistory(omar, id)).messages).toMatchObject([{ own: false, seq: 1 }]);
    expect(house.db.select().from(outbox).all()).toEqual([]);
  });

  test("in a room with a transport waits in the outbox, in one row a room", async () => {
    const house = await openMessengerHouse({ variables: { MESSENGER_TRANSPORT: "talk" } });
    const nora = house.hub("17");
    const { id } = await createRoom(nora, { name: "Hall" });
    expect(await say(nora, id, "One")).toMatchObject({ state: "queued", room_id: id });
    await say(nora, id, "Two");
    expect(house.db.select().from(outbox).all()).toMatchObject([
      { id: `messenger:${id}`, kind: "messenger", payload: { room: id, to: "talk" } },
    ]);
  });

  test("twice under one key is one message, also at the same moment; under one key another is refused", async () => {
    const house = await openMessengerHouse();
    const [nora, omar] = [house.hub("17"), house.hub("18")];
    const { id } = await createRoom(nora, { name: "Hall", invite_users: ["18"] });
    const key = { idempotencyKey: "k1" };
    const both = await Promise.all([say(nora, id, "Once", key), say(nora, id, "Once", key)]);
    expect(new Set(both.map(({ seq }) => seq)).size).toBe(1);
    expect(await say(nora, id, "Once", key)).toEqual(both[0]);
    await expect(say(nora, id, "Twice", key)).rejects.toMatchObject({ code: "idempotency_mismatch" });
    // Keys are everybody's own.
    expect((await say(omar, id, "Once", key)).seq).not.toBe(both[0]?.seq);
    expect(house.db.select().from(messengerMessages).all()).toHaveLength(2);
  });

  test("is read page by page in both directions, with nothing left out or doubled", async () => {
    const house = await openMessengerHouse();
    const nora = house.hub("17");
    const { id } = await createRoom(nora, { name: "Hall" });
    const other = await createRoom(nora, { name: "Yard" });
    for (let line = 1; line <= 7; line += 1) {
      await say(nora, id, `Line ${line}`);
      await say(nora, other.id, "Elsewhere");
    }
    const bodies = (page: Awaited<ReturnType<typeof listHistory>>) =>
      page.messages.map(({ body }) => body.slice(5));
    const newest = await listHistory(nora, id, { limit: 3 });
    expect([bodies(newest), newest.next_cursor]).toEqual([["5", "6", "7"], null]);
    const middle = await listHistory(nora, id, { limit: 3, before: newest.prev_cursor ?? 0 });
    expect(bodies(middle)).toEqual(["2", "3", "4"]);
    const oldest = await listHistory(nora, id, { limit: 3, before: middle.prev_cursor ?? 0 });
    expect([bodies(oldest), oldest.prev_cursor]).toEqual([["1"], null]);
    const forward = await listHistory(nora, id, { limit: 3, after: oldest.next_cursor ?? 0 });
    expect([bodies(forward), forward.prev_cursor]).toEqual([["2", "3", "4"], forward.messages[0]?.seq]);
    const last = await listHistory(nora, id, { limit: 3, after: forward.next_cursor ?? 0 });
    expect([bodies(last), last.next_cursor]).toEqual([["5", "6", "7"], null]);
    const all = await listHistory(nora, id, { limit: 7 });
    expect([bodies(all).length, all.prev_cursor, all.next_cursor]).toEqual([7, null, null]);
    const beyond = await listHistory(nora, id, { after: 10_000 });
    expect([beyond.messages, beyond.next_cursor]).toEqual([[], null]);
    expect(beyond.prev_cursor).toBe(10_001);
    expect(await listHistory(nora, id, { before: 1 })).toMatchObject({ messages: [], prev_cursor: null });
    const { id: empty } = await createRoom(nora, { name: "Empty" });
    expect(await listHistory(nora, empty)).toEqual({
      room_id: empty,
      messages: [],
      prev_cursor: null,
      next_cursor: null,
    });
  });

  test("counts as unread until it is read, for each person by themselves, and at most 100", async () => {
    const house = await openMessengerHouse();
    const [nora, omar] = [house.hub("17"), house.hub("18")];
    const { id } = await createRoom(nora, { name: "Hall", invite_users: ["18"] });
    const first = await say(nora, id, "1");
    for (let line = 2; line <= 130; line += 1) await say(nora, id, `${line}`);
    expect(await named(omar, "Hall")).toMatchObject({ unread: 100 });
    expect(await readRoom(omar, id, { up_to: first.seq + 99 })).toEqual({
      room_id: id,
      up_to: first.seq + 99,
      unread: 30,
    });
    // Only ever further, and never beyond what there is.
    expect(await readRoom(omar, id, { up_to: 1 })).toMatchObject({ up_to: first.seq + 99, unread: 30 });
    expect(await readRoom(omar, id, { up_to: 1_000_000 })).toMatchObject({
      up_to: first.seq + 129,
      unread: 0,
    });
    const reads = eventsOf(house).filter(({ type }) => type === "read");
    expect(reads.map(({ data }) => data)).toEqual([
      { room_id: id, up_to: first.seq + 99, unread: 30 },
      { room_id: id, up_to: first.seq + 129, unread: 0 },
    ]);
    const omarsId = findMessengerUser(house.db, TENANT, "18")?.id;
    expect(new Set(reads.map(({ userId }) => userId))).toEqual(new Set([omarsId]));
    await say(omar, id, "I am here");
    expect(await named(nora, "Hall")).toMatchObject({ unread: 1 });
  });

  test("before somebody came is nothing they have not read, in rooms open to everybody too", async () => {
    const house = await openMessengerHouse();
    const nora = house.hub("17");
    const general = (await named(nora, "Allgemein"))?.id ?? "";
    await say(nora, general, "Long ago");
    house.clock.advance(60_000);
    const pia = house.hub("19");
    expect(await named(pia, "Allgemein")).toMatchObject({ unread: 0, last_message: { body: "Long ago" } });
    await say(nora, general, "Welcome");
    expect(await named(pia, "Allgemein")).toMatchObject({ unread: 1 });
    expect(await readRoom(pia, general)).toMatchObject({ unread: 0 });
    expect(house.db.select().from(messengerMemberships).all()).toHaveLength(2);
  });
});

describe("what is refused", () => {
  const refusals: [string, () => unknown][] = [
    ["a room without a name", () => parseInput(roomInput, { name: " \u0000\u202e " })],
    ["a name of 101 letters", () => parseInput(roomInput, { name: "x".repeat(101) })],
    ["101 guests", () => parseInput(roomInput, { name: "x", invite_users: Array(101).fill("1") })],
    ["guests that are no list", () => parseInput(roomInput, { name: "x", invite_users: "17" })],
    ["an invitation of nobody", () => parseInput(inviteInput, { users: [] })],
    ["a message without words", () => parseInput(messageInput, { room_id: "r", body: " \n\u0000 " })],
    ["16 kB and one byte", () => parseInput(messageInput, { room_id: "r", body: `${"é".repeat(8192)}x` })],
    ["a message that is a number", () => parseInput(messageInput, { room_id: "r", body: 5 })],
    ["an unknown type", () => parseInput(messageInput, { room_id: "r", body: "x", msg_type: "m.location" })],
    [
      "a picture without its bytes",
      () => parseInput(messageInput, { room_id: "r", body: "x", msg_type: "m.image" }),
    ],
    ["a room id of 300 letters", () => parseInput(messageInput, { room_id: "r".repeat(300), body: "x" })],
  ];
  test.each(refusals)("%s", (_name, parse) => {
    expect(parse).toThrow(expect.objectContaining({ code: "invalid_input" }));
  });

  test("is no more than that: numbers as ids, null for what is not there, 16 kB", () => {
    expect(parseInput(roomInput, { name: " Hall\n1 ", topic: null, invite_users: [17, " 18 "] })).toEqual({
      name: "Hall 1",
      topic: undefined,
      invite_users: ["17", "18"],
    });
    const body = "é".repeat(8192);
    expect(parseInput(messageInput, { room_id: "r", body, msg_type: null })).toMatchObject({ body });
    expect(parseInput(messageInput, { room_id: "r", body: "a\r\n\tb\u0007\ud800" })).toMatchObject({
      body: "a\n\tb\ufffd",
    });
  });
});
