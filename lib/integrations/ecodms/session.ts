import { setTimeout as wait } from "node:timers/promises";
import { UpstreamError } from "#lib/core/errors.ts";
import type { Client, ClientRequest } from "../client.ts";
import { JSON_WANTED } from "./connect.ts";
import { refusalOf } from "./refused-login.ts";
import { close, type Held, hold, lose, placeOf, places, release, type Session } from "./session-place.ts";

/** How long a session nobody uses is kept, because the next question often follows. */
const IDLE_MS = 5_000;
const MOST_TRIES = 3;

export interface SessionOptions {
  /** Milliseconds after the last use; 5,000 unless said. */
  idleMs?: number;
  /** Sends credentials again that were refused: for somebody who asks for a test. */
  deliberate?: boolean;
}

/**
 * Runs `work` in a session with ecoDMS. It is opened when somebody needs it, shared by those at work at once in this
 * process, and closed some seconds after the last of them, because each holds a connection of the licence. One that
 * ecoDMS forgot meanwhile is opened again, once for all that were at work in it, and their `work` is run anew.
 * @param work its client carries the session and asks for JSON
 * @throws UpstreamError `auth` for credentials that are, or were, refused (`refused-before`: not sent again);
 *   `rejected` with `forbidden` for what a session just opened is not allowed; as `connect`, and what `work` throws
 */
export async function withSession<T>(
  client: Client,
  work: (client: Client, session: Session) => Promise<T>,
  { idleMs = IDLE_MS, deliberate = false }: SessionOptions = {},
): Promise<T> {
  const place = placeOf(client.config);
  const before = place.current;
  for (let tries = 1; ; tries += 1) {
    const refused = place.current || deliberate ? null : refusalOf(client);
    if (refused) throw refused;
    const held = await hold(client, place);
    try {
      return await work(clientIn(client, held), held.session);
    } catch (error) {
      const isRefused = isUnauthorized(error);
      // One that was open before may have been forgotten; one that was opened since then is known.
      if (isRefused && held === before) lose(place, held);
      const isLost = held.lost.signal.aborted && (isRefused || isAborted(error));
      if (isLost && tries < MOST_TRIES) continue;
      throw isRefused ? forbidden(client) : error;
    } finally {
      release(place, held, idleMs);
    }
  }
}

/** Closes every session that nobody is using. */
export async function closeIdleSessions(): Promise<void> {
  const all = [...places().values()];
  await Promise.all(
    all.map((place) => (place.current?.users === 0 ? close(place, place.current) : undefined)),
  );
}

/** Gives every connection back, also those in use, before the process ends. @param withinMs waits no longer */
export async function closeSessions(withinMs = 2_000): Promise<void> {
  const all = [...places().values()].map(async (place) => {
    await place.opening?.catch(() => undefined);
    if (place.current) void close(place, place.current);
    await Promise.all(place.givingBack);
  });
  const late = new AbortController();
  await Promise.race([
    Promise.all(all).finally(() => late.abort()),
    wait(withinMs, undefined, { signal: late.signal }).catch(() => undefined),
  ]);
}

function isUnauthorized(error: unknown): boolean {
  return error instanceof UpstreamError && error.reason === "unauthorized";
}

function isAborted(error: unknown): boolean {
  return error instanceof UpstreamError && error.reason === "aborted";
}

function forbidden(client: Client): UpstreamError {
  return new UpstreamError({
    service: client.id,
    kind: "rejected",
    reason: "forbidden",
    status: 401,
    message: `ecoDMS does not allow this to the user in ECODMS_USERNAME.`,
  });
}

function clientIn(client: Client, { session, lost }: Held): Client {
  const inSession = (request: ClientRequest): ClientRequest => {
    if (lost.signal.aborted)
      throw new UpstreamError({
        service: client.id,
        kind: "network",
        reason: "aborted",
        message: "The session with ecoDMS ended.",
      });
    const changes = request.method !== undefined && request.method !== "GET" && request.repeatable !== true;
    return {
      // A change that is under way is waited for.
      ...(changes ? {} : { signal: lost.signal }),
      ...request,
      headers: { ...JSON_WANTED, ...request.headers, Cookie: session.cookie },
    };
  };
  return {
    ...client,
    request: async (request) => client.request(inSession(request)),
    json: async (request, schema) => client.json(inSession(request), schema),
    jsonWithHeaders: async (request, schema) => client.jsonWithHeaders(inSession(request), schema),
    // A file that comes already is read to its end.
    stream: async (request) => client.stream({ ...inSession(request), signal: request.signal }),
  };
}
