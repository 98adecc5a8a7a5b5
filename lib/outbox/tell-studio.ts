import { listUsers } from "#db/queries/manage-users.ts";
import { queueStudioNotice } from "#db/queries/studio-notices.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { composeStudioNotice } from "#lib/mail/compose-studio-notice.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { studioIncidents, TOLD_ENTITY } from "./studio-facts.ts";

/**
 * Tells every active admin by mail, once for each incident, what only a person can mend: a refused password, calendars
 * that have failed for a quarter of an hour, deletions that are held, deliveries that were given up. Safe to run at
 * any time, twice too. Without a mail server or an admin nothing counts as told.
 * @returns how many incidents were told now. @throws AppError `not_signed_in`, `not_allowed`
 */
export async function tellStudio(ctx: Ctx): Promise<number> {
  requireAdmin(ctx.actor);
  if (!ctx.env.SMTP_URL) return 0;
  const incidents = await studioIncidents(ctx);
  if (incidents.length === 0) return 0;
  const readers = (await listUsers(ctx.db)).filter(
    ({ role, active, passwordHash }) => role === "admin" && active && passwordHash !== null,
  );
  if (readers.length === 0) return 0;
  const studio = await studioSettings(ctx);
  const now = ctx.now();
  let told = 0;
  for (const { id, fact, ...subjects } of incidents) {
    const rows = readers.map((reader) => ({
      id: `${id}:${reader.id}`,
      kind: "notice" as const,
      appointmentId: null,
      payload: {
        template: fact.template,
        to: reader.id,
        ...composeStudioNotice({ fact, readerName: reader.name, studio, env: ctx.env }),
      },
      nextAttemptAt: now,
      createdAt: now,
    }));
    const line = auditEntry(ctx, {
      entity: TOLD_ENTITY,
      entityId: id,
      action: "studio_told",
      detail: { template: fact.template },
    });
    if (await queueStudioNotice(ctx.db, { rows, told: line, ...subjects })) told += 1;
  }
  return told;
}
