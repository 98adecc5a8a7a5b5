import nodemailer from "nodemailer";
import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { log } from "#lib/core/log.ts";
import { smtpFailure } from "./smtp-failure.ts";

/**
 * Sends one message as the studio over the configured mail server (`SMTP_URL`). `rowId` becomes its Message-ID, so
 * that a mail sent twice after a crash is one message to a mail client. Without a mail server nothing is sent.
 * @throws UpstreamError (service `mail`) when no reader was taken; see smtpFailure
 */
export async function sendMail(
  ctx: Pick<Ctx, "env">,
  mail: { rowId: string; to: string[]; subject: string; text: string },
): Promise<void> {
  if (!ctx.env.SMTP_URL) return;
  const server = new URL(ctx.env.SMTP_URL);
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
    const { rejected } = await transport.sendMail({
      from: ctx.env.MAIL_FROM ?? "parlour@localhost",
      to: mail.to.map((address) => ({ name: "", address })),
      subject: mail.subject,
      text: mail.text,
      messageId: `<${mail.rowId.replaceAll(":", ".")}@parlour>`,
    });
    if (rejected.length > 0)
      log().warn({ outbox: mail.rowId, count: rejected.length }, "some readers were refused");
  } catch (cause) {
    throw smtpFailure(server.hostname, cause);
  } finally {
    transport.close();
  }
}
