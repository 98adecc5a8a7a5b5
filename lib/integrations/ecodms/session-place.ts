import { createHash } from "node:crypto";
import { UpstreamError } from "#lib/core/errors.ts";
import { processWide } from "#lib/core/process-wide.ts";
import type { Client } from "../client.ts";
import type { Config } from "../connector.ts";
import { confirm, connect, disconnect } from "./connect.ts";
import type { Names } from "./map.ts";

export interface Session {
  cookie: string;
  /** What folders, types and statuses are called, and until when that counts. */
  names: { until: number; value: Promise<Names> } | null;
}

/** A session, and who is at work in it. */
export interface Held {
  session: Session;
  /** Whose configuration it was opened with. */
  client: Client;
  users: number;
  timer: NodeJS.Timeout | null;
  /** Aborted once ecoDMS answered that it does not know it: nobody asks anything more in it. */
  lost: AbortController;
}

/** The sessions of one configuration in this process: one at a time. */
export interface Place {
  current: Held | null;
  opening: Promise<void> | null;
  /** Those on their way back. */
  givingBack: Set<Promise<void>>;
  /** Cookies of lost ones, given back once it is known that the password still counts. */
  lost: string[];
  /** Why this configuration is not sent any more, and since when (epoch milliseconds). */
  refused: { at: number; message: string } | null;
  /** When it last went well. */
  acceptedAt: number;
}

/** The session everybody shares, opened where there is none. @throws UpstreamError as `connect` and `confirm` */
export async function hold(client: Client, place: Place): Promise<Held> {
  for (;;) {
    const { current } = place;
    if (current) {
      if (current.timer) clearTimeout(current.timer);
      current.timer = null;
      current.users += 1;
      return current;
    }
    place.opening ??= open(client, place).finally(() => {
      place.opening = null;
    });
    await place.opening;
  }
}

/** Nobody asks anything more in it. */
export function lose(place: Place, held: Held): void {
  if (place.current === held) place.current = null;
  held.lost.abort();
}

/** Whoever was at work in it is done; the last one leaves it open for `idleMs` milliseconds. */
export function release(place: Place, held: Held, idleMs: number): void {
  held.users -= 1;
  if (held.users > 0) return;
  if (place.current === held) {
    held.timer = setTimeout(() => void close(place, held), idleMs);
    held.timer.unref();
  } else if (held.lost.signal.aborted) {
    place.lost.push(held.session.cookie);
    if (place.current) giveBackLost(held.client, place);
  }
}

/** Ends a session, also one that somebody is at work in. */
export function close(place: Place, held: Held): Promise<void> {
  if (place.current !== held) return Promise.resolve();
  place.current = null;
  if (held.timer) clearTimeout(held.timer);
  return giveBack(held.client, place, held.session.cookie);
}

async function open(client: Client, place: Place): Promise<void> {
  try {
    const session: Session = { cookie: await connectInRoom(client, place), names: null };
    try {
      // Connecting alone does not tell whether the password counts.
      await confirm(client, session.cookie);
    } catch (error) {
      await giveBack(client, place, session.cookie);
      throw error;
    }
    place.refused = null;
    place.acceptedAt = client.now();
    place.current = { session, client, users: 0, timer: null, lost: new AbortController() };
    giveBackLost(client, place);
  } catch (error) {
    if (error instanceof UpstreamError && error.kind === "auth")
      place.refused = { at: client.now(), message: error.message };
    throw error;
  }
}

/** The licence may have a single connection, and the last one is still on its way back. */
async function connectInRoom(client: Client, place: Place): Promise<string> {
  try {
    return await connect(client);
  } catch (error) {
    const isFull = error instanceof UpstreamError && error.reason === "licences-used";
    if (!isFull || place.lost.length + place.givingBack.size === 0) throw error;
    giveBackLost(client, place);
    await Promise.all(place.givingBack);
    return connect(client);
  }
}

function giveBackLost(client: Client, place: Place): void {
  for (const cookie of place.lost.splice(0)) void giveBack(client, place, cookie);
}

/** Bounded in time; what could not be given back ends by itself in ecoDMS. */
function giveBack(client: Client, place: Place, cookie: string): Promise<void> {
  const done = disconnect(client, cookie)
    .catch(() => undefined)
    .finally(() => place.givingBack.delete(done));
  place.givingBack.add(done);
  return done;
}

export function placeOf(config: Config): Place {
  const key = createHash("sha256")
    .update(JSON.stringify(Object.entries(config).sort()))
    .digest("hex");
  const known = places().get(key);
  if (known) return known;
  const place: Place = {
    current: null,
    opening: null,
    givingBack: new Set(),
    lost: [],
    refused: null,
    acceptedAt: 0,
  };
  places().set(key, place);
  return place;
}

export function places(): Map<string, Place> {
  return processWide("ecodms.sessions", () => new Map<string, Place>());
}
