import type { Clock } from "#lib/core/clock.ts";
import type { MatrixContent } from "./message-content.ts";

export interface MatrixClientOptions {
  /** Where the homeserver's client-server API is, without `/_matrix`. */
  homeserverUrl: string;
  /** What its user ids and aliases end in. */
  serverName: string;
  /** The application service's token; it is sent to `homeserverUrl` and nowhere else. */
  asToken: string;
  fetch?: typeof fetch;
  now?: Clock;
  /** For one answer; media take as long as bytes keep coming. */
  timeoutMs?: number;
}

export interface NewMatrixRoom {
  name: string;
  topic?: string;
  /** `#<localpart>:<server>` will lead here. Without one a lost answer leaves a room that nobody finds again. */
  aliasLocalpart?: string;
  /** `private_chat` unless said; `trusted_private_chat` gives whoever is invited the creator's power. */
  preset?: "private_chat" | "trusted_private_chat" | "public_chat";
  isDirect?: boolean;
  /** Matrix user ids. */
  invite?: readonly string[];
}

export interface MatrixMedia {
  body: ReadableStream<Uint8Array>;
  /** As the homeserver says; whatever somebody once claimed. */
  contentType: string;
  /** Bytes, where the homeserver says so. */
  size: number | null;
}

/**
 * The homeserver, as an application service asks it (client-server API v3, application service API v1). `as` is the
 * Matrix user id to act for; the service's own user without it. Everything here may be repeated safely, but `createRoom`
 * without an alias. What fails is an UpstreamError of service `matrix`:
 * `network` (`timeout`, `dns`, `refused`, …), `auth` (the token is not accepted), `rate-limited` (`retryAt`),
 * `rejected` (`reason`: the errcode as `not-found`, `forbidden`, `room-in-use`, …; also `redirect`, `too-large`),
 * `malformed` (`html`, `json`, `shape`, `too-large`: something answers that is no homeserver).
 */
export interface MatrixClient {
  readonly serverName: string;
  /** Versions of the specification it speaks, `v1.11`. Asked without the token. */
  versions(): Promise<string[]>;
  /** Who the token belongs to. */
  whoami(as?: string): Promise<{ userId: string }>;
  /** Makes a user of the service's namespace. Somebody who is there already is no failure. */
  register(localpart: string): Promise<{ userId: string; isNew: boolean }>;
  setDisplayName(userId: string, displayName: string): Promise<void>;
  /** @returns the room's id */
  createRoom(room: NewMatrixRoom, as?: string): Promise<string>;
  /** @returns the room an alias (`#name:server`) leads to; null for none */
  resolveAlias(alias: string): Promise<string | null>;
  /**
   * The room at an alias, made where there is none, or where whoever asks is not let into the one there; however many
   * ask at once. Whoever asks is in it.
   */
  ensureAliasedRoom(
    room: NewMatrixRoom & { aliasLocalpart: string },
    as?: string,
  ): Promise<{ roomId: string; isNew: boolean }>;
  /** An alias that is not there is no failure. */
  removeAlias(alias: string): Promise<void>;
  /** Somebody who is in the room, or invited already, is no failure. */
  invite(roomId: string, userId: string, as?: string): Promise<void>;
  join(roomIdOrAlias: string, as?: string): Promise<string>;
  /** Somebody who is not in the room is no failure. */
  leave(roomId: string, as?: string): Promise<void>;
  /**
   * @param txnId the same path (room, id) answers the same event, whoever sends: unique in the whole service
   * @param options `at` (epoch milliseconds) is when it was said, where that was earlier
   * @returns the event's id
   */
  sendMessage(
    roomId: string,
    txnId: string,
    content: MatrixContent,
    options?: { as?: string; at?: number },
  ): Promise<string>;
  setRoomName(roomId: string, name: string, as?: string): Promise<void>;
  setRoomTopic(roomId: string, topic: string, as?: string): Promise<void>;
  joinedMembers(roomId: string, as?: string): Promise<{ userId: string; displayName: string | null }[]>;
  /** @returns null where nothing is stored */
  getAccountData(userId: string, type: string): Promise<Record<string, unknown> | null>;
  setAccountData(userId: string, type: string, content: Record<string, unknown>): Promise<void>;
  /** Enters a room into somebody's `m.direct`, beside what is there. */
  addDirectRoom(userId: string, otherUserId: string, roomId: string): Promise<void>;
  /** @returns its `mxc://` address */
  uploadMedia(
    media: {
      body: Uint8Array | ReadableStream<Uint8Array>;
      /** Bytes; servers want to know beforehand. */
      size: number;
      contentType: string;
      filename: string;
    },
    as?: string,
  ): Promise<string>;
  /** @param options `signal` ends it, the body too */
  downloadMedia(mxc: string, options?: { as?: string; signal?: AbortSignal }): Promise<MatrixMedia>;
  /** Asks the homeserver to reach the application service. @returns how long that took, milliseconds */
  ping(appserviceId: string, txnId?: string): Promise<number>;
}
