import { knowsEventsAfter, newestEventSeq, newestEvents, walkEvents } from "#db/queries/read-events.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { eventText } from "./event-frame.ts";
import { requireMember } from "./require-member.ts";

export interface PolledEvents {
  /** A JSON array of MessengerEventJson. */
  text: string;
  /** The next `since`. */
  cursor: number;
}

const USUAL_LIMIT = 100;
/** Of events for others that lie between: a poll that finds nothing in so many turns goes on with the next. */
const MOST_TURNS = 20;

/**
 * The events after `since` that the member may see, oldest first; without it the newest. Nothing is deleted by reading.
 * Where some after `since` were forgotten, or it is none of ours, the first is a `reset`.
 * @throws AppError as requireMember
 */
export async function pollEvents(
  ctx: Ctx,
  { since, limit = USUAL_LIMIT }: { since?: number | undefined; limit?: number | undefined },
): Promise<PolledEvents> {
  const member = await requireMember(ctx);
  const { db } = ctx;
  const newest = newestEventSeq(db);
  const texts: string[] = [];
  if (since === undefined) {
    for (const event of newestEvents(db, member, limit)) texts.push(eventText(event));
    return { text: `[${texts.join(",")}]`, cursor: newest };
  }
  const isKnown = knowsEventsAfter(db, since);
  if (!isKnown) texts.push(JSON.stringify({ type: "reset", reason: "too_old" }));
  let cursor = Math.min(since, newest);
  let left = limit;
  for (let turn = 0; turn < MOST_TURNS && left > 0; turn += 1) {
    const walked = walkEvents(db, member, cursor, (event) => {
      texts.push(eventText(event));
      left -= 1;
      return left > 0;
    });
    cursor = walked.cursor;
    if (walked.isEnd) return { text: `[${texts.join(",")}]`, cursor: Math.max(cursor, newest) };
  }
  return { text: `[${texts.join(",")}]`, cursor };
}
