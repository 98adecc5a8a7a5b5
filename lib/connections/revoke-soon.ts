import { findOutboxRow, type NewOutboxRow } from "#db/queries/outbox.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { deliverNow } from "#lib/sync/deliver-outbox.ts";

const BUDGET_MS = 2 * SECOND;

/** Tries stored revocations at once, 2 s at most. @returns whether Nextcloud has done all; the worker repeats the rest. */
export async function revokeSoon(ctx: Ctx, rows: NewOutboxRow[]): Promise<boolean> {
  await Promise.all(rows.map(({ id }) => deliverNow(ctx, id, BUDGET_MS)));
  const left = await Promise.all(rows.map(({ id }) => findOutboxRow(ctx.db, id)));
  return left.every((row) => row === undefined);
}
