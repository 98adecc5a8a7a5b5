import { createTranslator } from "use-intl/core";
import de from "#messages/de/mail.json" with { type: "json" };
import en from "#messages/en/mail.json" with { type: "json" };

export type MailLocale = "en" | "de";

/** The language of a reader, of those that mails are written in. */
export function mailLocale(locale: string): MailLocale {
  return locale === "de" ? "de" : "en";
}

/** The words of mails in a reader's language. */
export function mailWords(locale: MailLocale) {
  return createTranslator<typeof en>({ locale, messages: locale === "de" ? de : en });
}

export type MailWords = ReturnType<typeof mailWords>;
