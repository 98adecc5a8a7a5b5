import { countInWindow } from "#db/queries/system.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { processWide } from "#lib/core/process-wide.ts";

/** Requests one client address may send in a window. Reads are counted in memory, writes in the database. */
const RULES = {
  read: { requests: 600, windowMs: MINUTE, stored: false },
  // A folder full of pictures is a request each.
  files: { requests: 6000, windowMs: MINUTE, stored: false },
  write: { requests: 120, windowMs: MINUTE, stored: true },
  // Visits of customers' links, right and guessed ones alike.
  link: { requests: 120, windowMs: MINUTE, stored: false },
  // Nextcloud calls once for each event; what is refused is found by the next look all the same.
  webhook: { requests: 1200, windowMs: MINUTE, stored: false },
  // Applications tell what happens to them, hundreds of things a second at worst.
  notifications: { requests: 60_000, windowMs: MINUTE, stored: false },
  // Somebody who chats, with several others behind one address.
  messenger: { requests: 3000, windowMs: MINUTE, stored: false },
  // A form's pictures are sent one by one, and must not use up what the form itself needs.
  pictures: { requests: 60, windowMs: 10 * MINUTE, stored: true },
  booking: { requests: 30, windowMs: 10 * MINUTE, stored: true },
  // Plain forms over a limit that are read all the same, so that they come back filled in.
  returned: { requests: 20, windowMs: 10 * MINUTE, stored: true },
  "sign-in": { requests: 10, windowMs: 15 * MINUTE, stored: true },
} as const;

export type LimitRule = keyof typeof RULES;

interface Window {
  start: number;
  counts: Map<string, number>;
}

/** @throws AppError `rate_limited` with the time of the next window. */
export async function takeLimit(
  ctx: Pick<Ctx, "db" | "env" | "now">,
  rule: LimitRule,
  address: string,
): Promise<void> {
  if (ctx.env.PARLOUR_RATE_LIMITS === "off") return;
  const { requests, windowMs, stored } = RULES[rule];
  const nowMs = ctx.now();
  const start = nowMs - (nowMs % windowMs);
  const count = stored
    ? await countInWindow(ctx.db, `${rule}:${address}`, start)
    : countRead(rule, address, start);
  if (count > requests) {
    throw new AppError("rate_limited", "That was a lot at once. Please wait a little and try again.", {
      retryAt: start + windowMs,
    });
  }
}

function countRead(rule: LimitRule, address: string, start: number): number {
  const window = processWide<Window>(`limits.${rule}`, () => ({ start, counts: new Map() }));
  if (window.start !== start) {
    window.start = start;
    window.counts.clear();
  }
  const count = (window.counts.get(address) ?? 0) + 1;
  window.counts.set(address, count);
  return count;
}
