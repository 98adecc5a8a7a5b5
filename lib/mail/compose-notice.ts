import type { AppointmentWithNames } from "#db/queries/appointments.ts";
import type { StudioSettings } from "#lib/studio/settings.ts";
import type { MailDocument, MailFact, MailLink } from "./mail-document.ts";
import { depositFact, sittingFact, timesFact, whatFact, whenFacts, whereFact } from "./mail-facts.ts";
import { type MailReader, mailFooter, mailReader } from "./mail-reader.ts";
import type { HeldOffer } from "./open-offer.ts";
import { instantWords } from "./zoned-span.ts";

/** What is written about an appointment. */
export const noticeTemplates = [
  "requested",
  "confirmed",
  "declined",
  "cancelled",
  "rescheduled",
  "expired",
  "conflict",
  // Other times to choose from, held until the offer expires; and that one was chosen, or none.
  "offered",
  "offer_chosen",
  "offer_expired",
  // The customer took none of them.
  "offer_refused",
  "reminder",
  // The customer wrote by their link, or the studio answered there.
  "message",
  "deposit_due",
] as const;
export type NoticeTemplate = (typeof noticeTemplates)[number];

export interface NoticeInput {
  template: NoticeTemplate;
  to: "customer" | "artist";
  appointment: AppointmentWithNames;
  settings: StudioSettings;
  /** What somebody wrote with it; "" where nobody did. */
  word: string;
  /** The reader's own way to the appointment. */
  link: string;
  /** Pages of calendars on the web with the appointment filled in, for customers. */
  calendars?: { google: string; outlook: string };
  /** Times held as alternatives. */
  offer: HeldOffer | null;
  /** Whether a calendar entry goes with it, and whether that takes the appointment away. */
  entry?: "REQUEST" | "CANCEL";
}

/** The words of a notice: for the customer in their language and zone, for the artist in the studio's and their own. */
export function composeNotice(input: NoticeInput): MailDocument {
  const { template, to, appointment, settings } = input;
  const reader = mailReader(to, appointment, settings);
  const { t } = reader;
  const { artist, service, clientName: client } = appointment;
  const values = { studio: settings.name, artist: artist.name, service: service.name, client };
  const writer = to === "artist" ? client : template === "message" ? settings.name : artist.name;
  return {
    locale: reader.locale,
    subject: t(`${to}.${template}.subject`, values),
    studio: settings.name,
    accent: settings.accent,
    greeting: t("greeting", { name: to === "customer" ? client : artist.name }),
    paragraphs: paragraphs(reader, input, values),
    ...(input.word ? { quote: { by: t("writes", { name: writer }), text: input.word } } : {}),
    facts: facts(reader, input),
    button: button(reader, input),
    notes: [
      ...(input.entry ? [t(input.entry === "CANCEL" ? "entryGone" : "entry")] : []),
      ...(to === "customer" && settings.contactEmail !== "" ? [t("footer.answer")] : []),
    ],
    links: calendarLinks(reader, input),
    footer: mailFooter(reader, settings),
  };
}

function paragraphs(
  { t, to, locale }: MailReader,
  { template, appointment, offer }: NoticeInput,
  names: Record<string, string>,
): string[] {
  const zone = to === "customer" ? appointment.timeZone : appointment.artist.timeZone;
  const isPending = appointment.status === "PENDING";
  const values = { ...names, until: offer ? instantWords(offer.expiresAt, zone, locale) : "" };
  if (to === "customer") {
    if (template === "requested") {
      const { expiresAt, startMs } = appointment;
      const answer =
        expiresAt < startMs
          ? t("customer.requested.answerBy", { until: instantWords(expiresAt, zone, locale) })
          : t("customer.requested.answerBefore");
      return [
        t("customer.requested.text", values),
        ...(appointment.unverified ? [t("customer.requested.unverified", values)] : []),
        answer,
      ];
    }
    if (template === "declined" && offer)
      return [t("customer.declined.text", values), t("customer.declined.offered", values)];
    if (template === "offer_expired" && appointment.status === "DECLINED")
      return [t("customer.offer_expired.instead", values)];
    if (template === "rescheduled" && isPending) return [t("customer.rescheduled.pending", values)];
    if (template === "offer_chosen" && isPending) return [t("customer.offer_chosen.pending", values)];
  }
  if (to === "artist") {
    if (template === "requested" && appointment.unverified)
      return [t("artist.requested.text", values), t("artist.requested.unverified", values)];
    if (template === "rescheduled" && isPending) return [t("artist.rescheduled.byCustomer", values)];
  }
  return [t(`${to}.${template}.text`, values)];
}

/** Without the old time where others are offered instead of it, and where that is all there is to say. */
function facts(reader: MailReader, { template, appointment, settings, offer }: NoticeInput): MailFact[] {
  const isOver = appointment.status === "DECLINED" || appointment.status === "CANCELLED";
  const deposit = depositFact(reader, appointment, settings, template === "deposit_due");
  const isFor = isOver ? [] : [...whereFact(reader, settings), ...deposit];
  const isAbout = template === "offer_expired" && isOver ? [] : whenFacts(reader, appointment, appointment);
  return [
    whatFact(reader, appointment),
    ...sittingFact(reader, appointment),
    ...(template === "offered" && isOver ? [] : isAbout),
    ...timesFact(reader, offer, appointment),
    ...isFor,
  ];
}

function button({ t, to }: MailReader, { template, link, offer }: NoticeInput): MailLink {
  if (to === "artist") return { label: t("button.admin"), url: link };
  if (offer) return { label: t("button.choose"), url: link };
  if (template === "message") return { label: t("button.message"), url: link };
  return { label: t("button.appointment"), url: link };
}

function calendarLinks({ t }: MailReader, { calendars, entry }: NoticeInput): MailLink[] {
  if (!calendars || entry !== "REQUEST") return [];
  return [
    { label: t("addTo.google"), url: calendars.google },
    { label: t("addTo.outlook"), url: calendars.outlook },
  ];
}
