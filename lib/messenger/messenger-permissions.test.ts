import { describe, expect, test } from "vitest";
import { apiTokens } from "#db/schema/users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { allowsScope, SCOPES } from "#lib/auth/scopes.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken } from "#lib/core/ids.ts";
import type { Endpoint } from "#lib/http/endpoint.ts";
import { messengerAdminEndpoints } from "#lib/http/endpoints/messenger-admin-endpoints.ts";
import { messengerRoomEndpoints } from "#lib/http/endpoints/messenger-room-endpoints.ts";
import { messengerActor } from "#lib/http/messenger-actor.ts";
import { type MessengerHouse, openMessengerHouse } from "#tests/support/messenger-people.ts";
import { changeMember } from "./change-member.ts";
import { createRoom } from "./create-room.ts";
import { inviteToRoom } from "./invite-to-room.ts";
import { leaveRoom } from "./leave-room.ts";
import { listAdminRooms } from "./list-admin-rooms.ts";
import { listHistory } from "./list-history.ts";
import { listMembers } from "./list-members.ts";
import { listPeople } from "./list-people.ts";
import { listRooms } from "./list-rooms.ts";
import { requireMediaOf } from "./media/find-media.ts";
import { openDirectRoom } from "./open-direct-room.ts";
import { readRoom } from "./read-room.ts";
import { requireMember } from "./require-member.ts";
import { retryMessage } from "./retry-message.ts";
import { sendMessage } from "./send-message.ts";
import { showMe } from "./show-me.ts";

/** What each verb does to a group of Nora's, and what that takes. */
const VERBS: Record<
  string,
  {
    needs: "service or read" | "read" | "write" | "admin";
    ofRoom?: true;
    call(ctx: Ctx, roomId: string): Promise<unknown>;
  }
> = {
  showMe: { needs: "read", call: (ctx) => showMe(ctx) },
  listPeople: { needs: "service or read", call: (ctx) => listPeople(ctx) },
  listRooms: { needs: "read", call: (ctx) => listRooms(ctx) },
  listHistory: { needs: "read", ofRoom: true, call: (ctx, room) => listHistory(ctx, room) },
  readMedia: {
    needs: "read",
    ofRoom: true,
    call: async (ctx) => requireMediaOf(ctx, await requireMember(ctx), "no-such-file"),
  },
  createRoom: { needs: "write", call: (ctx) => createRoom(ctx, { name: "Mine" }) },
  openDirectRoom: { needs: "write", call: (ctx) => openDirectRoom(ctx, "friend") },
  inviteToRoom: {
    needs: "write",
    ofRoom: true,
    call: (ctx, room) => inviteToRoom(ctx, room, { users: ["friend"] }),
  },
  sendMessage: {
    needs: "write",
    ofRoom: true,
    call: (ctx, roomId) => sendMessage(ctx, { roomId, body: "Hello" }),
  },
  retryMessage: { needs: "write", ofRoom: true, call: (ctx) => retryMessage(ctx, "no-such-message") },
  readRoom: { needs: "write", ofRoom: true, call: (ctx, room) => readRoom(ctx, room) },
  leaveRoom: { needs: "write", ofRoom: true, call: (ctx, room) => leaveRoom(ctx, room) },
  listMembers: { needs: "admin", call: (ctx) => listMembers(ctx) },
  changeMember: { needs: "admin", call: (ctx) => changeMember(ctx, "friend", { active: true }) },
  listAdminRooms: { needs: "admin", call: (ctx) => listAdminRooms(ctx) },
};

interface Who {
  ctx(house: MessengerHouse): Ctx;
  /** What they may at most; `nothing` is not signed in, `none` not allowed. */
  may: "nothing" | "none" | "service" | "read" | "write" | "admin";
}

const PEOPLE: Record<string, Who> = {
  anonymous: { ctx: (house) => house.ctx("customer"), may: "nothing" },
  "the worker": { ctx: (house) => house.ctx("worker"), may: "none" },
  "a service": { ctx: (house) => house.ctx("service"), may: "service" },
  "a service without scopes": {
    ctx: (house) => ({
      ...house.ctx(),
      actor: { kind: "service", tokenId: "t", name: "T", tenantId: "default", serviceScopes: [] },
    }),
    may: "none",
  },
  "a viewer": { ctx: (house) => house.hub("viewer", { role: "viewer" }), may: "read" },
  "a user": { ctx: (house) => house.hub("user"), may: "write" },
  "an admin of the hub": { ctx: (house) => house.hub("boss", { role: "admin" }), may: "admin" },
  "an artist": { ctx: (house) => house.ctx("mara"), may: "write" },
  "the staff": { ctx: (house) => house.ctx("staff"), may: "write" },
  "the studio's admin": { ctx: (house) => house.ctx("admin"), may: "admin" },
};

const RANK = ["read", "write", "admin"];

