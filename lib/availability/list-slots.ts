import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { freeSlots } from "./free-slots.ts";
import { freshnessOf } from "./freshness.ts";
import { loadRules } from "./load-rules.ts";
import { readOccupied } from "./occupied.ts";
import { requireWindow } from "./require-window.ts";
import type { SlotList } from "./types.ts";

export interface SlotQuestion {
  serviceId: string;
  fromMs: number;
  toMs: number;
  /** One of the service's own lengths; the usual one where none is said. */
  durationMinutes?: number;
}

/**
 * The slots an artist can offer for a service between two instants, from the mirror alone: no network is asked.
 * `exceptAppointmentId` is the appointment that is to be moved: it does not stand in its own way.
 * @throws AppError `invalid_input` for a window reversed or over 62 days, or a length the service does not have;
 *   `not_found` for unknown ids.
 */
export async function listSlots(
  ctx: Pick<Ctx, "db" | "env" | "now">,
  input: SlotQuestion & { artistId: string; exceptAppointmentId?: string },
): Promise<SlotList> {
  const window = requireWindow(input);
  const { artist, calendars, rules } = await loadRules(ctx.db, { ...input, window });
  const nowMs = ctx.now();
  const freshness = freshnessOf(calendars, nowMs, ctx.env.PARLOUR_SYNC_INTERVAL_SECONDS * SECOND);
  if (!freshness.verified && calendars.length > 0 && artist.whenUnreachable === "refuse") {
    return { ...freshness, timeZone: artist.timeZone, slots: [] };
  }
  const { exceptAppointmentId } = input;
  const occupied = await readOccupied(ctx.db, { artistId: artist.id, rules, window, exceptAppointmentId });
  return { ...freshness, timeZone: artist.timeZone, slots: freeSlots(rules, occupied, nowMs, window) };
}
