import { z } from "zod";
import { type AppointmentWithNames, findAppointment } from "#db/queries/appointments.ts";
import { findLastOffer, type OfferRow } from "#db/queries/offers.ts";
import type { OutboxRow } from "#db/queries/outbox.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { adminLink } from "#lib/links/admin-link.ts";
import { manageUrl } from "#lib/links/manage-link.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { customerCalendarFile, googleCalendarUrl, outlookCalendarUrl } from "./calendar-links.ts";
import { composeNotice, type NoticeTemplate, noticeTemplates } from "./compose-notice.ts";
import { openOffer } from "./open-offer.ts";
import { answersTo, type PreparedMail, readersOf } from "./prepared-mail.ts";
import { noticeStillTrue } from "./still-true.ts";

const noticePayload = z.object({
  template: z.enum(noticeTemplates),
  to: z.enum(["customer", "artist"]),
  word: z.string(),
  /** Of a reminder: the start it reminds of, epoch milliseconds. */
  startMs: z.coerce.number().int().optional(),
});

/** Notices that change what stands in the customer's calendar. */
const WITH_ENTRY: readonly NoticeTemplate[] = [
  "requested",
  "confirmed",
  "declined",
  "cancelled",
  "rescheduled",
  "expired",
  "conflict",
  "offered",
  "offer_chosen",
  "offer_expired",
];

/** A notice about an appointment as it is now; null when it would no longer say the truth. */
export async function appointmentMail(ctx: Ctx, row: OutboxRow): Promise<PreparedMail | null> {
  const appointment = await findAppointment(ctx.db, row.appointmentId ?? "");
  if (!appointment) return null;
  const queued = noticePayload.parse(row.payload);
  const { to, startMs } = queued;
  const last = await findLastOffer(ctx.db, appointment.id);
  const offer = await openOffer(ctx.db, appointment.id, ctx.now());
  const { template, word } = asItEnded(queued, appointment, last?.state);
  const now = {
    nowMs: ctx.now(),
    hasOffer: offer !== null,
    hasChosen: last?.state === "chosen",
    remindsOfMs: startMs ?? null,
  };
  if (!noticeStillTrue(template, appointment, now)) return null;
  const settings = await studioSettings(ctx);
  const method = entryMethod(template, to, appointment);
  const isCustomers = to === "customer";
  return {
    to: await readersOf(ctx, to, appointment),
    ...answersTo(to, settings),
    ...(method ? { entry: { method, content: await customerCalendarFile(ctx, appointment, method) } } : {}),
    document: composeNotice({
      template,
      to,
      appointment,
      settings,
      word,
      offer: template === "offered" || template === "declined" ? offer : null,
      link: isCustomers ? manageUrl(ctx.env, appointment) : adminLink(ctx.env, appointment.id),
      ...(isCustomers
        ? {
            calendars: {
              google: await googleCalendarUrl(ctx, appointment),
              outlook: await outlookCalendarUrl(ctx, appointment),
            },
          }
        : {}),
      ...(method ? { entry: method } : {}),
    }),
  };
}

/**
 * Times refused by the link before the mail about them could leave are not told of any more. That the time asked for
 * was declined is, or it would stand in the customer's calendar for good.
 */
function asItEnded(
  told: { template: NoticeTemplate; word: string },
  { status }: AppointmentWithNames,
  offer: OfferRow["state"] | undefined,
): { template: NoticeTemplate; word: string } {
  const isRefused = told.template === "offered" && offer === "refused" && status === "DECLINED";
  return isRefused ? { template: "declined", word: "" } : told;
}

/** What the customer's calendar is told: that the time stands, or that it no longer does. */
function entryMethod(
  template: NoticeTemplate,
  to: "customer" | "artist",
  { status }: AppointmentWithNames,
): "REQUEST" | "CANCEL" | null {
  if (to !== "customer" || !WITH_ENTRY.includes(template)) return null;
  const isActive = status === "PENDING" || status === "CONFIRMED";
  // Offered instead of a time that still stands: that is only given up once another is chosen.
  if ((template === "offered" || template === "offer_expired") && isActive) return null;
  return isActive ? "REQUEST" : "CANCEL";
}
