import { setTimeout as pause } from "node:timers/promises";
import { commitTogether } from "#db/commit-together.ts";
import { messageProgress } from "#db/queries/messenger-deliveries.ts";
import { announceMessage } from "#db/queries/messenger-events.ts";
import type { RoomRow } from "#db/queries/messenger-rooms.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { log } from "#lib/core/log.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { deliverNow } from "#lib/sync/deliver-outbox.ts";
import { countWaiters, waitForTry } from "./delivery-waiters.ts";
import { transportPause } from "./transport-pause.ts";
import { wakeListeners } from "./wake.ts";

/** More than so many at once are answered without waiting. */
const MOST_WAITERS = 500;
/** How often it is looked at what another process delivers. */
const LOOK_EVERY_MS = 100;

/**
 * After the transaction that stored a message: waits until it was tried once, at most `budgetMs`. However that ends,
 * browsers have heard of it (`announceMessage`). Never throws: what was stored stays stored.
 */
export async function awaitDelivery(
  ctx: Ctx,
  room: Pick<RoomRow, "id" | "transport">,
  messageId: string,
  budgetMs: number,
): Promise<void> {
  if (room.transport === "none") return;
  try {
    if (mayWait(ctx, room, messageId)) await untilTried(ctx, room, messageId, budgetMs);
    await announce(ctx, messageId);
  } catch (error) {
    log().error({ err: error, message: messageId }, "waiting for a delivery failed");
  }
}

function mayWait(ctx: Ctx, room: Pick<RoomRow, "transport">, messageId: string): boolean {
  if (countWaiters() >= MOST_WAITERS || transportPause(ctx, room.transport)) return false;
  const notBefore = messageProgress(ctx.db, messageId)?.notBefore ?? null;
  return notBefore === null || notBefore <= ctx.now();
}

async function untilTried(
  ctx: Ctx,
  room: Pick<RoomRow, "id">,
  messageId: string,
  budgetMs: number,
): Promise<void> {
  const waiter = waitForTry(room.id, messageId);
  const timeUp = new AbortController();
  let isOver = false;
  const over = Promise.race([waiter.tried, pause(budgetMs, undefined, { signal: timeUp.signal })]).then(
    () => {
      isOver = true;
    },
    () => undefined,
  );
  try {
    // Twice: who delivered when it was stored may have looked for the last time just before.
    for (let run = 0; run < 2 && !isOver && isQueued(ctx, messageId); run++)
      await Promise.race([over, deliverHere(ctx, room.id)]);
    while (!isOver && isQueued(ctx, messageId)) await Promise.race([over, pause(LOOK_EVERY_MS)]);
  } finally {
    waiter.leave();
    timeUp.abort();
  }
}

function isQueued(ctx: Ctx, messageId: string): boolean {
  return messageProgress(ctx.db, messageId)?.state === "queued";
}

/** One delivery a room at a time in this process, whoever waits for it. */
export function deliverHere(ctx: Ctx, roomId: string): Promise<void> {
  const underWay = processWide("messenger.under-way", () => new Map<string, Promise<void>>());
  const known = underWay.get(roomId);
  if (known) return known;
  const run = deliverNow(ctx, `messenger:${roomId}`, MINUTE).finally(() => underWay.delete(roomId));
  underWay.set(roomId, run);
  return run;
}

async function announce(ctx: Ctx, messageId: string): Promise<void> {
  if (messageProgress(ctx.db, messageId)?.eventId !== null) return;
  await commitTogether(ctx.db, () => announceMessage(ctx.db, messageId, ctx.now()));
  wakeListeners();
}
