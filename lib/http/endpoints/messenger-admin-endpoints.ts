import { z } from "zod";
import { memberChangeInput } from "#lib/messenger/room-input.ts";
import { endpoint } from "../endpoint.ts";
import { isoOut } from "./iso-out.ts";

const user = z.object({
  hub_user_id: z.string(),
  display_name: z.string(),
  role: z.enum(["admin", "user", "viewer"]),
  active: z.boolean(),
  matrix_user_id: z.string().nullable(),
  provisioned_at: isoOut.nullable(),
  external_client_enabled: z.boolean(),
  of_studio: z.boolean(),
  created_at: isoOut,
  last_seen_at: isoOut,
});

const room = z.object({
  room_id: z.string(),
  id: z.string(),
  kind: z.enum(["general", "entity_room", "dm", "group"]),
  name: z.string(),
  topic: z.string(),
  entity_type: z.string().nullable(),
  entity_id: z.string().nullable(),
  transport: z.enum(["matrix", "talk", "none"]),
  matrix_room_id: z.string().nullable(),
  talk_token: z.string().nullable(),
  members: z.int(),
  queued: z.int().describe("Messages that are still on their way."),
  created_at: isoOut,
  last_message_at: isoOut.nullable(),
});

const page = z.object({
  q: z.string().max(200, "too_long").optional(),
  cursor: z.string().max(2000, "too_long").optional(),
});

export const messengerAdminEndpoints = {
  listMessengerMembers: endpoint({
    method: "GET",
    path: "/api/v1/admin/users",
    summary: "Everybody the tenant's messenger has seen, by name, a hundred a page; for its admins",
    access: "messenger",
    scope: "messenger:read",
    limit: "messenger",
    query: page,
    response: z.object({ users: z.array(user), next_cursor: z.string().nullable() }),
  }),
  changeMessengerMember: endpoint({
    method: "PATCH",
    path: "/api/v1/admin/users/{hub_user_id}",
    summary:
      "Lets somebody into the messenger or shuts them out, with a Matrix client of their own or without; for admins of the tenant. A `role` is taken for people of other hub applications, and stays until their hub tells another than it does now",
    access: "messenger",
    scope: "messenger:write",
    limit: "messenger",
    body: memberChangeInput,
    response: user,
  }),
  listMessengerAdminRooms: endpoint({
    method: "GET",
    path: "/api/v1/admin/rooms",
    summary:
      "Every room of the tenant, the newest first, a hundred a page; not what is said in it. For admins of the tenant",
    access: "messenger",
    scope: "messenger:read",
    limit: "messenger",
    query: page,
    response: z.object({ rooms: z.array(room), next_cursor: z.string().nullable() }),
  }),
  showMessengerStatus: endpoint({
    method: "GET",
    path: "/api/v1/admin/status",
    summary:
      "How what is said reaches people beside the browser: whether the homeserver (or Nextcloud Talk) answers, what waits, since when, and why. For admins of the tenant",
    access: "messenger",
    scope: "messenger:read",
    limit: "messenger",
    response: z.object({
      transport: z.enum(["matrix", "talk", "none"]),
      missing: z.array(z.string()),
      matrix: z
        .object({
          configured: z.boolean(),
          server_name: z.string().nullable(),
          reachable: z.boolean(),
          detail: z.string(),
          last_transaction_at: isoOut.nullable(),
          quiet_until: isoOut.nullable().describe("Nothing is sent there before this."),
        })
        .nullable(),
      talk: z.object({ configured: z.boolean(), reachable: z.boolean(), detail: z.string() }).nullable(),
      waiting: z.int(),
      failed: z.int(),
      oldest_waiting_at: isoOut.nullable(),
      last_failure: z.string().nullable(),
    }),
  }),
};
