import { z } from "zod";
import { requireOwnAlias } from "./directory-routes.ts";
import { opaque, type Room } from "./homeserver-state.ts";
import { MatrixRefusal, readJson } from "./matrix-answers.ts";
import type { Asked } from "./matrix-route.ts";
import { append, inviteTo, setMembership } from "./room-events.ts";

const content = z.record(z.string(), z.unknown());
const creation = z.object({
  name: z.string().optional(),
  topic: z.string().optional(),
  room_alias_name: z.string().optional(),
  preset: z.enum(["private_chat", "trusted_private_chat", "public_chat"]).optional(),
  visibility: z.enum(["public", "private"]).default("private"),
  invite: z.array(z.string()).default([]),
  is_direct: z.boolean().default(false),
  room_version: z.string().optional(),
  creation_content: content.default({}),
  initial_state: z
    .array(z.object({ type: z.string(), state_key: z.string().default(""), content }))
    .default([]),
  power_level_content_override: content.default({}),
});
type Creation = z.infer<typeof creation>;

const VERSIONS = new Set(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]);

/** `POST /createRoom`, with the events in the order the client-server API demands. */
export async function createRoom(asked: Asked): Promise<object> {
  const { state, request, now, options } = asked;
  const requester = asked.requester();
  const wanted = await readJson(request, creation);
  const version = wanted.room_version ?? options.roomVersion;
  if (!VERSIONS.has(version))
    throw new MatrixRefusal(
      400,
      "M_UNSUPPORTED_ROOM_VERSION",
      "Your homeserver does not support this room version",
    );
  const alias = aliasOf(wanted, state.serverName);
  if (alias !== null) {
    requireOwnAlias(state, requester, alias);
    if (state.aliases[alias]) throw new MatrixRefusal(400, "M_ROOM_IN_USE", "Room alias already taken");
  }
  for (const user of wanted.invite)
    if (!/^@[^:\s]+:\S+$/.test(user))
      throw new MatrixRefusal(400, "M_INVALID_PARAM", `Invalid user_id: ${user}`);

  const id = Number(version) >= 12 ? `!${opaque(32)}` : `!${opaque()}:${state.serverName}`;
  const room: Room = { id, version, state: {}, timeline: [] };
  state.rooms[id] = room;
  if (alias !== null) state.aliases[alias] = id;
  const { user } = requester;
  const add = (type: string, body: Record<string, unknown>, key = "") =>
    append(state, room, { type, sender: user, state_key: key, content: body, at: now() });

  const creator = Number(version) >= 11 ? {} : { creator: user };
  add("m.room.create", { ...wanted.creation_content, ...creator, room_version: version });
  setMembership(state, room, { user, sender: user, membership: "join", at: now() });
  add("m.room.power_levels", powerLevels(wanted, user, version));
  if (alias !== null) add("m.room.canonical_alias", { alias });
  const preset = wanted.preset ?? (wanted.visibility === "public" ? "public_chat" : "private_chat");
  add("m.room.join_rules", { join_rule: preset === "public_chat" ? "public" : "invite" });
  add("m.room.history_visibility", { history_visibility: "shared" });
  add("m.room.guest_access", { guest_access: preset === "public_chat" ? "forbidden" : "can_join" });
  for (const { type, state_key, content: body } of wanted.initial_state) add(type, body, state_key);
  if (wanted.name) add("m.room.name", { name: wanted.name });
  if (wanted.topic) add("m.room.topic", { topic: wanted.topic });
  for (const invited of new Set(wanted.invite))
    inviteTo(state, room, { user: invited, sender: user, at: now(), isDirect: wanted.is_direct });
  return { room_id: id, ...(alias === null ? {} : { room_alias: alias }) };
}

function aliasOf({ room_alias_name: localpart }: Creation, serverName: string): string | null {
  if (localpart === undefined) return null;
  if (localpart === "" || /[:#\s]/.test(localpart))
    throw new MatrixRefusal(400, "M_INVALID_PARAM", "Invalid characters in room alias");
  const alias = `#${localpart}:${serverName}`;
  if (Buffer.byteLength(alias) > 255)
    throw new MatrixRefusal(400, "M_INVALID_PARAM", "Can't have a room alias longer than 255 bytes");
  return alias;
}

function powerLevels(wanted: Creation, user: string, version: string): Record<string, unknown> {
  const trusted = wanted.preset === "trusted_private_chat" ? wanted.invite : [];
  const powerful = Number(version) >= 12 ? trusted : [...trusted, user];
  return {
    users: Object.fromEntries(powerful.map((one) => [one, 100])),
    users_default: 0,
    events: { "m.room.power_levels": 100, "m.room.history_visibility": 100, "m.room.encryption": 100 },
    events_default: 0,
    state_default: 50,
    ban: 50,
    kick: 50,
    redact: 50,
    invite: 0,
    historical: 100,
    notifications: { room: 50 },
    ...wanted.power_level_content_override,
  };
}
