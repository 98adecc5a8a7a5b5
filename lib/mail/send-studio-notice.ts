import { z } from "zod";
import type { OutboxRow } from "#db/queries/outbox.ts";
import { findUser } from "#db/queries/users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { sendMail } from "./send-mail.ts";

/** A notice is written when it is queued: what it tells of may look different by the time a mail server takes it. */
const studioNotice = z.object({
  template: z.string(),
  /** The admin who reads it, by user id. */
  to: z.string(),
  subject: z.string(),
  text: z.string(),
});

/**
 * Sends one notice about the studio. Done at once for somebody who is no active admin any more.
 * @throws UpstreamError (service `mail`) when the server does not take it; the outbox tries again.
 */
export async function sendStudioNotice(ctx: Pick<Ctx, "db" | "env">, row: OutboxRow): Promise<void> {
  const { to, subject, text } = studioNotice.parse(row.payload);
  const reader = await findUser(ctx.db, to);
  if (!reader?.active || reader.role !== "admin") return;
  await sendMail(ctx, { rowId: row.id, to: [reader.email], subject, text });
}
