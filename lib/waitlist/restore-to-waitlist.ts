import { findLastAudit } from "#db/queries/audit.ts";
import { changeWaitlistEntry, findWaitlistEntry } from "#db/queries/waitlist.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAppointmentAccess, requireSignedIn } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { dayOf } from "#lib/core/time-zone.ts";

/**
 * Somebody the studio took off the waitlist waits again, at the place they had; a time that was held for them then is
 * not held again. Whoever left by themselves is not put back. Safe to repeat.
 * @throws AppError `not_signed_in`, `not_found`, `not_allowed`, `conflict`
 */
export async function restoreToWaitlist(ctx: Ctx, id: string): Promise<void> {
  requireSignedIn(ctx.actor);
  const entry = await findWaitlistEntry(ctx.db, id);
  if (!entry) throw new AppError("not_found", "There is no entry with this id.");
  requireAppointmentAccess(ctx.actor, entry.artistId);
  if (entry.state === "WAITING" || entry.state === "OFFERED") return;
  const last = await findLastAudit(ctx.db, "waitlist", id);
  if (entry.state !== "LEFT" || last?.action !== "removed")
    throw new AppError("conflict", "Only somebody the studio took off the waitlist can be put back.");
  if (entry.toDay < dayOf(ctx.now(), entry.artist.timeZone))
    throw new AppError("conflict", "The days of this entry are over.");
  const outcome = await changeWaitlistEntry(ctx.db, {
    id,
    expectedVersion: entry.version,
    set: { state: "WAITING" },
    audit: auditEntry(ctx, { entity: "waitlist", entityId: id, action: "restored" }),
    outbox: [],
  });
  if (outcome === "stale") throw new AppError("conflict", "This changed in the meantime. Please look again.");
}
