import type { AppointmentWithNames } from "#db/queries/appointments.ts";
import { FORGOTTEN } from "#db/queries/retention.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { paymentReference } from "#lib/links/payment-reference.ts";
import type { MailLocale } from "#lib/mail/mail-words.ts";
import { clocksDiffer, dayWords, timeOf, zoneWords } from "#lib/mail/zoned-span.ts";
import { followUpWords } from "./follow-up-words.ts";
import type { Placeholder } from "./template.ts";

/** What the placeholders of an appointment's texts stand for. */
export type ToldAppointment = Pick<
  AppointmentWithNames,
  "id" | "status" | "startMs" | "endMs" | "clientName" | "description"
> & { artist: { name: string; timeZone: string }; service: { name: string } };

/**
 * The values of an appointment as they are: in the studio's language, by the artist's clock, whose zone is named where
 * the studio's shows something else. `link` is the page of the console, never the customer's own.
 */
export function appointmentValues(
  appointment: ToldAppointment,
  studio: { locale: MailLocale; timeZone: string; linkOf: (appointmentId: string) => string },
): Record<Placeholder, string> {
  const { startMs, endMs, artist } = appointment;
  const { locale } = studio;
  const zone = artist.timeZone;
  const t = followUpWords(locale);
  const clock = t("clock", { from: timeOf(startMs, zone, locale), to: timeOf(endMs, zone, locale) });
  const differs = clocksDiffer(appointment, zone, studio.timeZone);
  return {
    customer: appointment.clientName === FORGOTTEN ? t("forgotten") : appointment.clientName,
    service: appointment.service.name,
    artist: artist.name,
    date: dayWords(startMs, zone, locale),
    time: differs ? `${clock}, ${zoneWords(startMs, zone, locale)}` : clock,
    duration: durationWords(endMs - startMs, locale),
    status: t(`status.${appointment.status}`),
    description: appointment.description,
    link: studio.linkOf(appointment.id),
    reference: paymentReference(appointment.id),
  };
}

/** `1 h 30 min`, `45 min` */
function durationWords(ms: number, locale: MailLocale): string {
  const minutes = Math.round(ms / MINUTE);
  const t = followUpWords(locale);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 ? t("hours", { hours }) : "", rest > 0 ? t("minutes", { minutes: rest }) : ""]
    .filter(Boolean)
    .join(" ");
}
