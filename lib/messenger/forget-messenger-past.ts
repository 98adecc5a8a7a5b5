import { setImmediate as turn } from "node:timers/promises";
import {
  forgetEvents,
  forgetNotifications,
  forgetTickets,
  forgetTransactions,
} from "#db/queries/forget-messenger.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { KEPT } from "./kept.ts";

/** So many rows in one transaction: other writers wait for it. */
const BATCH = 1000;
/** So many batches of each kind in one run; the next one goes on. */
const MOST_BATCHES = 500;

/** Forgets events, notifications, tickets and transactions that nobody needs any more. @returns how many rows */
export async function forgetMessengerPast(ctx: Ctx): Promise<number> {
  requireAdmin(ctx.actor);
  const nowMs = ctx.now();
  const kinds = [
    [forgetEvents, nowMs - KEPT.eventsMs],
    [forgetNotifications, nowMs - KEPT.notificationsMs],
    [forgetTickets, nowMs],
    [forgetTransactions, nowMs - KEPT.transactionsMs],
  ] as const;
  let forgotten = 0;
  for (const [forget, beforeMs] of kinds)
    for (let batch = 0; batch < MOST_BATCHES; batch++) {
      const count = forget(ctx.db, beforeMs, BATCH);
      forgotten += count;
      if (count < BATCH) break;
      await turn();
    }
  return forgotten;
}
