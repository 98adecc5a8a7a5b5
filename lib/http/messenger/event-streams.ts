import type { IncomingMessage, ServerResponse } from "node:http";
import { knowsEventsAfter, newestEventSeq } from "#db/queries/read-events.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { streamFrame } from "#lib/messenger/event-frame.ts";
import { watchEvents } from "#lib/messenger/watch-events.ts";
import { messengerEventEndpoints } from "../endpoints/messenger-event-endpoints.ts";
import { refuseRequest } from "../files/refuse-request.ts";
import { takeLimit } from "../limits.ts";
import { parseInput } from "../parse-input.ts";
import { type Admission, admitListener } from "./admit-listener.ts";
import type { Answerer } from "./answerer.ts";
import { catchUp, openStream } from "./event-stream.ts";
import { openStreams, STREAM_TIMES, type StreamTimes } from "./open-streams.ts";

const { path: PATH, query: QUERY, limit: LIMIT } = messengerEventEndpoints.streamMessengerEvents;
/** Each costs some 30 kB. */
const MOST_STREAMS = 5000;
/** Tabs of one browser share one, so this is a person with many devices, or a program that forgets its streams. */
const MOST_STREAMS_A_MEMBER = 30;

export interface EventStreams extends Answerer {
  /** Streams that are open. */
  open(): number;
  /** Those among them that hear events. */
  listening(): number;
}

/**
 * `GET /api/v1/events/stream`: server-sent events (HTML standard 9.2). Stands in front of Next, where an open connection
 * costs several times as much. An event's id is its seq; who comes back with one is told at once what was missed.
 */
export function eventStreams(
  base: Pick<Ctx, "db" | "env" | "now">,
  options: Partial<StreamTimes> & { lookEveryMs?: number; mostStreams?: number } = {},
): EventStreams {
  const { db, env, now } = base;
  const watch = watchEvents(base, options);
  const streams = openStreams(base, { ...STREAM_TIMES, ...options });
  let closed = false;

  function requirePlace(memberId: string): void {
    const isLimited = env.PARLOUR_RATE_LIMITS !== "off";
    const own = isLimited ? streams.sizeOf(memberId) : 0;
    if (!closed && streams.size() < (options.mostStreams ?? MOST_STREAMS) && own < MOST_STREAMS_A_MEMBER)
      return;
    throw new AppError(
      "rate_limited",
      "So many event streams are open that there is no place for this one.",
      {
        retryAt: now() + (closed ? 5 : 30) * SECOND,
      },
    );
  }

  async function begin(request: IncomingMessage, response: ServerResponse, address: string): Promise<void> {
    await takeLimit(base, LIMIT, address);
    const query = parseInput(QUERY, Object.fromEntries(urlOf(request).searchParams));
    const admission = await admitListener(base, { method: "GET", headers: headersOf(request) }, query);
    requirePlace(admission.member.id);
    if (response.destroyed) return;
    response.writeHead(200, {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-store, no-cache, no-transform",
      // nginx would keep events back until a buffer is full.
      "X-Accel-Buffering": "no",
      // What ends is over at once, the connection too: nobody sends another request on it.
      Connection: "close",
    });
    const { cursor, isKnown } = cursorOf(
      seqIn(request.headers["last-event-id"]) ?? seqIn(query.last_event_id),
    );
    response.write(firstWords(admission, cursor, isKnown));
    const stream = openStream(db, response, admission, cursor);
    const stop = watch.listen(stream);
    streams.enter(stream, stop);
    catchUp(db, stream);
  }

  function cursorOf(known: number | null): { cursor: number; isKnown: boolean } {
    const isKnown = known === null || knowsEventsAfter(db, known);
    return { cursor: known !== null && isKnown ? known : newestEventSeq(db), isKnown };
  }

  return {
    answer(request, response, clientAddress) {
      if (!request.url?.startsWith(PATH) || request.method !== "GET") return false;
      if (urlOf(request).pathname !== PATH) return false;
      // Told late, when whoever read has gone, a broken connection would end the process.
      response.on("error", () => undefined);
      begin(request, response, clientAddress).catch((error: unknown) =>
        refuseRequest(request, response, error, now()),
      );
      return true;
    },
    open: streams.size,
    listening: watch.listening,
    close() {
      closed = true;
      streams.endAll({ type: "closed", reason: "shutdown" });
    },
  };
}

/** With the id of where it begins, so that who hears nothing more still comes back to the right place. */
function firstWords({ member }: Admission, cursor: number, isKnown: boolean): string {
  // Not all at the same moment after a restart.
  const retryMs = 2000 + Math.floor(Math.random() * 3000);
  const { hubUserId: user, displayName: display_name } = member;
  const hello = streamFrame({ type: "connected", user, display_name }, cursor);
  return `retry: ${retryMs}\n${hello}${isKnown ? "" : streamFrame({ type: "reset", reason: "too_old" }, cursor)}`;
}

function seqIn(id: string | string[] | undefined): number | null {
  return typeof id === "string" && /^\d{1,15}$/.test(id) ? Number(id) : null;
}

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === "string") headers.set(name, value);
  return headers;
}

function urlOf(request: IncomingMessage): URL {
  const written = request.url ?? "/";
  return URL.canParse(written, "http://localhost")
    ? new URL(written, "http://localhost")
    : new URL("http://localhost/");
}
