import { createTranslator } from "use-intl/core";
import type { MailLocale } from "#lib/mail/mail-words.ts";
import de from "#messages/de/news.json" with { type: "json" };
import en from "#messages/en/news.json" with { type: "json" };

/** The words of news in the studio's language. */
export function newsWords(locale: MailLocale) {
  return createTranslator<typeof en>({ locale, messages: locale === "de" ? de : en });
}
