import { forgetClients, forgetRequests } from "#db/queries/retention.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { studioSettings } from "#lib/studio/settings.ts";

const BATCH = 200;

/**
 * Forgets who came: takes name, email, phone and words from appointments that ended longer ago than the studio keeps
 * them (`retentionMonths`; never where it is not set). The appointments stay, without a person; a customer of whom
 * nothing else is known goes. Safe to repeat.
 * @returns how many were forgotten.
 */
export async function forgetOldAppointments(ctx: Ctx): Promise<number> {
  requireAdmin(ctx.actor);
  const { retentionMonths } = await studioSettings(ctx);
  if (retentionMonths === null) return 0;
  const beforeMs = monthsBefore(ctx.now(), retentionMonths);
  const auditOf = (entity: "appointment" | "customer", entityId: string) =>
    auditEntry(ctx, { entity, entityId, action: "forgotten" });
  let forgotten = 0;
  for (;;) {
    const some = await forgetClients(ctx.db, { nowMs: ctx.now(), beforeMs, limit: BATCH, auditOf });
    forgotten += some;
    if (some < BATCH) break;
  }
  // Ideas and waitlist entries that came to nothing are as old as their last change.
  while ((await forgetRequests(ctx.db, { beforeMs, limit: BATCH, auditOf })) >= BATCH);
  return forgotten;
}

/** The same day and time so many calendar months earlier (UTC); the last of the month where there is no such day. */
function monthsBefore(ms: number, months: number): number {
  const date = new Date(ms);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime();
}
