import { randomBytes } from "node:crypto";
import { z } from "zod";

/** What a homeserver keeps. Everything here is JSON, so that it can be written down whole. */

const content = z.record(z.string(), z.unknown());

export const roomEvent = z.object({
  type: z.string(),
  event_id: z.string(),
  room_id: z.string(),
  sender: z.string(),
  origin_server_ts: z.number(),
  content,
  state_key: z.string().optional(),
  redacts: z.string().optional(),
  unsigned: content.optional(),
});
export type RoomEvent = z.infer<typeof roomEvent>;

const room = z.object({
  id: z.string(),
  version: z.string(),
  /** The newest state event by `type` and state key, joined by a space (no type holds one). */
  state: z.record(z.string(), roomEvent),
  timeline: z.array(roomEvent),
});
export type Room = z.infer<typeof room>;

const account = z.object({
  displayName: z.string().nullable(),
  /** Of people from outside; who belongs to the application service has none. */
  accessToken: z.string().nullable(),
  accountData: z.record(z.string(), content),
});
export type Account = z.infer<typeof account>;

export const appservice = z.object({
  id: z.string().default("parlour"),
  /** Null: nothing is pushed. */
  url: z.string().nullable(),
  as_token: z.string().min(1),
  hs_token: z.string().min(1),
  sender_localpart: z.string().default("hub_bot"),
  /** Users and aliases that begin so are its own alone. */
  prefix: z.string().default("hub_"),
});
export type Appservice = z.infer<typeof appservice>;

const media = z.object({ contentType: z.string(), filename: z.string().nullable(), uploader: z.string() });

export const homeserverState = z.object({
  serverName: z.string(),
  appservice: appservice.nullable(),
  accounts: z.record(z.string(), account),
  rooms: z.record(z.string(), room),
  aliases: z.record(z.string(), z.string()),
  /** Event ids by who sent (a token's owner) and path. */
  sent: z.record(z.string(), z.string()),
  media: z.record(z.string(), media),
  /** Events that the application service has not taken. */
  unpushed: z.array(roomEvent),
  /** The transaction under way: the same until it is taken. */
  transaction: z.object({ id: z.string(), events: z.number() }).nullable(),
  transactions: z.number(),
});
export type HomeserverState = z.infer<typeof homeserverState>;

export function emptyState(serverName: string): HomeserverState {
  return {
    serverName,
    appservice: null,
    accounts: {},
    rooms: {},
    aliases: {},
    sent: {},
    media: {},
    unpushed: [],
    transaction: null,
    transactions: 0,
  };
}

export const stateKey = (type: string, key: string) => `${type} ${key}`;

export const opaque = (length = 18) => randomBytes(length).toString("base64url");

export const senderOf = ({ serverName, appservice: service }: HomeserverState) =>
  service === null ? null : `@${service.sender_localpart}:${serverName}`;

/** Whether a user id or alias belongs to the application service. */
export function isReserved({ serverName, appservice: service }: HomeserverState, id: string): boolean {
  return service !== null && id.slice(1).startsWith(service.prefix) && id.endsWith(`:${serverName}`);
}
