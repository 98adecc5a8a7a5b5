import { listRuns } from "#db/queries/sync-stats.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { visibleArtistId } from "#lib/auth/permissions.ts";
import { requireCalendarAccess } from "#lib/calendars/calendar-access.ts";
import { RUNS_A_PAGE, type SyncRunFilter } from "./input.ts";
import type { SyncRunPage } from "./sync-view.ts";

/**
 * A page of the sync log, the newest run first; an artist sees the runs of their own calendars.
 * @throws AppError `not_signed_in`, `not_allowed`
 */
export async function listSyncRuns(ctx: Ctx, filter: SyncRunFilter): Promise<SyncRunPage> {
  requireCalendarAccess(ctx.actor);
  const { page = 1, ...wanted } = filter;
  const found = await listRuns(
    ctx.db,
    { ...wanted, artistId: visibleArtistId(ctx.actor) },
    { limit: RUNS_A_PAGE + 1, offset: (page - 1) * RUNS_A_PAGE },
  );
  return { runs: found.slice(0, RUNS_A_PAGE), page, more: found.length > RUNS_A_PAGE };
}
