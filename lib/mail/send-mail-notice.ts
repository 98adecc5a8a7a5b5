import nodemailer from "nodemailer";
import { z } from "zod";
import { findAppointment } from "#db/queries/appointments.ts";
import type { OutboxRow } from "#db/queries/outbox.ts";
import { listUsersOfArtist } from "#db/queries/users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { adminLink } from "#lib/links/admin-link.ts";
import { manageUrl } from "#lib/links/manage-link.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { composeNotice, noticeTemplates } from "./compose-notice.ts";

const noticePayload = z.object({
  template: z.enum(noticeTemplates),
  to: z.enum(["customer", "artist"]),
  word: z.string(),
});

/**
 * Sends one notice of the outbox. Without a mail server or a reader it is done at once.
 * @throws UpstreamError (service `mail`) when the server does not take it; the outbox tries again.
 */
export async function sendMailNotice(ctx: Ctx, row: OutboxRow): Promise<void> {
  const appointment = await findAppointment(ctx.db, row.appointmentId ?? "");
  if (!appointment || !ctx.env.SMTP_URL) return;
  const settings = await studioSettings(ctx);
  const payload = noticePayload.parse(row.payload);
  const { to } = payload;
  const readers =
    to === "customer"
      ? [appointment.clientEmail]
      : (await listUsersOfArtist(ctx.db, appointment.artistId)).map((user) => user.email);
  if (readers.length === 0) return;
  const notice = composeNotice({
    template: payload.template,
    to,
    appointment,
    studioName: settings.name,
    locale: to === "customer" ? appointment.locale : settings.locale,
    word: payload.word,
    link: to === "customer" ? manageUrl(ctx.env, appointment.id) : adminLink(ctx.env, appointment.id),
  });
  await send(ctx.env.SMTP_URL, {
    from: ctx.env.MAIL_FROM ?? "parlour@localhost",
    to: readers,
    ...notice,
    messageId: messageId(row),
  });
}

async function send(
  url: string,
  mail: { from: string; to: string[]; subject: string; text: string; messageId: string },
): Promise<void> {
  const server = new URL(url);
  const transport = nodemailer.createTransport({
    host: server.hostname,
    port: Number(server.port) || (server.protocol === "smtps:" ? 465 : 587),
    secure: server.protocol === "smtps:",
    auth: server.username
      ? { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) }
      : undefined,
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 20 * SECOND,
  });
  try {
    await transport.sendMail({ ...mail, to: mail.to.map((address) => ({ name: "", address })) });
  } catch (cause) {
    throw new UpstreamError({
      service: "mail",
      kind: "network",
      message: `The mail server ${server.hostname} did not take the message.`,
      cause,
    });
  } finally {
    transport.close();
  }
}

/** Stable, so that a mail sent twice after a crash is one message to a mail client. */
function messageId(row: OutboxRow): string {
  return `<${row.id.replaceAll(":", ".")}@parlour>`;
}
