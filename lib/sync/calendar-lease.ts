import { setTimeout as wait } from "node:timers/promises";
import { releaseLease, takeLease } from "#db/queries/leases.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { MINUTE, SECOND } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";

/** The lease of a process that died is free again after this long. */
const LEASE_MS = 10 * SECOND;
const RENEW_MS = 3 * SECOND;
const LOOK_AGAIN_MS = 50;
/** Longer than any sync takes. */
const PATIENCE_MS = 2 * MINUTE;

/**
 * Runs `work` while no other run, of this or another process, syncs the same calendar; waits for its turn.
 * @throws UpstreamError `busy` when the turn does not come, or the caller gave up
 */
export async function withCalendarLease<T>(
  ctx: Pick<Ctx, "db" | "now">,
  calendarId: string,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const name = `calendar:${calendarId}`;
  const owner = newId();
  const take = () => takeLease(ctx.db, { name, owner, nowMs: ctx.now(), forMs: LEASE_MS });
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (!(await take())) {
    if (signal?.aborted || performance.now() > giveUpAt) throw busyElsewhere();
    await wait(LOOK_AGAIN_MS);
  }
  const renewal = setInterval(() => void take().catch(() => undefined), RENEW_MS);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    // Where even this cannot be written the lease runs out by itself.
    await releaseLease(ctx.db, name, owner).catch(() => undefined);
  }
}

function busyElsewhere(): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    retryable: true,
    reason: "busy",
    message: "The calendar was being synced by somebody else all the time.",
  });
}
