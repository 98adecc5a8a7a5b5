import nodemailer from "nodemailer";
import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { log } from "#lib/core/log.ts";
import type { Notice } from "./mail-document.ts";
import { LOCAL_SENDER, mailSender } from "./mail-sender.ts";
import { smtpFailure } from "./smtp-failure.ts";

export interface OutgoingMail extends Notice {
  rowId: string;
  to: string[];
  /** Where answers go, when not to the sender. */
  replyTo?: string;
  /** A calendar entry, as an alternative that calendars of mail programs read and as a file. */
  entry?: { method: "REQUEST" | "CANCEL"; content: string };
}

/**
 * Sends one message as the studio over the configured mail server (`SMTP_URL`). `rowId` becomes its Message-ID, so
 * that a mail sent twice after a crash is one message to a mail client. Without a mail server nothing is sent.
 * @throws UpstreamError (service `mail`) when no reader was taken; see smtpFailure
 */
export async function sendMail(ctx: Pick<Ctx, "env">, mail: OutgoingMail): Promise<void> {
  if (!ctx.env.SMTP_URL) return;
  const server = new URL(ctx.env.SMTP_URL);
  const from = mailSender(ctx.env) ?? LOCAL_SENDER;
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
      from: { name: from.name, address: from.email },
      to: mail.to.map((address) => ({ name: "", address })),
      ...(mail.replyTo ? { replyTo: { name: "", address: mail.replyTo } } : {}),
      // A header is one line, whatever a name held.
      subject: mail.subject.replace(/\s+/g, " ").trim(),
      text: mail.text,
      ...(mail.html === undefined ? {} : { html: mail.html }),
      ...(mail.entry ? { icalEvent: { ...mail.entry, filename: "appointment.ics" } } : {}),
      // Absence notes do not answer what no person wrote (RFC 3834).
      headers: { "Auto-Submitted": "auto-generated" },
      messageId: `<${mail.rowId.replaceAll(":", ".")}@parlour>`,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    if (rejected.length > 0)
      log().warn({ outbox: mail.rowId, count: rejected.length }, "some readers were refused");
  } catch (cause) {
    throw smtpFailure(server.hostname, cause);
  } finally {
    transport.close();
  }
}
