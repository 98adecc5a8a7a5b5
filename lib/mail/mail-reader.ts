import type { StudioSettings } from "#lib/studio/settings.ts";
import { type MailLocale, type MailWords, mailLocale, mailWords } from "./mail-words.ts";

/** Whoever a mail is for, with the words of their language. */
export interface MailReader {
  to: "customer" | "artist";
  locale: MailLocale;
  t: MailWords;
}

/** Customers read in their own language, artists in the studio's. */
export function mailReader(
  to: "customer" | "artist",
  about: { locale: string },
  settings: Pick<StudioSettings, "locale">,
): MailReader {
  const locale = mailLocale(to === "customer" ? about.locale : settings.locale);
  return { to, locale, t: mailWords(locale) };
}

/** What stands under every mail: whose it is, where they are, how to reach them, and why one got it. */
export function mailFooter({ t, to }: MailReader, settings: StudioSettings): string[] {
  const { name, address, contactEmail, phone } = settings;
  const card = [name, address.trim(), [contactEmail, phone].filter(Boolean).join(", ")];
  return [
    card.filter((line) => line !== "").join("\n"),
    ...(to === "customer" ? [t("footer.why", { studio: name })] : []),
  ];
}
