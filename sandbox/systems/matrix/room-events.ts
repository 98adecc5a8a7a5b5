import { z } from "zod";
import {
  type HomeserverState,
  isReserved,
  opaque,
  type Room,
  type RoomEvent,
  senderOf,
  stateKey,
} from "./homeserver-state.ts";
import { forbidden, MatrixRefusal, notFound } from "./matrix-answers.ts";

/** "Size limits": an event may not be larger, with everything the homeserver adds. */
const MOST_BYTES = 65_536;
const ADDED_BYTES = 1000;

export type NewEvent = Pick<RoomEvent, "type" | "sender" | "content"> &
  Partial<Pick<RoomEvent, "state_key" | "redacts" | "unsigned">> & { at: number };

/** Appends an event, whoever may send it, and queues it for the application service where that is concerned. */
export function append(state: HomeserverState, room: Room, { at, ...event }: NewEvent): RoomEvent {
  const whole = {
    ...event,
    event_id: `$${opaque(32)}`,
    room_id: room.id,
    origin_server_ts: at,
  };
  if (Buffer.byteLength(JSON.stringify(whole)) > MOST_BYTES - ADDED_BYTES)
    throw new MatrixRefusal(413, "M_TOO_LARGE", "event too large");
  const wasConcerned = isConcerned(state, room);
  room.timeline.push(whole);
  if (whole.state_key !== undefined) room.state[stateKey(whole.type, whole.state_key)] = whole;
  if (state.appservice?.url && (wasConcerned || isConcerned(state, room))) state.unpushed.push(whole);
  return whole;
}

/** "Pushing events": rooms with its users or its aliases. */
function isConcerned(state: HomeserverState, room: Room): boolean {
  const own = senderOf(state);
  return (
    Object.values(room.state).some(
      ({ type, state_key = "", content }) =>
        type === "m.room.member" &&
        (content.membership === "join" || content.membership === "invite") &&
        (state_key === own || isReserved(state, state_key)),
    ) || Object.entries(state.aliases).some(([alias, id]) => id === room.id && isReserved(state, alias))
  );
}

export function findRoom(state: HomeserverState, id: string): Room {
  const room = state.rooms[id];
  // Synapse tells no difference between a room that is not there and one somebody is not in.
  if (!room) throw forbidden(`User not in room ${id}, or it is not known`);
  return room;
}

export function membershipOf(room: Room, user: string): string {
  return String(room.state[stateKey("m.room.member", user)]?.content.membership ?? "leave");
}

export function requireJoined(room: Room, user: string): void {
  if (membershipOf(room, user) !== "join") throw forbidden(`User ${user} not in room ${room.id}`);
}

export function membersOf(room: Room, membership: string): RoomEvent[] {
  return Object.values(room.state).filter(
    ({ type, content }) => type === "m.room.member" && content.membership === membership,
  );
}

const levels = z.object({
  users: z.record(z.string(), z.number()).default({}),
  users_default: z.number().default(0),
  events: z.record(z.string(), z.number()).default({}),
  events_default: z.number().default(0),
  state_default: z.number().default(50),
  invite: z.number().default(0),
  kick: z.number().default(50),
  redact: z.number().default(50),
});

function levelsOf(room: Room) {
  return levels.parse(room.state[stateKey("m.room.power_levels", "")]?.content ?? {});
}

/** @throws MatrixRefusal unless somebody in the room may send an event of this type */
export function requirePower(room: Room, user: string, need: { type: string; isState: boolean }): void {
  requireJoined(room, user);
  const known = levelsOf(room);
  const needed = known.events[need.type] ?? (need.isState ? known.state_default : known.events_default);
  if (powerOf(room, known, user) < needed)
    throw forbidden(
      `You don't have permission to post that to the room. user_level < send_level (${needed})`,
    );
}

export function requireAction(room: Room, user: string, action: "invite" | "kick" | "redact"): void {
  requireJoined(room, user);
  const known = levelsOf(room);
  if (powerOf(room, known, user) < known[action])
    throw forbidden(`You don't have permission to ${action} users`);
}

function powerOf(room: Room, known: z.infer<typeof levels>, user: string): number {
  // Since version 12 who made a room may do everything in it, and stands in no list.
  const isCreator = room.state[stateKey("m.room.create", "")]?.sender === user;
  if (isCreator && Number(room.version) >= 12) return Number.POSITIVE_INFINITY;
  return known.users[user] ?? known.users_default;
}

/** Somebody's membership as it becomes, with their name. */
export function setMembership(
  state: HomeserverState,
  room: Room,
  change: { user: string; sender: string; membership: string; at: number; isDirect?: boolean },
): RoomEvent {
  const { user, sender, membership, at, isDirect } = change;
  const name = state.accounts[user]?.displayName;
  const content = {
    membership,
    ...(name && membership !== "leave" ? { displayname: name } : {}),
    ...(isDirect ? { is_direct: true } : {}),
  };
  return append(state, room, { type: "m.room.member", sender, state_key: user, content, at });
}

export function joinRoom(state: HomeserverState, room: Room, user: string, at: number): void {
  const now = membershipOf(room, user);
  if (now === "join") return;
  if (now === "ban") throw forbidden("You are banned from this room");
  const rule = room.state[stateKey("m.room.join_rules", "")]?.content.join_rule;
  if (now !== "invite" && rule !== "public") throw forbidden("You are not invited to this room.");
  setMembership(state, room, { user, sender: user, membership: "join", at });
}

export function inviteTo(
  state: HomeserverState,
  room: Room,
  { user, sender, at, isDirect }: { user: string; sender: string; at: number; isDirect?: boolean },
): void {
  if (!/^@[^:\s]+:.+$/.test(user)) throw new MatrixRefusal(400, "M_INVALID_PARAM", "Invalid user_id");
  requireAction(room, sender, "invite");
  if (membershipOf(room, user) === "join") throw forbidden(`${user} is already in the room.`);
  if (membershipOf(room, user) === "ban") throw forbidden(`${user} is banned from the room`);
  setMembership(state, room, { user, sender, membership: "invite", at, ...(isDirect ? { isDirect } : {}) });
}

export function leaveRoom(state: HomeserverState, room: Room, user: string, at: number): void {
  const now = membershipOf(room, user);
  if (now !== "join" && now !== "invite") throw forbidden(`User ${user} not in room ${room.id}`);
  setMembership(state, room, { user, sender: user, membership: "leave", at });
}

/** Takes an event's content away; who may not, and is not its sender, is refused. */
export function redact(
  state: HomeserverState,
  room: Room,
  { user, target, reason, at }: { user: string; target: string; reason?: string; at: number },
): RoomEvent {
  requireJoined(room, user);
  const event = room.timeline.find(({ event_id }) => event_id === target);
  if (!event) throw notFound("Event not found.");
  if (event.sender !== user) requireAction(room, user, "redact");
  const words = reason === undefined ? {} : { reason };
  // Room version 11 moved it into the content.
  const inContent = Number(room.version) >= 11;
  const redaction = append(state, room, {
    type: "m.room.redaction",
    sender: user,
    content: { ...words, ...(inContent ? { redacts: target } : {}) },
    ...(inContent ? {} : { redacts: target }),
    at,
  });
  event.content = {};
  event.unsigned = { ...event.unsigned, redacted_because: redaction.event_id };
  return redaction;
}
