import { changeWaitlistEntry, listOldWaitlist } from "#db/queries/waitlist.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { DAY } from "#lib/core/clock.ts";
import { dayOf } from "#lib/core/time-zone.ts";
import { waitlistNotice } from "#lib/sync/outbox-rows.ts";

/** Ends entries whose last day is over where the artist works; who waited is told. @returns how many. */
export async function endWaitlist(ctx: Ctx): Promise<number> {
  requireAdmin(ctx.actor);
  const nowMs = ctx.now();
  let ended = 0;
  // Somewhere it is tomorrow already.
  for (const entry of await listOldWaitlist(ctx.db, dayOf(nowMs + DAY, "UTC"), 200)) {
    if (entry.toDay >= dayOf(nowMs, entry.artist.timeZone)) continue;
    const { id, version } = entry;
    const outcome = await changeWaitlistEntry(ctx.db, {
      id,
      expectedVersion: version,
      set: { state: "EXPIRED" },
      audit: auditEntry(ctx, { entity: "waitlist", entityId: id, action: "over" }),
      outbox: waitlistNotice(ctx, { entryId: id, version: version + 1, template: "over" }),
    });
    if (outcome === "changed") ended += 1;
  }
  return ended;
}
