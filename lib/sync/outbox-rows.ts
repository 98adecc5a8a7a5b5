import { LONGEST_WAIT_MS, type NewOutboxRow } from "#db/queries/outbox.ts";
import type { Ctx } from "#lib/auth/context.ts";
import type { InquiryTemplate } from "#lib/mail/compose-inquiry-notice.ts";
import type { NoticeTemplate } from "#lib/mail/compose-notice.ts";
import type { WaitlistTemplate } from "#lib/mail/compose-waitlist-notice.ts";

export type { InquiryTemplate, WaitlistTemplate };

/**
 * "Make the event match the appointment." One row an appointment, however often it is asked for. With `words` its
 * title and description too, which otherwise stay as people left them.
 */
export function calendarPush(
  ctx: Pick<Ctx, "now">,
  appointmentId: string,
  options: { words?: boolean } = {},
): NewOutboxRow {
  const now = ctx.now();
  return {
    id: `calendar:${appointmentId}`,
    kind: "calendar",
    appointmentId,
    payload: options.words ? { words: "ours" } : {},
    nextAttemptAt: now,
    createdAt: now,
  };
}

/** How long the mail of a decision of the studio waits, milliseconds: taken back within it, nobody ever reads of it. */
export const DECISION_WAIT_MS = LONGEST_WAIT_MS;

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
    /** A decision that can be taken back: leaves after DECISION_WAIT_MS. Everything else leaves at once. */
    waits?: boolean;
    /** Of a reminder: the start it reminds of, epoch milliseconds. */
    remindsOfMs?: number;
  },
): NewOutboxRow[] {
  if (!ctx.env.SMTP_URL) return [];
  const now = ctx.now();
  const startMs: Record<string, string> =
    notice.remindsOfMs === undefined ? {} : { startMs: String(notice.remindsOfMs) };
  return notice.to.map((to) => ({
    id: `mail:${notice.appointmentId}:${notice.version}:${notice.template}:${to}`,
    kind: "mail",
    appointmentId: notice.appointmentId,
    payload: { template: notice.template, to, word: notice.word ?? "", ...startMs },
    nextAttemptAt: notice.waits ? now + DECISION_WAIT_MS : now,
    createdAt: now,
  }));
}

/**
 * Notices about an offer, named after it too. An offer is no change of an appointment: a second one would otherwise be
 * the same row, and the same message to a mail program.
 */
export function ofOffer(rows: NewOutboxRow[], offerId: string): NewOutboxRow[] {
  return rows.map((row) => ({ ...row, id: `${row.id}:${offerId}` }));
}

/** Notices about an inquiry, as `mailNotices` for appointments. */
export function inquiryNotices(
  ctx: Pick<Ctx, "now" | "env">,
  notice: {
    inquiryId: string;
    version: number;
    template: InquiryTemplate;
    to: ("customer" | "artist")[];
    word?: string;
  },
): NewOutboxRow[] {
  if (!ctx.env.SMTP_URL) return [];
  const now = ctx.now();
  return notice.to.map((to) => ({
    id: `mail:inquiry:${notice.inquiryId}:${notice.version}:${notice.template}:${to}`,
    kind: "mail",
    appointmentId: null,
    payload: {
      about: "inquiry",
      inquiryId: notice.inquiryId,
      template: notice.template,
      to,
      word: notice.word ?? "",
    },
    nextAttemptAt: now,
    createdAt: now,
  }));
}

/** A notice to somebody on the waitlist. */
export function waitlistNotice(
  ctx: Pick<Ctx, "now" | "env">,
  notice: { entryId: string; version: number; template: WaitlistTemplate },
): NewOutboxRow[] {
  if (!ctx.env.SMTP_URL) return [];
  const now = ctx.now();
  return [
    {
      id: `mail:waitlist:${notice.entryId}:${notice.version}:${notice.template}`,
      kind: "mail",
      appointmentId: null,
      payload: { about: "waitlist", entryId: notice.entryId, template: notice.template },
      nextAttemptAt: now,
      createdAt: now,
    },
  ];
}
