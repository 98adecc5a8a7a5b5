import type { IncomingMessage, ServerResponse } from "node:http";
import { findArtist } from "#db/queries/artists.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { availabilityVersion } from "#lib/availability/availability-version.ts";
import { MINUTE, SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { watchArtists } from "#lib/sync/watch-artists.ts";
import { eventEndpoints } from "./endpoints/event-endpoints.ts";
import { takeLimit } from "./limits.ts";
import { parseInput } from "./parse-input.ts";
import { problemResponse } from "./problem.ts";
import { sendResponse } from "./send-response.ts";

const { path: PATH, query: QUERY, limit: LIMIT } = eventEndpoints.availabilityEvents;
/** Each costs about 30 kB. A page that finds no place goes on asking every half minute. */
const MAX_STREAMS = 2000;
/** Generous, because a whole house may share one address. */
const MAX_STREAMS_AN_ADDRESS = 100;
const HEARTBEAT_MS = 20 * SECOND;
/** Somebody who does not read for so long has gone, whatever the network says. */
const MAX_UNREAD_BYTES = 16_384;

export interface AvailabilityEvents {
  /** @returns whether the request was one of ours; then it is answered. */
  answer(request: IncomingMessage, response: ServerResponse, clientAddress: string): boolean;
  /** Streams that are open. */
  open(): number;
  /** Ends every stream and takes no new one. */
  close(): void;
}

/**
 * `GET /api/availability/events` (server-sent events, HTML standard 9.2). Stands in front of Next, where an open
 * connection costs a fifth of what it does in a route handler. The event's id is the artist's availability version: who
 * comes back with one (Last-Event-ID) hears at once what was missed.
 */
export function availabilityEvents(
  ctx: Ctx,
  options: { heartbeatMs?: number; lookEveryMs?: number } = {},
): AvailabilityEvents {
  const watch = watchArtists(ctx, options);
  const streams = new Set<ServerResponse>();
  const perAddress = new Map<string, number>();
  let heartbeat: NodeJS.Timeout | undefined;
  let closed = false;

  function requirePlace(address: string): void {
    const limited = ctx.env.PARLOUR_RATE_LIMITS !== "off";
    const own = limited ? (perAddress.get(address) ?? 0) : 0;
    if (!closed && streams.size < MAX_STREAMS && own < MAX_STREAMS_AN_ADDRESS) return;
    throw new AppError("rate_limited", "So many pages are open that this one is not told of changes.", {
      retryAt: ctx.now() + MINUTE,
    });
  }

  async function begin(request: IncomingMessage, response: ServerResponse, address: string): Promise<void> {
    await takeLimit(ctx, LIMIT, address);
    const { artistId, since } = parseInput(QUERY, Object.fromEntries(urlOf(request).searchParams));
    const artist = await findArtist(ctx.db, artistId);
    if (!artist?.active) throw new AppError("not_found", "There is no such artist.");
    requirePlace(address);
    if (response.destroyed) return;
    response.writeHead(200, {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-store, no-transform",
      // nginx would keep events back until a buffer is full.
      "X-Accel-Buffering": "no",
    });
    let stop = () => {};
    response.once("close", () => {
      stop();
      leave(response, address);
    });
    enter(response, address);
    // Not all at the same moment after a restart.
    const retryMs = 2000 + Math.floor(Math.random() * 3000);
    send(response, `retry: ${retryMs}\nid: ${availabilityVersion(ctx, artistId)}\n\n`);
    stop = watch.listen(artistId, lastEventId(request) ?? since ?? null, (version) =>
      send(
        response,
        `event: availability\nid: ${version}\ndata: ${JSON.stringify({ artistId, version })}\n\n`,
      ),
    );
  }

  function enter(stream: ServerResponse, address: string): void {
    streams.add(stream);
    perAddress.set(address, (perAddress.get(address) ?? 0) + 1);
    heartbeat ??= setInterval(() => {
      for (const open of streams) send(open, ":\n\n");
    }, options.heartbeatMs ?? HEARTBEAT_MS);
  }

  function leave(stream: ServerResponse, address: string): void {
    streams.delete(stream);
    const left = (perAddress.get(address) ?? 1) - 1;
    if (left > 0) perAddress.set(address, left);
    else perAddress.delete(address);
    if (streams.size > 0) return;
    clearInterval(heartbeat);
    heartbeat = undefined;
  }

  return {
    answer(request, response, clientAddress) {
      if (urlOf(request).pathname !== PATH || request.method !== "GET") return false;
      begin(request, response, clientAddress).catch(async (error: unknown) => {
        if (response.headersSent) response.destroy();
        else await sendResponse(problemResponse(error, ctx.now()), response);
      });
      return true;
    },
    open: () => streams.size,
    close() {
      closed = true;
      for (const stream of streams) stream.end();
    },
  };
}

function send(stream: ServerResponse, text: string): void {
  if (stream.destroyed || stream.writableEnded) return;
  if (stream.writableLength > MAX_UNREAD_BYTES) stream.destroy();
  else stream.write(text);
}

function lastEventId(request: IncomingMessage): number | null {
  const id = request.headers["last-event-id"];
  return typeof id === "string" && /^\d{1,15}$/.test(id) ? Number(id) : null;
}

function urlOf(request: IncomingMessage): URL {
  const written = request.url ?? "/";
  return URL.canParse(written, "http://localhost")
    ? new URL(written, "http://localhost")
    : new URL("http://localhost/");
}
