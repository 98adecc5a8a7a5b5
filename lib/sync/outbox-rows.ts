import type { NewOutboxRow } from "#db/queries/outbox.ts";
import type { Ctx } from "#lib/auth/context.ts";
import type { NoticeTemplate } from "#lib/mail/compose-notice.ts";

/** "Make the event match the appointment." One row an appointment, however often it is asked for. */
export function calendarPush(ctx: Pick<Ctx, "now">, appointmentId: string): NewOutboxRow {
  const now = ctx.now();
  return {
    id: `calendar:${appointmentId}`,
    kind: "calendar",
    appointmentId,
    payload: {},
    nextAttemptAt: now,
    createdAt: now,
  };
}

/**
 * Notices about a change, one for each reader; none where no mail server is configured. `version` is the version of
 * the appointment after the change, so that the same notice is never queued twice.
 */
export function mailNotices(
  ctx: Pick<Ctx, "now" | "env">,
  notice: {
    appointmentId: string;
    version: number;
    template: NoticeTemplate;
    to: ("customer" | "artist")[];
    word?: string;
  },
): NewOutboxRow[] {
  if (!ctx.env.SMTP_URL) return [];
  const now = ctx.now();
  return notice.to.map((to) => ({
    id: `mail:${notice.appointmentId}:${notice.version}:${notice.template}:${to}`,
    kind: "mail",
    appointmentId: notice.appointmentId,
    payload: { template: notice.template, to, word: notice.word ?? "" },
    nextAttemptAt: now,
    createdAt: now,
  }));
}
