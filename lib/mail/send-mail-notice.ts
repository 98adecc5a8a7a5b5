import { hasNewerNotice, type OutboxRow } from "#db/queries/outbox.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { log } from "#lib/core/log.ts";
import { asToArtist, gateArtistMail } from "#lib/news/gate-artist-mail.ts";
import { appointmentMail } from "./appointment-mail.ts";
import { inquiryMail } from "./inquiry-mail.ts";
import { isToArtist } from "./is-to-artist.ts";
import { mailHtml } from "./mail-html.ts";
import { mailText } from "./mail-text.ts";
import type { PreparedMail } from "./prepared-mail.ts";
import { sendMail } from "./send-mail.ts";
import { waitlistMail } from "./waitlist-mail.ts";

/**
 * Sends one notice of the outbox. Without a mail server or a reader it is done at once; so it is when things have
 * gone on meanwhile and it no longer says the truth, or when another with the same news waits behind it. Artists are
 * written to as they chose (lib/news).
 * @throws UpstreamError (service `mail`) when the server does not take it; the outbox tries again.
 */
export async function sendMailNotice(ctx: Ctx, row: OutboxRow): Promise<void> {
  if (!ctx.env.SMTP_URL) return;
  const readers = isToArtist(row) ? await gateArtistMail(ctx, row) : undefined;
  if (readers === null) return;
  const isRepeated =
    !NEWS_OF_THEIR_OWN.includes(String(row.payload.template)) && (await hasNewerNotice(ctx.db, row));
  const prepared = isRepeated ? null : await prepare(ctx, readers ? asToArtist(row) : row);
  if (!prepared) return log().info({ outbox: row.id }, "overtaken by what happened since: not sent");
  const mail = { ...prepared, to: readers ?? prepared.to };
  if (mail.to.length === 0) return;
  const { document, ...envelope } = mail;
  await sendMail(ctx, {
    ...envelope,
    rowId: row.id,
    subject: document.subject,
    text: mailText(document),
    html: mailHtml(document),
  });
}

/** Each of these says something else; of anything else the last word is enough. */
const NEWS_OF_THEIR_OWN = ["message", "offer_refused"];

function prepare(ctx: Ctx, row: OutboxRow): Promise<PreparedMail | null> {
  switch (row.payload.about) {
    case "inquiry":
      return inquiryMail(ctx, row);
    case "waitlist":
      return waitlistMail(ctx, row);
    default:
      return appointmentMail(ctx, row);
  }
}
