import type { AppointmentWithNames } from "#db/queries/appointments.ts";
import type { InquiryWithNames } from "#db/queries/inquiries.ts";
import type { StudioSettings } from "#lib/studio/settings.ts";
import type { MailDocument, MailFact, MailLink } from "./mail-document.ts";
import { depositFact, timesFact, whatFact, whenFacts, whereFact } from "./mail-facts.ts";
import { type MailReader, mailFooter, mailReader } from "./mail-reader.ts";
import type { HeldOffer } from "./open-offer.ts";
import { instantWords } from "./zoned-span.ts";

/** What is written about an inquiry. */
export const inquiryTemplates = [
  "received",
  "offered",
  "chosen",
  "offer_expired",
  "offer_refused",
  "declined",
  "withdrawn",
  "expired",
  "message",
] as const;
export type InquiryTemplate = (typeof inquiryTemplates)[number];

export interface InquiryNoticeInput {
  template: InquiryTemplate;
  to: "customer" | "artist";
  inquiry: InquiryWithNames;
  settings: StudioSettings;
  word: string;
  link: string;
  offer: HeldOffer | null;
  /** What it became. */
  appointment: AppointmentWithNames | null;
  hasEntry: boolean;
}

/** The words of a notice about an idea, as `composeNotice` for appointments. */
export function composeInquiryNotice(input: InquiryNoticeInput): MailDocument {
  const { template, to, inquiry, settings, offer } = input;
  const reader = mailReader(to, inquiry, settings);
  const { t } = reader;
  const { artist, service, clientName: client } = inquiry;
  const zone = to === "customer" ? inquiry.timeZone : artist.timeZone;
  const until = offer ? instantWords(offer.expiresAt, zone, reader.locale) : "";
  const values = { studio: settings.name, artist: artist.name, service: service.name, client, until };
  const writer = to === "artist" ? client : template === "message" ? settings.name : artist.name;
  return {
    locale: reader.locale,
    subject: t(`inquiry.${to}.${template}.subject`, values),
    studio: settings.name,
    accent: settings.accent,
    greeting: t("greeting", { name: to === "customer" ? client : artist.name }),
    paragraphs: [t(`inquiry.${to}.${template}.text`, values)],
    ...(input.word ? { quote: { by: t("writes", { name: writer }), text: input.word } } : {}),
    facts: facts(reader, input),
    button: button(reader, input),
    notes: [
      ...(input.hasEntry ? [t("entry")] : []),
      ...(to === "customer" && settings.contactEmail !== "" ? [t("footer.answer")] : []),
    ],
    links: [],
    footer: mailFooter(reader, settings),
  };
}

function facts(
  reader: MailReader,
  { template, inquiry, settings, offer, appointment }: InquiryNoticeInput,
): MailFact[] {
  const { t } = reader;
  const what = whatFact(reader, inquiry);
  if (template === "chosen" && appointment)
    return [
      what,
      ...whenFacts(reader, appointment, appointment),
      ...whereFact(reader, settings),
      ...depositFact(reader, appointment, settings),
    ];
  return [
    what,
    { label: t("label.idea"), lines: [shortened(inquiry.description)] },
    ...(inquiry.wishes === "" ? [] : [{ label: t("label.wishes"), lines: [shortened(inquiry.wishes)] }]),
    ...timesFact(reader, offer, inquiry),
  ];
}

function button({ t, to }: MailReader, { template, link, offer }: InquiryNoticeInput): MailLink {
  if (to === "artist") return { label: t("button.admin"), url: link };
  if (offer) return { label: t("button.choose"), url: link };
  if (template === "message") return { label: t("button.message"), url: link };
  return { label: t(template === "chosen" ? "button.appointment" : "button.inquiry"), url: link };
}

const LONGEST = 400;

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).trimEnd()}…`;
}