function expected(needs: string, may: Who["may"]): string {
  if (may === "nothing") return "not_signed_in";
  if (needs === "service or read") return may === "none" ? "not_allowed" : "done";
  return RANK.indexOf(may) >= RANK.indexOf(needs) ? "done" : "not_allowed";
}

/** Somebody in a house, and a group of Nora's for each time it is asked for, with them or without. */
async function houseOf(who: Who) {
  const house = await openMessengerHouse();
  house.hub("friend");
  const ctx = who.ctx(house);
  const isPerson = RANK.includes(who.may);
  const own = isPerson ? [(await requireMember(ctx)).hubUserId] : [];
  const nora = house.hub("nora");
  const group = async (isIn: boolean) =>
    (await createRoom(nora, { name: "Hall", invite_users: isIn ? own : [] })).id;
  return { ctx, group };
}

const outcome = (done: Promise<unknown>) =>
  done.then(
    () => "done",
    (error: unknown) => (error instanceof AppError ? error.code : Promise.reject(error)),
  );

describe.each(Object.entries(PEOPLE))("%s", (_name, who) => {
  test("may do in their room and tenant what they may, and nothing more", async () => {
    const { ctx, group } = await houseOf(who);
    for (const [name, verb] of Object.entries(VERBS)) {
      const may = expected(verb.needs, who.may);
      // The file and the message are none: whoever may learns just that.
      const isNone = name === "readMedia" || name === "retryMessage";
      const wanted = isNone && may === "done" ? "not_found" : may;
      expect([name, await outcome(verb.call(ctx, await group(true)))]).toEqual([name, wanted]);
    }
  });

  test("does not learn of rooms they are not in", async () => {
    const { ctx, group } = await houseOf(who);
    for (const [name, verb] of Object.entries(VERBS)) {
      if (!verb.ofRoom) continue;
      const may = expected(verb.needs, who.may);
      expect([name, await outcome(verb.call(ctx, await group(false)))]).toEqual([
        name,
        may === "done" ? "not_found" : may,
      ]);
    }
  });
});

test("another tenant's admin finds nothing of this one", async () => {
  const house = await openMessengerHouse();
  const { id } = await createRoom(house.hub("nora"), { name: "Hall" });
  house.hub("friend");
  const stranger = house.hub("nora", { tenant: "elsewhere", role: "admin" });
  for (const [name, verb] of Object.entries(VERBS)) {
    const isFindable = verb.ofRoom === true || ["openDirectRoom", "changeMember"].includes(name);
    expect([name, await outcome(verb.call(stranger, id))]).toEqual([name, isFindable ? "not_found" : "done"]);
  }
  for (const seen of [
    await listRooms(stranger),
    await listPeople(stranger),
    await listMembers(stranger),
    await listAdminRooms(stranger),
  ])
    expect(JSON.stringify(seen)).not.toMatch(/Hall|friend/);
});

test("an API token does what its scopes say; a service token only what is for services", async () => {
  const house = await openMessengerHouse({ variables: { MESSENGER_SERVICE_TOKEN: "a-service-token-of-16" } });
  const add = (token: string, scopes: string[] | null) =>
    house.db
      .insert(apiTokens)
      .values({
        id: token,
        userId: "user-staff",
        name: token,
        scopes,
        tokenHash: hashToken(token),
        createdAt: 0,
      })
      .run();
  add("all", null);
  add("none", []);
  for (const scope of SCOPES) add(`only-${scope.replace(":", ".")}`, [scope]);
  const as = (endpoint: Endpoint, headers: Record<string, string>) => {
    if (endpoint.access !== "messenger") throw new Error("Not of the messenger");
    const head = { method: endpoint.method, headers: new Headers(headers) };
    return outcome(messengerActor(house.ctx(), head, endpoint));
  };
  const all = Object.entries<Endpoint>({ ...messengerRoomEndpoints, ...messengerAdminEndpoints });
  expect(all.length).toBeGreaterThan(14);
  for (const [name, endpoint] of all) {
    const { scope, method } = endpoint;
    expect(scope, name).toBe(method === "GET" ? "messenger:read" : "messenger:write");
    if (scope === undefined || scope === "everything") continue;
    for (const own of SCOPES) {
      const wanted = allowsScope([own], scope) ? "done" : "not_allowed";
      expect([
        name,
        own,
        await as(endpoint, { authorization: `Bearer only-${own.replace(":", ".")}` }),
      ]).toEqual([name, own, wanted]);
    }
    expect(await as(endpoint, { authorization: "Bearer all" }), name).toBe("done");
    expect(await as(endpoint, { authorization: "Bearer none" }), name).toBe("not_allowed");
    expect(await as(endpoint, { authorization: "Bearer unknown" }), name).toBe("not_signed_in");
    const service = await as(endpoint, { "x-service-token": "a-service-token-of-16" });
    expect([name, service]).toEqual([name, name === "listMessengerUsers" ? "done" : "not_allowed"]);
  }
});
