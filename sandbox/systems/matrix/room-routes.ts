import { z } from "zod";
import { createRoom } from "./create-matrix-room.ts";
import { resolveAlias } from "./directory-routes.ts";
import { stateKey } from "./homeserver-state.ts";
import { notFound, readJson } from "./matrix-answers.ts";
import { type Asked, type MatrixRoute, matrixRoute } from "./matrix-route.ts";
import {
  append,
  findRoom,
  inviteTo,
  joinRoom,
  leaveRoom,
  membershipOf,
  membersOf,
  redact,
  requireAction,
  requireJoined,
  requirePower,
  setMembership,
} from "./room-events.ts";

const content = z.record(z.string(), z.unknown());
const someone = z.object({ user_id: z.string() });

export const roomRoutes: MatrixRoute[] = [
  matrixRoute("POST", "client/v3/createRoom", createRoom),
  matrixRoute("GET", "client/v3/joined_rooms", (asked) => {
    const { user } = asked.requester();
    const rooms = Object.values(asked.state.rooms);
    return { joined_rooms: rooms.filter((room) => membershipOf(room, user) === "join").map(({ id }) => id) };
  }),
  matrixRoute("POST", "client/v3/join/:room", async (asked) => {
    const [name = ""] = asked.params;
    const { user } = asked.requester();
    const id = name.startsWith("#") ? await resolveAlias(asked, name) : name;
    joinRoom(asked.state, findRoom(asked.state, id), user, asked.now());
    return { room_id: id };
  }),
  inRoom("POST", "join", ({ state, room, user, now }) => {
    joinRoom(state, room, user, now());
    return { room_id: room.id };
  }),
  inRoom("POST", "leave", ({ state, room, user, now }) => {
    leaveRoom(state, room, user, now());
    return {};
  }),
  inRoom("POST", "invite", async ({ state, room, user, now, request }) => {
    const { user_id } = await readJson(request, someone);
    inviteTo(state, room, { user: user_id, sender: user, at: now() });
    return {};
  }),
  inRoom("POST", "kick", async ({ state, room, user, now, request }) => {
    const { user_id } = await readJson(request, someone);
    requireAction(room, user, "kick");
    setMembership(state, room, { user: user_id, sender: user, membership: "leave", at: now() });
    return {};
  }),
  inRoom("GET", "joined_members", ({ state, room, user }) => {
    requireJoined(room, user);
    const joined = membersOf(room, "join").map(({ state_key = "" }) => [
      state_key,
      { display_name: state.accounts[state_key]?.displayName ?? null, avatar_url: null },
    ]);
    return { joined: Object.fromEntries(joined) };
  }),
  inRoom("GET", "members", ({ room, user }) => {
    requireJoined(room, user);
    return { chunk: Object.values(room.state).filter(({ type }) => type === "m.room.member") };
  }),
  inRoom("GET", "state", ({ room, user }) => {
    requireJoined(room, user);
    return Object.values(room.state);
  }),
  inRoom("GET", "state/:type", stateContent),
  inRoom("GET", "state/:type/:key", stateContent),
  inRoom("PUT", "state/:type", setState),
  inRoom("PUT", "state/:type/:key", setState),
  inRoom("PUT", "send/:type/:txn", send),
  inRoom("PUT", "redact/:event/:txn", async (asked) => {
    const [target = ""] = asked.rest;
    const { reason } = await readJson(asked.request, z.object({ reason: z.string().optional() }));
    return once(asked, () =>
      redact(asked.state, asked.room, {
        user: asked.user,
        target,
        at: asked.now(),
        ...(reason === undefined ? {} : { reason }),
      }),
    );
  }),
  inRoom("GET", "event/:event", ({ room, user, rest: [id] }) => {
    requireJoined(room, user);
    const event = room.timeline.find(({ event_id }) => event_id === id);
    if (!event) throw notFound("Event not found.");
    return event;
  }),
];

type InRoom = Asked & {
  room: ReturnType<typeof findRoom>;
  user: string;
  scope: string;
  rest: readonly string[];
};

function inRoom(
  method: MatrixRoute["method"],
  path: string,
  answer: (asked: InRoom) => object | Promise<object>,
): MatrixRoute {
  return matrixRoute(method, `client/v3/rooms/:room/${path}`, (asked) => {
    const { user, scope } = asked.requester();
    const [id = "", ...rest] = asked.params;
    return answer({ ...asked, room: findRoom(asked.state, id), user, scope, rest });
  });
}

async function send(asked: InRoom): Promise<object> {
  const { state, room, user, request, url, now } = asked;
  const [type = ""] = asked.rest;
  const body = await readJson(request, content);
  return once(asked, () => {
    requirePower(room, user, { type, isState: false });
    // "Timestamp massaging": an application service says when it was.
    const said = Number(url.searchParams.get("ts") ?? Number.NaN);
    const at = asked.requester().isService && Number.isSafeInteger(said) && said >= 0 ? said : now();
    return append(state, room, { type, sender: user, content: body, at });
  });
}

/** The same path by the same service (or device) is the same event; whoever a service acts for is no part of that. */
function once(asked: InRoom, act: () => { event_id: string }): { event_id: string } {
  const { state, scope, url } = asked;
  const key = `${scope} ${url.pathname}`;
  const known = state.sent[key];
  if (known !== undefined) return { event_id: known };
  const { event_id } = act();
  state.sent[key] = event_id;
  return { event_id };
}

function stateContent({ room, user, rest: [type = "", key = ""] }: InRoom): object {
  requireJoined(room, user);
  const found = room.state[stateKey(type, key)];
  if (!found) throw notFound("Event not found.");
  return found.content;
}

async function setState({ state, room, user, now, request, rest: [type = "", key = ""] }: InRoom) {
  const body = await readJson(request, content);
  requirePower(room, user, { type, isState: true });
  const known = room.state[stateKey(type, key)];
  if (known && JSON.stringify(known.content) === JSON.stringify(body)) return { event_id: known.event_id };
  const event = append(state, room, { type, sender: user, state_key: key, content: body, at: now() });
  return { event_id: event.event_id };
}
