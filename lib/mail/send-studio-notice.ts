import { z } from "zod";
import { findNewsChoices } from "#db/queries/news-choices.ts";
import type { OutboxRow } from "#db/queries/outbox.ts";
import { splitNotice } from "#db/queries/split-notice.ts";
import { findUser } from "#db/queries/users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { choicesOf } from "#lib/news/choices.ts";
import { heldUntil } from "#lib/news/plan-news.ts";
import { isNewsMail, sendNewsMail } from "#lib/news/send-news-mail.ts";
import { isTroubleOf } from "#lib/news/trouble-of.ts";
import { sendMail } from "./send-mail.ts";

/** A notice is written when it is queued: what it tells of may look different by the time a mail server takes it. */
const studioNotice = z.object({
  template: z.string(),
  /** Who reads it, by user id. */
  to: z.string(),
  /** Whose trouble it tells of (lib/news/trouble-of.ts). */
  of: z.string().optional(),
  subject: z.string(),
  text: z.string(),
});

/**
 * Sends one notice to somebody of the studio: about the studio itself, or news. Done at once for somebody whom it
 * does not concern any more, or who chose not to be mailed; in their quiet hours it waits.
 * @throws UpstreamError (service `mail`) when the server does not take it; the outbox tries again.
 */
export async function sendStudioNotice(ctx: Pick<Ctx, "db" | "env" | "now">, row: OutboxRow): Promise<void> {
  if (isNewsMail(row)) return sendNewsMail(ctx, row);
  const { to, of, subject, text } = studioNotice.parse(row.payload);
  const reader = await findUser(ctx.db, to);
  if (!reader?.active || !isTroubleOf(of, reader)) return;
  const choices = choicesOf(await findNewsChoices(ctx.db, to), reader);
  if (!choices.events.sync_trouble.mail) return;
  const until = heldUntil("sync_trouble", choices, ctx.now());
  if (until !== null) return splitNotice(ctx.db, row, [{ ...row, nextAttemptAt: until }]);
  await sendMail(ctx, { rowId: row.id, to: [reader.email], subject, text });
}
