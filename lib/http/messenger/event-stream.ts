import type { ServerResponse } from "node:http";
import type { Db } from "#db/client.ts";
import { walkEvents } from "#db/queries/read-events.ts";
import { SECOND } from "#lib/core/clock.ts";
import { log } from "#lib/core/log.ts";
import { eventFrame, streamFrame } from "#lib/messenger/event-frame.ts";
import type { StreamEventJson } from "#lib/messenger/event-json.ts";
import type { EventListener } from "#lib/messenger/watch-events.ts";
import type { Admission } from "./admit-listener.ts";

/** Who was told that it is over may take so long to read it. */
const LAST_WORD_MS = 10 * SECOND;

/** One connection that is told events: in order, each once, live or from where it was. */
export interface EventStream extends EventListener, Pick<Admission, "endsAt" | "proof"> {
  member: { id: string; tenantId: string; hubUserId: string };
  response: ServerResponse;
  /** Everything up to this event was told, or is not for this person. */
  cursor: number;
  /** `behind`: it is read to from the database until it has caught up. */
  state: "behind" | "live" | "over";
  /** Since when what was written waits to be read (performance.now()); null while it is. */
  waitingSince: number | null;
}

export function openStream(
  db: Db,
  response: ServerResponse,
  { member, endsAt, proof }: Admission,
  cursor: number,
): EventStream {
  const { id, tenantId, hubUserId } = member;
  const stream: EventStream = {
    member: { id, tenantId, hubUserId },
    endsAt,
    proof,
    response,
    cursor,
    state: "behind",
    waitingSince: null,
    hear(first, last, frames) {
      if (stream.state !== "live" || last <= stream.cursor) return;
      // Some of them it has read from the database already.
      if (first <= stream.cursor) return catchUp(db, stream);
      stream.cursor = last;
      response.write(frames);
      if (isFull(stream)) waitForReader(db, stream);
    },
  };
  return stream;
}

/** Tells what came after the cursor, as fast as it is read, and goes on live: nothing twice, nothing left out. */
export function catchUp(db: Db, stream: EventStream): void {
  if (stream.state === "over") return;
  stream.state = "behind";
  try {
    const { cursor, isEnd } = walkEvents(db, stream.member, stream.cursor, (event) => {
      stream.response.write(eventFrame(event));
      return !isFull(stream);
    });
    stream.cursor = cursor;
    if (isFull(stream)) waitForReader(db, stream);
    else if (isEnd) stream.state = "live";
    else setImmediate(catchUp, db, stream);
  } catch (error) {
    // Whoever comes back goes on from the last event they heard.
    log().warn({ err: error }, "a stream could not read its events");
    stream.response.destroy();
  }
}

function waitForReader(db: Db, stream: EventStream): void {
  stream.state = "behind";
  stream.waitingSince = performance.now();
  stream.response.once("drain", () => {
    stream.waitingSince = null;
    catchUp(db, stream);
  });
}

/**
 * Whether as much lies unread in this process as a socket takes (64 kB, or one larger event). What comes after is read
 * from the database once that was read.
 */
function isFull({ response }: EventStream): boolean {
  return response.writableNeedDrain;
}

/** Says why, and ends it. */
export function endStream(stream: EventStream, reason: StreamEventJson): void {
  const { response } = stream;
  if (stream.state === "over") return;
  stream.state = "over";
  response.end(streamFrame(reason));
  const giveUp = setTimeout(() => response.destroy(), LAST_WORD_MS).unref();
  response.once("close", () => clearTimeout(giveUp));
}
