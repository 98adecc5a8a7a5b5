import type { WaitlistWithNames } from "#db/queries/waitlist.ts";
import type { StudioSettings } from "#lib/studio/settings.ts";
import type { MailDocument } from "./mail-document.ts";
import { timesFact, whatFact, whereFact } from "./mail-facts.ts";
import { mailFooter, mailReader } from "./mail-reader.ts";
import type { HeldOffer } from "./open-offer.ts";
import { calendarDayWords, instantWords } from "./zoned-span.ts";

/** What is written to somebody on the waitlist. */
export const waitlistTemplates = ["joined", "offered", "passed", "over"] as const;
export type WaitlistTemplate = (typeof waitlistTemplates)[number];

/** The words of a notice to somebody on the waitlist, in their language and zone. */
export function composeWaitlistNotice(input: {
  template: WaitlistTemplate;
  entry: WaitlistWithNames;
  settings: StudioSettings;
  link: string;
  offer: HeldOffer | null;
}): MailDocument {
  const { template, entry, settings, offer } = input;
  const reader = mailReader("customer", entry, settings);
  const { t, locale } = reader;
  const values = {
    studio: settings.name,
    artist: entry.artist.name,
    service: entry.service.name,
    until: offer ? instantWords(offer.expiresAt, entry.timeZone, locale) : "",
  };
  const from = calendarDayWords(entry.fromDay, locale);
  const to = calendarDayWords(entry.toDay, locale);
  return {
    locale,
    subject: t(`waitlist.${template}.subject`, values),
    studio: settings.name,
    accent: settings.accent,
    greeting: t("greeting", { name: entry.clientName }),
    paragraphs: [t(`waitlist.${template}.text`, values)],
    facts: [
      whatFact(reader, entry),
      ...timesFact(reader, offer, entry),
      ...(offer
        ? whereFact(reader, settings)
        : [{ label: t("label.days"), lines: [from === to ? from : t("value.days", { from, to })] }]),
    ],
    button: { label: t(offer ? "button.claim" : "button.waitlist"), url: input.link },
    notes: settings.contactEmail === "" ? [] : [t("footer.answer")],
    links: [],
    footer: mailFooter(reader, settings),
  };
}
