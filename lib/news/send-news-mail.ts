import { findAppointment } from "#db/queries/appointments.ts";
import { type NewsReader, newsReader } from "#db/queries/news-choices.ts";
import type { OutboxRow } from "#db/queries/outbox.ts";
import type { Ctx } from "#lib/auth/context.ts";
import type { MailDocument } from "#lib/mail/mail-document.ts";
import { mailHtml } from "#lib/mail/mail-html.ts";
import { mailText } from "#lib/mail/mail-text.ts";
import { sendMail } from "#lib/mail/send-mail.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { choicesOf, concerns } from "./choices.ts";
import { composeNewsMail, composeTestMail } from "./compose-news-mail.ts";
import { appointmentNews } from "./news-payload.ts";

/** Whether a notice is news to one person, not about the studio. */
export function isNewsMail({ payload }: Pick<OutboxRow, "payload">): boolean {
  return payload.template === "news" || payload.template === "news_test";
}

/**
 * Sends one person the news they chose to be mailed. Done at once for whoever is not active any more, or no longer
 * concerned by it, and for what is not there any more.
 * @throws UpstreamError (service `mail`) when the server does not take it; the outbox tries again
 */
export async function sendNewsMail(ctx: Pick<Ctx, "db" | "env">, row: OutboxRow): Promise<void> {
  const reader = newsReader(ctx.db, row.payload.to ?? "");
  const document = reader ? await documentOf(ctx, row, reader) : null;
  if (!reader || !document) return;
  await sendMail(ctx, {
    rowId: row.id,
    to: [reader.user.email],
    subject: document.subject,
    text: mailText(document),
    html: mailHtml(document),
  });
}

async function documentOf(
  ctx: Pick<Ctx, "db" | "env">,
  { payload, appointmentId }: OutboxRow,
  { user, choices }: NewsReader,
): Promise<MailDocument | null> {
  const about = { readerName: user.name, settings: await studioSettings(ctx), env: ctx.env };
  if (payload.template === "news_test") return composeTestMail(about);
  const appointment = await findAppointment(ctx.db, appointmentId ?? "");
  return appointment && concerns(user, choicesOf(choices, user), appointment.artistId)
    ? composeNewsMail({ ...about, news: appointmentNews.parse(payload), appointment })
    : null;
}
