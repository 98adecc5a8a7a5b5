import { z } from "zod";
import { findAppointment } from "#db/queries/appointments.ts";
import { findInquiry } from "#db/queries/inquiries.ts";
import type { OutboxRow } from "#db/queries/outbox.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { publicUrl } from "#lib/core/env.ts";
import { adminLink } from "#lib/links/admin-link.ts";
import { manageUrl } from "#lib/links/manage-link.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { customerCalendarFile } from "./calendar-links.ts";
import { composeInquiryNotice, inquiryTemplates } from "./compose-inquiry-notice.ts";
import { openOffer } from "./open-offer.ts";
import { answersTo, type PreparedMail, readersOf } from "./prepared-mail.ts";
import { inquiryNoticeStillTrue } from "./still-true.ts";

const inquiryPayload = z.object({
  inquiryId: z.string(),
  template: z.enum(inquiryTemplates),
  to: z.enum(["customer", "artist"]),
  word: z.string(),
});

/** A notice about an idea as it is now; null when it would no longer say the truth. */
export async function inquiryMail(ctx: Ctx, row: OutboxRow): Promise<PreparedMail | null> {
  const { inquiryId, template, to, word } = inquiryPayload.parse(row.payload);
  const inquiry = await findInquiry(ctx.db, inquiryId);
  if (!inquiry) return null;
  const offer = await openOffer(ctx.db, inquiry.id, ctx.now());
  if (!inquiryNoticeStillTrue(template, inquiry, offer !== null)) return null;
  const settings = await studioSettings(ctx);
  const chosen = template === "chosen" && inquiry.appointmentId !== null;
  const appointment = chosen ? ((await findAppointment(ctx.db, inquiry.appointmentId ?? "")) ?? null) : null;
  const isBooked = appointment?.status === "CONFIRMED" || appointment?.status === "PENDING";
  // Once it is an appointment, that has the better page.
  const link = appointment
    ? to === "customer"
      ? manageUrl(ctx.env, appointment)
      : adminLink(ctx.env, appointment.id)
    : to === "customer"
      ? manageUrl(ctx.env, inquiry, "inquiry")
      : `${publicUrl(ctx.env)}/inquiries/${inquiry.id}`;
  const entry =
    appointment && isBooked && to === "customer"
      ? {
          method: "REQUEST" as const,
          content: await customerCalendarFile(ctx, appointment, "REQUEST"),
        }
      : undefined;
  return {
    to: await readersOf(ctx, to, inquiry),
    ...answersTo(to, settings),
    ...(entry ? { entry } : {}),
    document: composeInquiryNotice({
      template,
      to,
      inquiry,
      settings,
      word,
      link,
      offer: template === "offered" ? offer : null,
      appointment,
      hasEntry: entry !== undefined,
    }),
  };
}
