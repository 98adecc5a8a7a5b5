import { queueDueReminders } from "#db/queries/reminders.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { HOUR } from "#lib/core/clock.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { mailNotices } from "#lib/sync/outbox-rows.ts";

/**
 * Queues a reminder for every confirmed appointment that comes up within the studio's hours, once each; none for
 * somebody who was told of the time later than that. Safe to run at any time; without a mail server nobody counts as
 * reminded. @returns how many. @throws AppError `not_signed_in`, `not_allowed`
 */
export async function queueReminders(ctx: Ctx): Promise<number> {
  requireAdmin(ctx.actor);
  const { reminderHours } = await studioSettings(ctx);
  if (!ctx.env.SMTP_URL || reminderHours === null) return 0;
  return queueDueReminders(ctx.db, {
    nowMs: ctx.now(),
    aheadMs: reminderHours * HOUR,
    rows: ({ id, version, startMs }) =>
      mailNotices(ctx, {
        appointmentId: id,
        version,
        template: "reminder",
        to: ["customer"],
        remindsOfMs: startMs,
      }),
  });
}
