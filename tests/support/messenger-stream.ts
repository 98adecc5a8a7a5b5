import { get, type IncomingMessage, type ServerResponse } from "node:http";
import { SignJWT } from "jose";
import { onTestFinished } from "vitest";
import type { Db } from "#db/client.ts";
import { insertEvent } from "#db/queries/messenger-events.ts";
import { ensureRoom, type RoomRow } from "#db/queries/messenger-rooms.ts";
import { type MessengerUser, seeMessengerUser } from "#db/queries/messenger-users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { parseEnv } from "#lib/core/env.ts";
import { eventStreams } from "#lib/http/messenger/event-streams.ts";
import { serveAnswerer } from "./serve-answerer.ts";
import { type TestClock, testClock } from "./test-clock.ts";
import { testDatabase } from "./test-database.ts";
import { waitFor } from "./wait-for.ts";

export const HUB_KEY = "a-hub-key-of-the-tests-123456";

/** A house whose hub signs tokens, at noon; nothing else is set up. */
export async function openHouse(
  variables: Record<string, string> = {},
): Promise<Pick<Ctx, "db" | "env" | "now"> & { clock: TestClock; url: string }> {
  const { db, url } = await testDatabase();
  const clock = testClock("2026-12-01T12:00:00Z");
  const env = parseEnv({
    NODE_ENV: "test",
    LOG_LEVEL: "silent",
    DATABASE_URL: url,
    NEXTAUTH_URL: "https://studio.example",
    NEXTAUTH_SECRET: "a-secret-of-the-tests-1234",
    PARLOUR_ENCRYPTION_KEY: "a-key-of-the-tests-123456",
    PARLOUR_RATE_LIMITS: "off",
    HUB_SECRET_KEY: HUB_KEY,
    ...variables,
  });
  return { db, env, now: clock.now, clock, url };
}

export interface StreamEvent {
  /** Null where it carries none. */
  id: number | null;
  data: { type: string; [field: string]: unknown };
}

/** A connection to the messenger's events, as another application keeps one. */
export interface MessengerStream {
  status: number;
  headers: IncomingMessage["headers"];
  text(): string;
  /** All that came so far. */
  events(): StreamEvent[];
  /** Those with a number. */
  seqs(): number[];
  /** Waits for the first event of a type. */
  until(type: string): Promise<StreamEvent>;
  isOver(): boolean;
  /** Stops, and goes on, reading. */
  pause(): void;
  resume(): void;
  close(): void;
}

export function openMessengerStream(
  url: string,
  headers: Record<string, string> = {},
): Promise<MessengerStream> {
  const { promise, resolve, reject } = Promise.withResolvers<MessengerStream>();
  const request = get(url, { headers, agent: false }, (response) => {
    let text = "";
    let rest = "";
    let isOver = false;
    const found: StreamEvent[] = [];
    response.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      const blocks = (rest + chunk).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) found.push(eventIn(block));
    });
    response.once("close", () => {
      isOver = true;
    });
    // A connection that is cut is what these tests are about.
    response.on("error", () => undefined);
    resolve({
      status: response.statusCode ?? 0,
      headers: response.headers,
      text: () => text,
      events: () => found,
      seqs: () => found.flatMap(({ data }) => (typeof data.seq === "number" ? [data.seq] : [])),
      until: (type) => waitFor(`an event ${type}`, () => found.find(({ data }) => data.type === type)),
      isOver: () => isOver,
      pause: () => void response.pause(),
      resume: () => void response.resume(),
      close: () => request.destroy(),
    });
  });
  request.once("error", reject);
  return promise;
}

/** Lines end as the HTML standard says (9.2.6), and nowhere else. */
function eventIn(block: string): StreamEvent {
  const lines = block.split(/\r\n|\r|\n/);
  const fieldOf = (field: string) =>
    lines.find((line) => line.startsWith(`${field}: `))?.slice(field.length + 2);
  const id = fieldOf("id");
  return { id: id === undefined ? null : Number(id), data: JSON.parse(fieldOf("data") ?? "{}") };
}

/** A hub token of somebody; `exp` in epoch milliseconds. */
export function hubToken(
  claims: { sub: string; tenant_id?: string; role?: string; display_name?: string; exp: number },
  key = HUB_KEY,
): Promise<string> {
  const { exp, ...rest } = claims;
  return new SignJWT({ role: "user", display_name: rest.sub, ...rest })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer("aesystek-hub")
    .setExpirationTime(Math.floor(exp / 1000))
    .sign(new TextEncoder().encode(key));
}

export function seePerson(db: Db, tenantId: string, hubUserId: string, nowMs: number): MessengerUser {
  const person = { tenantId, hubUserId, displayName: hubUserId, role: "user", matrixUserId: null } as const;
  return seeMessengerUser(db, person, nowMs);
}

/** The room of everybody of a tenant, or a group of these people. */
export function roomOf(db: Db, tenantId: string, nowMs: number, members?: readonly MessengerUser[]): RoomRow {
  const place = { tenantId, transport: "none", name: "Room" } as const;
  if (!members) return ensureRoom(db, { ...place, kind: "general", place: "general" }, nowMs);
  const ids = members.map(({ id }) => id);
  return ensureRoom(db, { ...place, kind: "group", place: `group:${ids.join()}`, members: ids }, nowMs);
}

/** Something was said in a room. @returns its seq */
export function say(db: Db, room: RoomRow, body: string, nowMs: number): number {
  return insertEvent(db, {
    tenantId: room.tenantId,
    type: "new_message",
    roomId: room.id,
    data: { room_id: room.id, event_id: `$${body.slice(0, 20)}`, body },
    at: nowMs,
  });
}

/** The streams of a house on a server of their own; every member of its hub may open some. */
export async function openMessengerStreams(
  options: Parameters<typeof eventStreams>[1] = {},
  variables: Record<string, string> = {},
) {
  const house = await openHouse(variables);
  const { db, env, now } = house;
  const streams = eventStreams({ db, env, now }, { lookEveryMs: 5, tickMs: 5, proveMs: 10, ...options });
  /** The answers that were begun, to look at what lies unread in them. */
  const answers: ServerResponse[] = [];
  onTestFinished(() => streams.close());
  const base = await serveAnswerer((request, response) => {
    answers.push(response);
    return streams.answer(request, response, "127.0.0.1");
  });
  const address = (query = "") => `${base}/api/v1/events/stream${query}`;
  const token = (sub: string, tenant_id = "hub", more: { exp?: number; role?: string } = {}) =>
    hubToken({ sub, tenant_id, exp: now() + 60 * MINUTE, ...more });
  return {
    ...house,
    streams,
    answers,
    address,
    token,
    /** Of somebody of the hub. */
    open: async (sub: string, { tenant = "hub", query = "", headers = {} } = {}) =>
      openMessengerStream(address(query), {
        Authorization: `Bearer ${await token(sub, tenant)}`,
        ...headers,
      }),
  };
}
