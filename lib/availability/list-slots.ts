import type { Ctx } from "#lib/auth/context.ts";
import { DAY, SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { freeSlots } from "./free-slots.ts";
import { freshnessOf } from "./freshness.ts";
import { loadRules } from "./load-rules.ts";
import { readOccupied } from "./occupied.ts";
import type { SlotList } from "./types.ts";

/** At most this much of the calendar is answered at once. */
const MAX_WINDOW_MS = 62 * DAY;

/**
 * The slots an artist can offer for a service between two instants, from the mirror alone: no network is asked.
 * @throws AppError `invalid_input` for a window reversed or over 62 days, `not_found` for unknown ids.
 */
export async function listSlots(
  ctx: Ctx,
  input: { artistId: string; serviceId: string; fromMs: number; toMs: number },
): Promise<SlotList> {
  if (input.toMs <= input.fromMs)
    throw new AppError("invalid_input", "The end must lie after the start.", {
      errors: { to: ["before_start"] },
    });
  if (input.toMs - input.fromMs > MAX_WINDOW_MS) {
    throw new AppError("invalid_input", "At most 62 days can be asked for at once.", {
      errors: { to: ["too_long"] },
    });
  }
  const window = { startMs: input.fromMs, endMs: input.toMs };
  const { artist, calendars, rules } = await loadRules(ctx.db, { ...input, window });
  const nowMs = ctx.now();
  const freshness = freshnessOf(calendars, nowMs, ctx.env.PARLOUR_SYNC_INTERVAL_SECONDS * SECOND);
  if (!freshness.verified && calendars.length > 0 && artist.whenUnreachable === "refuse") {
    return { ...freshness, timeZone: artist.timeZone, slots: [] };
  }
  const occupied = await readOccupied(ctx.db, { artistId: artist.id, rules, window });
  return { ...freshness, timeZone: artist.timeZone, slots: freeSlots(rules, occupied, nowMs, window) };
}
