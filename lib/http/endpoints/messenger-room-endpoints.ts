import { z } from "zod";
import { inviteInput, messageInput, readInput, roomInput } from "#lib/messenger/room-input.ts";
import { endpoint } from "../endpoint.ts";
import { isoOut } from "./iso-out.ts";
import { pageLimit, sequence } from "./query-numbers.ts";

const person = z.object({ hub_user_id: z.string(), display_name: z.string() });
const role = z.enum(["admin", "user", "viewer"]);

const room = z.object({
  room_id: z
    .string()
    .describe("The homeserver's id once there is one, else ours; both are taken everywhere."),
  id: z.string(),
  kind: z.enum(["general", "entity_room", "dm", "group"]),
  name: z.string(),
  topic: z.string(),
  entity_type: z.string().nullable(),
  entity_id: z.string().nullable(),
  transport: z.enum(["matrix", "talk", "none"]),
  matrix_room_id: z.string().nullable(),
  unread: z.int().describe("Others' messages that were not read; 100 is 100 or more."),
  last_message: z
    .object({
      sender_display_name: z.string(),
      body: z.string(),
      msg_type: z.string(),
      created_at: isoOut,
    })
    .nullable(),
  dm_with: person.nullable(),
  members: z.int(),
  created_at: isoOut,
});

const message = z.object({
  id: z.string(),
  event_id: z.string().nullable(),
  seq: z.int().describe("A cursor for before, after and up_to."),
  room_id: z.string(),
  sender: z.string(),
  sender_hub_user_id: z.string().nullable(),
  sender_display_name: z.string(),
  body: z.string(),
  msg_type: z.string(),
  state: z.enum(["queued", "sent", "failed"]),
  created_at: isoOut,
  edited_at: isoOut.nullable(),
  removed: z.boolean(),
  media: z
    .object({
      id: z.string(),
      url: z.string(),
      filename: z.string(),
      mime_type: z.string(),
      size: z.int(),
      width: z.int().nullable(),
      height: z.int().nullable(),
    })
    .nullable(),
  notification: z
    .object({
      id: z.string(),
      title: z.string(),
      body: z.string(),
      priority: z.enum(["normal", "urgent"]),
      source_app: z.string(),
      event_type: z.string(),
      click_url: z.string().nullable(),
      tags: z.array(z.string()),
    })
    .nullable(),
  own: z.boolean(),
});

const search = z.string().max(200, "too_long").optional();
const reads = { access: "messenger", scope: "messenger:read", limit: "messenger", method: "GET" } as const;
const writes = { access: "messenger", scope: "messenger:write", limit: "messenger", method: "POST" } as const;

export const messengerRoomEndpoints = {
  showMessengerUser: endpoint({
    ...reads,
    path: "/api/v1/users/me",
    summary: "Who one is in the messenger",
    response: person.extend({
      matrix_user_id: z.string().nullable(),
      role,
      external_client_enabled: z.boolean(),
      tenant_id: z.string(),
      seen_seq: z.int(),
    }),
  }),
  listMessengerUsers: endpoint({
    ...reads,
    path: "/api/v1/users",
    summary: "People of the tenant whose name or hub user id holds `q`, by name; at most 200",
    service: "users:read",
    query: z.object({ q: search }),
    response: z.array(person),
  }),
  listMessengerRooms: endpoint({
    ...reads,
    path: "/api/v1/rooms",
    summary:
      "The rooms one may see, those with the newest activity first; at most 500, `q` looks in their names",
    query: z.object({ q: search }),
    response: z.array(room),
  }),
  createMessengerRoom: endpoint({
    ...writes,
    path: "/api/v1/rooms",
    summary: "A room of one's own with others",
    body: roomInput,
    status: 201,
    response: room,
  }),
  openDirectRoom: endpoint({
    ...writes,
    path: "/api/v1/rooms/dm/{hub_user_id}",
    summary: "The room with one other person: 201 where it was made, 200 where it was there",
    status: 201,
    response: room,
  }),
  readMessengerRoom: endpoint({
    ...writes,
    path: "/api/v1/rooms/{room_id}/read",
    summary: "What was said up to a message (`up_to`, its seq; all of it unless said) is read",
    body: readInput,
    response: z.object({ room_id: z.string(), up_to: z.int(), unread: z.int() }),
  }),
  inviteToMessengerRoom: endpoint({
    ...writes,
    path: "/api/v1/rooms/{room_id}/invite",
    summary: "More people into a room that somebody made",
    body: inviteInput,
    response: room,
  }),
  leaveMessengerRoom: endpoint({
    ...writes,
    path: "/api/v1/rooms/{room_id}/leave",
    summary: "Out of a room that somebody made",
    status: 204,
  }),
  sendMessengerMessage: endpoint({
    ...writes,
    path: "/api/v1/messages/send",
    summary:
      "Says something in a room. The answer waits a second for the room's transport: state `sent`, or `queued` while it goes on by itself. An Idempotency-Key, or `client_id`, makes a message sent twice one message",
    body: messageInput,
    status: 201,
    response: message,
  }),
  retryMessengerMessage: endpoint({
    ...writes,
    path: "/api/v1/messages/{id}/retry",
    summary:
      "A message of one's own that failed goes out again, in its place, with its file; any other is answered as it stands",
    response: message,
  }),
  listMessengerHistory: endpoint({
    ...reads,
    path: "/api/v1/messages/history/{room_id}",
    summary:
      "What was said in a room, oldest first: the newest, or those before or after a seq. `prev_cursor` is `before` of the page before, `next_cursor` is `after` of the page after, null where there is none",
    query: z.object({ limit: pageLimit(50, 200), before: sequence.optional(), after: sequence.optional() }),
    response: z.object({
      room_id: z.string(),
      messages: z.array(message),
      prev_cursor: z.int().nullable(),
      next_cursor: z.int().nullable(),
    }),
  }),
  // In front of Next.
  uploadMessengerFile: endpoint({
    ...writes,
    path: "/api/v1/messages/upload",
    summary:
      "A file into a room: multipart fields `room_id`, `file` (one, at most 50 MB), `body` (words beside it), `client_id` or the header Idempotency-Key as for messages",
    binary: { types: ["multipart/form-data"], maximumBytes: Number.MAX_SAFE_INTEGER },
    status: 201,
    response: message,
  }),
  // In front of Next.
  readMessengerFile: endpoint({
    ...reads,
    path: "/api/v1/messages/media/{id}",
    summary:
      "A file of a room; single ranges, If-None-Match and HEAD as in RFC 9110. Pictures (PNG, JPEG, GIF, WebP by their bytes) are shown, everything else and `download=1` is kept as a file",
    query: z.object({ download: z.enum(["0", "1"], "not_known").optional() }),
    response: z.string(),
    responseType: "application/octet-stream",
  }),
};
