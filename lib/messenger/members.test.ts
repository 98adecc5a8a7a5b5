import { expect, test } from "vitest";
import { auditLog } from "#db/schema/system.ts";
import { users } from "#db/schema/users.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { openMessengerHouse } from "#tests/support/messenger-people.ts";
import { changeMember } from "./change-member.ts";
import { createRoom } from "./create-room.ts";
import { listAdminRooms } from "./list-admin-rooms.ts";
import { listMembers } from "./list-members.ts";
import { listPeople } from "./list-people.ts";
import { listRooms } from "./list-rooms.ts";
import { memberChangeInput } from "./room-input.ts";
import { sendMessage } from "./send-message.ts";
import { showMe } from "./show-me.ts";

test("admins see everybody of their tenant by name, page by page, and look for one", async () => {
  const house = await openMessengerHouse();
  for (let at = 0; at < 205; at += 1) house.hub(`p${at}`, { name: `Person ${at % 7}` });
  house.hub("elsewhere", { tenant: "elsewhere" });
  const boss = house.hub("boss", { role: "admin", name: "Ärzte Boss" });
  const seen: string[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page = await listMembers(boss, { cursor });
    seen.push(...page.users.map(({ hub_user_id }) => hub_user_id));
    cursor = page.next_cursor ?? undefined;
    pages += 1;
  } while (cursor !== undefined);
  expect([pages, seen.length, new Set(seen).size]).toEqual([3, 206, 206]);
  expect(await listMembers(boss, { q: "ÄRZTE" })).toEqual({
    users: [
      {
        hub_user_id: "boss",
        display_name: "Ärzte Boss",
        role: "admin",
        active: true,
        matrix_user_id: null,
        provisioned_at: null,
        external_client_enabled: false,
        of_studio: false,
        created_at: new Date(house.clock.now()).toISOString(),
        last_seen_at: new Date(house.clock.now()).toISOString(),
      },
    ],
    next_cursor: null,
  });
  for (const wrong of ["x", "WzFd", Buffer.from("[1,2]").toString("base64url"), "é"])
    await expect(listMembers(boss, { cursor: wrong })).rejects.toMatchObject({ code: "invalid_input" });
});

test("who is shut out neither reads nor writes, is nobody to write to, and is let in again", async () => {
  const house = await openMessengerHouse();
  const [boss, nora] = [house.hub("boss", { role: "admin" }), house.hub("17", { name: "Nora" })];
  expect(await changeMember(boss, "17", { active: false })).toMatchObject({ active: false, role: "user" });
  for (const done of [showMe(nora), listRooms(nora), createRoom(nora, { name: "x" })])
    await expect(done).rejects.toMatchObject({ code: "not_allowed" });
  expect(await listPeople(boss, { q: "nora" })).toEqual([]);
  await expect(createRoom(boss, { name: "x", invite_users: ["17"] })).rejects.toMatchObject({
    code: "invalid_input",
  });
  expect(await changeMember(boss, "17", { active: true, external_client_enabled: true })).toMatchObject({
    active: true,
    external_client_enabled: true,
  });
  expect(await showMe(nora)).toMatchObject({ external_client_enabled: true });
  const lines = house.db.select().from(auditLog).all();
  expect(lines.map(({ entity, action, actorName, detail }) => [entity, action, actorName, detail])).toEqual([
    ["messenger_user", "changed", "boss", { hubUserId: "17", active: false }],
    ["messenger_user", "changed", "boss", { hubUserId: "17", active: true, externalClientEnabled: true }],
  ]);
  await changeMember(boss, "17", { active: true });
  expect(house.db.select().from(auditLog).all()).toHaveLength(2);
});

