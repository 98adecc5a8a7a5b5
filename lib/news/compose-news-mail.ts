import type { AppointmentWithNames } from "#db/queries/appointments.ts";
import { type Env, publicUrl } from "#lib/core/env.ts";
import { adminLink } from "#lib/links/admin-link.ts";
import type { MailDocument } from "#lib/mail/mail-document.ts";
import { whatFact, whenFacts } from "#lib/mail/mail-facts.ts";
import { mailFooter, mailReader } from "#lib/mail/mail-reader.ts";
import { spanWords } from "#lib/mail/zoned-span.ts";
import type { StudioSettings } from "#lib/studio/settings.ts";
import { clientIn, composeNews } from "./compose-news.ts";
import type { AppointmentNews } from "./news-payload.ts";
import { newsWords } from "./news-words.ts";

/** The mail that tells somebody of the studio what happened to an appointment, in the studio's language. */
export function composeNewsMail(input: {
  news: AppointmentNews;
  appointment: AppointmentWithNames;
  readerName: string;
  settings: StudioSettings;
  env: Env;
}): MailDocument {
  const { news, appointment, settings, env } = input;
  // Read as the artist does: in the studio's language, by the artist's clock.
  const reader = mailReader("artist", appointment, settings);
  const t = newsWords(reader.locale);
  const { startMs, endMs, beforeMs } = news;
  const isMoved = beforeMs !== undefined && beforeMs !== startMs;
  const before = { startMs: beforeMs ?? startMs, endMs: (beforeMs ?? startMs) + endMs - startMs };
  const { title } = composeNews(news, appointment, settings);
  const byPerson = news.byKind !== "customer" && news.byKind !== "worker";
  return {
    locale: reader.locale,
    subject: title,
    studio: settings.name,
    accent: settings.accent,
    greeting: reader.t("greeting", { name: input.readerName }),
    paragraphs: [`${title}.`],
    facts: [
      whatFact(reader, appointment),
      ...whenFacts(reader, { startMs, endMs }, { ...appointment, clientName: clientIn(appointment, t) }),
      ...(isMoved
        ? [
            {
              label: t("told.mail.before"),
              lines: [spanWords(before, appointment.artist.timeZone, reader.locale)],
            },
          ]
        : []),
      ...(byPerson ? [{ label: t("told.mail.by"), lines: [news.byName] }] : []),
    ],
    button: { label: t("told.mail.open"), url: adminLink(env, appointment.id) },
    notes: [t("told.mail.why", { url: `${publicUrl(env)}/messenger/notifications` })],
    links: [],
    footer: mailFooter(reader, settings),
  };
}

/** The mail of a test. */
export function composeTestMail({
  readerName,
  settings,
  env,
}: {
  readerName: string;
  settings: StudioSettings;
  env: Env;
}): MailDocument {
  const reader = mailReader("artist", settings, settings);
  const t = newsWords(reader.locale);
  const url = `${publicUrl(env)}/messenger/notifications`;
  return {
    locale: reader.locale,
    subject: t("told.test.title"),
    studio: settings.name,
    accent: settings.accent,
    greeting: reader.t("greeting", { name: readerName }),
    paragraphs: [t("told.test.body")],
    facts: [],
    button: { label: t("told.test.open"), url },
    notes: [],
    links: [],
    footer: mailFooter(reader, settings),
  };
}
