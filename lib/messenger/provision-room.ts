import { setTimeout as pause } from "node:timers/promises";
import { findRoomById } from "#db/queries/messenger-deliveries.ts";
import { lookAgain } from "#db/queries/waiting-messages.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { log } from "#lib/core/log.ts";
import { deliverHere } from "./await-delivery.ts";
import { transportPause } from "./transport-pause.ts";

/**
 * A room somebody has just made, at its transport too, at most `budgetMs`. Never throws: what fails is repeated by the
 * worker.
 */
export async function provisionRoom(ctx: Ctx, roomId: string, budgetMs: number): Promise<void> {
  try {
    const room = findRoomById(ctx.db, roomId);
    if (!room || room.transport === "none") return;
    const nowMs = ctx.now();
    await lookAgain(ctx.db, room, { nowMs, at: nowMs });
    if (transportPause(ctx, room.transport)) return;
    const timeUp = new AbortController();
    const budget = pause(budgetMs, undefined, { signal: timeUp.signal }).catch(() => undefined);
    await Promise.race([deliverHere(ctx, roomId), budget]);
    timeUp.abort();
  } catch (error) {
    log().error({ err: error, room: roomId }, "making a room at its transport failed");
  }
}