test("a role that an admin gave holds while the hub says what it said, and no longer", async () => {
  const house = await openMessengerHouse();
  const boss = house.hub("boss", { role: "admin" });
  const nora = house.hub("17");
  expect(await changeMember(boss, "17", { role: "viewer" })).toMatchObject({ role: "viewer" });
  for (const minutes of [0, 5]) {
    house.clock.advance(minutes * 60_000);
    await expect(createRoom(nora, { name: "x" })).rejects.toMatchObject({ code: "not_allowed" });
    expect(await showMe(nora)).toMatchObject({ role: "viewer" });
  }
  const promoted = house.hub("17", { role: "admin" });
  expect(await showMe(promoted)).toMatchObject({ role: "admin" });
  expect(await showMe(house.hub("17"))).toMatchObject({ role: "user" });
  // Taken back, nothing of it is left.
  await changeMember(boss, "17", { role: "admin" });
  expect(await showMe(nora)).toMatchObject({ role: "admin" });
  await changeMember(boss, "17", { role: "user" });
  expect(await showMe(nora)).toMatchObject({ role: "user" });
  expect(await showMe(house.hub("17", { role: "viewer" }))).toMatchObject({ role: "viewer" });
});

test("nobody shuts themselves out, and the studio's roles are the studio's", async () => {
  const house = await openMessengerHouse();
  const admin = house.ctx("admin");
  await showMe(admin);
  await showMe(house.ctx("staff"));
  for (const [id, change] of [
    ["user-admin", { active: false }],
    ["user-admin", { role: "viewer" }],
    ["user-staff", { role: "admin" }],
  ] as const)
    await expect(changeMember(admin, id, change)).rejects.toMatchObject({ code: "invalid_input" });
  expect(await changeMember(admin, "user-staff", { role: "user", active: true })).toMatchObject({
    of_studio: true,
  });
  const stranger = house.hub("9", { tenant: "elsewhere", role: "admin" });
  await expect(changeMember(stranger, "user-staff", { active: false })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(changeMember(admin, "nobody", { active: false })).rejects.toMatchObject({ code: "not_found" });
  for (const input of [{}, { active: null }, { active: "no" }, { role: "super_admin" }])
    expect(() => parseInput(memberChangeInput, input)).toThrow(
      expect.objectContaining({ code: "invalid_input" }),
    );
});

test("whoever left the studio is nobody to write to", async () => {
  const house = await openMessengerHouse();
  await showMe(house.ctx("mara"));
  house.db.update(users).set({ active: false }).run();
  expect(await listPeople(house.hub("17"))).toEqual([{ hub_user_id: "17", display_name: "17" }]);
  await expect(createRoom(house.hub("17"), { name: "x", invite_users: ["user-mara"] })).rejects.toMatchObject(
    {
      code: "invalid_input",
    },
  );
});

test("admins see that rooms are there, not what is said in them", async () => {
  const house = await openMessengerHouse({ variables: { MESSENGER_TRANSPORT: "talk" } });
  const [nora, boss] = [house.hub("17"), house.hub("boss", { role: "admin" })];
  const { id } = await createRoom(nora, { name: "Hall", topic: "Noise" });
  await sendMessage(nora, { roomId: id, body: "Secret" });
  await createRoom(house.hub("9", { tenant: "elsewhere" }), { name: "Far" });
  house.clock.advance(1000);
  for (let at = 0; at < 120; at += 1) await createRoom(nora, { name: `Room ${at}` });
  const first = await listAdminRooms(boss);
  const second = await listAdminRooms(boss, { cursor: first.next_cursor ?? "" });
  expect([first.rooms.length, second.rooms.length, second.next_cursor]).toEqual([100, 21, null]);
  expect(new Set([...first.rooms, ...second.rooms].map((room) => room.id)).size).toBe(121);
  const [hall] = (await listAdminRooms(boss, { q: "hall" })).rooms;
  expect(hall).toEqual({
    room_id: id,
    id,
    kind: "group",
    name: "Hall",
    topic: "Noise",
    entity_type: null,
    entity_id: null,
    transport: "talk",
    matrix_room_id: null,
    talk_token: null,
    members: 1,
    queued: 1,
    created_at: expect.stringMatching(/Z$/),
    last_message_at: expect.stringMatching(/Z$/),
  });
  expect(JSON.stringify(first)).not.toContain("Secret");
  await expect(listAdminRooms(boss, { cursor: "x" })).rejects.toMatchObject({ code: "invalid_input" });
});
