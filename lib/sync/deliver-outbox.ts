import type { Db } from "#db/client.ts";
import { claimDue, makeOutboxDue, OUTBOX_KINDS, type OutboxRow } from "#db/queries/outbox.ts";
import { NEWS_QUEUE } from "#db/queries/queue-news.ts";
import { worker } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { log } from "#lib/core/log.ts";
import { FOLLOW_UP_CONNECTORS } from "#lib/follow-ups/kinds.ts";
import { TRANSPORTS } from "#lib/messenger/transport-of.ts";
import { deliverRow, HOLD_MS } from "./deliver-row.ts";

/**
 * Deliveries of a kind under way at once. One mail server is not asked to take several at a time, and of follow-ups it
 * is one for each system.
 */
const LANES = {
  calendar: 3,
  mail: 1,
  notice: 1,
  revoke: 1,
  folder: 1,
  file: 2,
  picture: 1,
  consent: 1,
  webhook: 4,
  follow_up: 1,
  messenger: 4,
} satisfies Record<OutboxRow["kind"], number>;

/** What is delivered by itself: a kind, of follow-ups those of one system, of rooms those of one transport, and news. */
export interface OutboxQueue {
  kind: OutboxRow["kind"];
  to?: string;
}

/** Of these none waits for another: a system that hangs holds nothing but its own. */
export const outboxQueues: readonly OutboxQueue[] = OUTBOX_KINDS.flatMap((kind): OutboxQueue[] => {
  if (kind === "follow_up") return FOLLOW_UP_CONNECTORS.map((to) => ({ kind, to }));
  return kind === "messenger" ? [NEWS_QUEUE, ...TRANSPORTS].map((to) => ({ kind, to })) : [{ kind }];
});

/**
 * Delivers what is due, oldest first, each queue by itself, every row once and at most `limit` of each.
 * @returns how many rows were tried. Never throws for a row that failed.
 */
export async function deliverOutbox(
  ctx: Ctx,
  options: { limit: number; kinds?: readonly OutboxRow["kind"][]; queues?: readonly OutboxQueue[] },
): Promise<number> {
  const nowMs = ctx.now();
  if (wasSetBack(ctx.db, nowMs)) await makeOutboxDue(ctx.db, nowMs);
  const { kinds = OUTBOX_KINDS, queues = outboxQueues.filter(({ kind }) => kinds.includes(kind)) } = options;
  const tried = await Promise.all(queues.map((queue) => deliverQueue(ctx, queue, options.limit)));
  return tried.reduce((sum, count) => sum + count, 0);
}

async function deliverQueue(ctx: Ctx, { kind, to }: OutboxQueue, limit: number): Promise<number> {
  const tried = new Set<string>();
  // One at a time, so that no row is held while others take their time-outs.
  const next = async () => {
    if (tried.size >= limit) return false;
    const exceptIds = [...tried];
    const one = { nowMs: ctx.now(), holdMs: HOLD_MS, limit: 1 };
    const [row] = await claimDue(ctx.db, { ...one, kind, to, exceptIds });
    if (!row) return false;
    tried.add(row.id);
    await deliverRow(ctx, row);
    return true;
  };
  const lane = async () => {
    while (await next());
  };
  // The first goes ahead alone: a password that is refused is refused once, not once in every lane.
  if (await next()) await Promise.all(Array.from({ length: LANES[kind] }, lane));
  return tried.size;
}

const lastSeen = new WeakMap<Db, number>();

/** Whether the clock was set back by a minute or more since the last call: what waits would then wait that much longer. */
function wasSetBack(db: Db, nowMs: number): boolean {
  const before = lastSeen.get(db) ?? nowMs;
  lastSeen.set(db, nowMs);
  return before - nowMs >= MINUTE;
}

/**
 * Tries the push of one appointment at once, for an answer within `budgetMs`; whatever is not done by then goes on
 * by itself, and the worker repeats what failed. Never throws: what was accepted stays accepted.
 */
export async function deliverPush(ctx: Ctx, appointmentId: string, budgetMs: number): Promise<void> {
  await deliverNow(ctx, `calendar:${appointmentId}`, budgetMs);
}

/** As `deliverPush`, for any row. */
export async function deliverNow(ctx: Ctx, id: string, budgetMs: number): Promise<void> {
  const delivery = claimAndDeliver({ ...ctx, actor: worker }, id).catch((error: unknown) =>
    log().error({ err: error }, "push failed"),
  );
  const { promise: budget, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, budgetMs);
  await Promise.race([delivery, budget]);
  clearTimeout(timer);
}

async function claimAndDeliver(ctx: Ctx, id: string): Promise<void> {
  const [row] = await claimDue(ctx.db, { nowMs: ctx.now(), holdMs: HOLD_MS, limit: 1, id });
  if (row) await deliverRow(ctx, row);
}
