import { createTranslator } from "use-intl/core";
import type { AppointmentWithNames } from "#db/queries/appointments.ts";
import de from "#messages/de/mail.json" with { type: "json" };
import en from "#messages/en/mail.json" with { type: "json" };

/** What is written about an appointment. */
export const noticeTemplates = [
  "requested",
  "confirmed",
  "declined",
  "cancelled",
  "rescheduled",
  "expired",
  "conflict",
] as const;
export type NoticeTemplate = (typeof noticeTemplates)[number];

export interface Notice {
  subject: string;
  text: string;
}

/** The words of a notice: for the customer in their language and zone, for the artist in the studio's and their own. */
export function composeNotice(input: {
  template: NoticeTemplate;
  to: "customer" | "artist";
  appointment: AppointmentWithNames;
  studioName: string;
  locale: string;
  word: string;
  link: string;
}): Notice {
  const { appointment, to } = input;
  const locale = input.locale === "de" ? "de" : "en";
  const t = createTranslator<typeof en>({ locale, messages: locale === "de" ? de : en });
  const zone = to === "customer" ? appointment.timeZone : appointment.artist.timeZone;
  const values = {
    studio: input.studioName,
    artist: appointment.artist.name,
    service: appointment.service.name,
    client: appointment.clientName,
  };
  const lines = [
    t("greeting", { name: to === "customer" ? appointment.clientName : appointment.artist.name }),
    "",
    t(`${to}.${input.template}.text`, values),
    "",
    t("what", values),
    t("when", { when: span(appointment, locale, zone) }),
    ...(input.word ? ["", t("word", { ...values, word: input.word })] : []),
    "",
    t(to === "customer" ? "link" : "adminLink", { url: input.link }),
    "",
    t("closing", values),
  ];
  return { subject: t(`${to}.${input.template}.subject`, values), text: lines.join("\n") };
}

/** `Tuesday 1 December 2026, 14:00 – 16:00 (Europe/Vienna)` */
function span(appointment: AppointmentWithNames, locale: "en" | "de", zone: string): string {
  const format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : "de", {
    dateStyle: "full",
    timeStyle: "short",
    timeZone: zone,
  });
  return `${format.formatRange(appointment.startMs, appointment.endMs)} (${zone})`;
}
