import { findArtist, listArtists } from "#db/queries/artists.ts";
import { listCalendars } from "#db/queries/calendars.ts";
import {
  forgetPastIntervals,
  listRecurringObjects,
  saveExpandedUntil,
  storeExpansion,
} from "#db/queries/expansion.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { expandObjects } from "./expansion/expand-objects.ts";
import { mirrorWindow, mustRoll } from "./mirror-window.ts";
import { rollHours } from "./read-hours.ts";

const PAGE = 100;

/**
 * Time goes on: expands recurring events, and working hours kept in Nextcloud, further where what is known has become
 * short, and forgets the past.
 */
export async function rollMirror(ctx: Ctx): Promise<void> {
  requireAdmin(ctx.actor);
  const nowMs = ctx.now();
  const window = mirrorWindow(nowMs);
  for (const calendar of await listCalendars(ctx.db)) {
    if (calendar.expandedUntil === null || !mustRoll(calendar.expandedUntil, nowMs)) continue;
    const timeZone = (await findArtist(ctx.db, calendar.artistId))?.timeZone ?? "UTC";
    let afterId = 0;
    for (;;) {
      const page = await listRecurringObjects(ctx.db, calendar.id, { afterId, limit: PAGE });
      const texts = page.map((object) => ({ ...object, etag: "" }));
      const expanded = await expandObjects(texts, calendar, { timeZone, ...window });
      const withIntervals = page.map((object, index) => ({
        ...object,
        intervals: expanded[index]?.intervals ?? [],
      }));
      await storeExpansion(ctx.db, calendar, withIntervals);
      afterId = page.at(-1)?.id ?? 0;
      if (page.length < PAGE) break;
    }
    await saveExpandedUntil(ctx.db, calendar.id, window.toMs);
  }
  for (const { id } of await listArtists(ctx.db)) await rollHours(ctx, id);
  await forgetPastIntervals(ctx.db, window.fromMs);
}
