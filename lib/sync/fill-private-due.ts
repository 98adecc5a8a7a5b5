import { type CalendarRow, listCalendars } from "#db/queries/calendars.ts";
import { forgetPrivateTimesExcept } from "#db/queries/private-intervals.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { askedForPrivate } from "#lib/calendars/asked-for-private.ts";
import { HOUR, MINUTE } from "#lib/core/clock.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { fillPrivate } from "./fill-private.ts";

/** Private events change nothing that a share shows, so they are asked for now and then in any case. */
const EVERY = HOUR;
/** Each booking moves the calendar's token, too: between two fillings lies at least this long. */
const AT_LEAST = MINUTE;
const AFTER_A_FAILURE = 5 * MINUTE;

/** What the last filling of a calendar saw. */
interface LastFilling {
  at: number;
  failed: boolean;
  syncToken: string | null;
}

/**
 * Fills in private events where it is due: hourly, and soon after the calendar changed. Its token moves with private
 * events as well, although none of them is in the changes. One that fails is left alone for a while.
 */
export async function fillPrivateDue(ctx: Ctx): Promise<void> {
  requireAdmin(ctx.actor);
  const fillings = processWide("sync.private-fillings", () => new Map<string, LastFilling>());
  const calendars = await listCalendars(ctx.db);
  const asked = calendars.filter((calendar) => askedForPrivate(calendars, calendar)?.id === calendar.id);
  await forgetPrivateTimesExcept(
    ctx.db,
    asked.map(({ id }) => id),
  );
  for (const id of fillings.keys()) if (!asked.some((calendar) => calendar.id === id)) fillings.delete(id);
  for (const calendar of asked) {
    if (!isDue(calendar, fillings.get(calendar.id), ctx.now())) continue;
    const at = ctx.now();
    fillings.set(calendar.id, { at, failed: true, syncToken: calendar.syncToken });
    const failed = (await fillPrivate(ctx, calendar.id)) !== null;
    const [current] = (await listCalendars(ctx.db, [calendar.artistId])).filter(
      ({ id }) => id === calendar.id,
    );
    fillings.set(calendar.id, { at, failed, syncToken: current?.syncToken ?? null });
  }
}

function isDue(calendar: CalendarRow, last: LastFilling | undefined, nowMs: number): boolean {
  if (calendar.syncedAt === null) return false;
  if (!last) return true;
  // A difference either way: after the clock was set back, something of the future must not stop everything.
  const passed = Math.abs(nowMs - last.at);
  if (last.failed) return passed >= AFTER_A_FAILURE;
  return passed >= EVERY || (passed >= AT_LEAST && calendar.syncToken !== last.syncToken);
}
