import { createTranslator } from "use-intl/core";
import type { FollowUpConnector, FollowUpEvent } from "#db/queries/queue-follow-ups.ts";
import type { MailLocale } from "#lib/mail/mail-words.ts";
import de from "#messages/de/follow-ups.json" with { type: "json" };
import en from "#messages/en/follow-ups.json" with { type: "json" };

/** The words that stand in other systems, in the studio's language. */
export function followUpWords(locale: MailLocale) {
  return createTranslator<typeof en>({ locale, messages: locale === "de" ? de : en });
}

/** What a template says until somebody writes another. */
export function defaultTemplate(
  locale: MailLocale,
  of: { event: FollowUpEvent; connector: FollowUpConnector },
): string {
  return followUpWords(locale)(`template.${of.event}.${of.connector}`);
}
