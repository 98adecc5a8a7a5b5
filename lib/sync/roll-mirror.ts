import { setImmediate } from "node:timers/promises";
import { findArtist } from "#db/queries/artists.ts";
import { listCalendars } from "#db/queries/calendars.ts";
import {
  forgetPastIntervals,
  listRecurringObjects,
  saveExpandedUntil,
  storeExpansion,
} from "#db/queries/expansion.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { mirrorObject } from "./mirror-object.ts";
import { mirrorWindow, mustRoll } from "./mirror-window.ts";

const PAGE = 100;

/** Time goes on: expands recurring events further where the mirror's window has become short, and forgets the past. */
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
      const expanded = page.map((object) => ({
        ...object,
        intervals: mirrorObject({ ...object, etag: "" }, calendar, { timeZone, ...window }).intervals,
      }));
      await storeExpansion(ctx.db, calendar, expanded);
      afterId = page.at(-1)?.id ?? 0;
      if (page.length < PAGE) break;
      await setImmediate();
    }
    await saveExpandedUntil(ctx.db, calendar.id, window.toMs);
  }
  await forgetPastIntervals(ctx.db, window.fromMs);
}
