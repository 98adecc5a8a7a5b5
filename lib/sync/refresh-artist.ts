import { listCalendars } from "#db/queries/calendars.ts";
import { worker } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { type PullCause, type PullResult, pullCalendar } from "./pull-calendar.ts";

/** Joins the run that is under way for a calendar, or starts one: two hundred requests at once cost one sync. */
export function pullShared(ctx: Ctx, calendarId: string, cause: PullCause): Promise<PullResult> {
  const running = flights();
  const joined = running.get(calendarId);
  if (joined) return joined;
  const flight = pullCalendar({ ...ctx, actor: worker }, calendarId, { cause }).finally(() =>
    running.delete(calendarId),
  );
  running.set(calendarId, flight);
  return flight;
}

/** The run that is under way for a calendar in this process, if there is one. */
export function pullUnderWay(calendarId: string): Promise<PullResult> | undefined {
  return flights().get(calendarId);
}

function flights(): Map<string, Promise<PullResult>> {
  return processWide("sync.flights", () => new Map<string, Promise<PullResult>>());
}

/**
 * Syncs every calendar of an artist, waiting `budgetMs` at most; a run that takes longer goes on by itself.
 * @returns true when all of them answered in time: the mirror shows what Nextcloud holds now.
 */
export async function refreshArtist(ctx: Ctx, artistId: string, budgetMs: number): Promise<boolean> {
  const calendars = await listCalendars(ctx.db, [artistId]);
  if (calendars.length === 0) return false;
  const { promise: budget, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), budgetMs);
  const runs = Promise.all(calendars.map((calendar) => pullShared(ctx, calendar.id, "booking")));
  const results = await Promise.race([runs, budget]);
  clearTimeout(timer);
  return results?.every((result) => result.ok) ?? false;
}
