import { z } from "zod";
import { findAppointment } from "#db/queries/appointments.ts";
import type { OutboxRow } from "#db/queries/outbox.ts";
import { listUsersOfArtist } from "#db/queries/users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { adminLink } from "#lib/links/admin-link.ts";
import { manageUrl } from "#lib/links/manage-link.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { composeNotice, noticeTemplates } from "./compose-notice.ts";
import { sendMail } from "./send-mail.ts";

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
      ? [appointment.clientEmail].filter((address) => address !== "")
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
  await sendMail(ctx, { rowId: row.id, to: readers, ...notice });
}
