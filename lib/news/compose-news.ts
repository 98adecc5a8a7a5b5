import type { AppointmentWithNames } from "#db/queries/appointments.ts";
import { FORGOTTEN } from "#db/queries/retention.ts";
import { plainText } from "#lib/core/plain-text.ts";
import { mailLocale } from "#lib/mail/mail-words.ts";
import { spanWords } from "#lib/mail/zoned-span.ts";
import type { StudioSettings } from "#lib/studio/settings.ts";
import { type AppointmentNews, hasExpired } from "./news-payload.ts";
import { newsWords } from "./news-words.ts";

export interface NewsText {
  title: string;
  /** Lines. */
  body: string;
}

/** Longest title of a notification, characters. */
const MOST_TITLE = 300;

/** What is told of an appointment, in the studio's language and the artist's zone: what happened, when it is, by whom. */
export function composeNews(
  news: AppointmentNews,
  appointment: Pick<AppointmentWithNames, "clientName" | "service" | "artist">,
  settings: Pick<StudioSettings, "locale">,
): NewsText {
  const locale = mailLocale(settings.locale);
  const t = newsWords(locale);
  const { service, artist } = appointment;
  const names = { client: clientIn(appointment, t), service: service.name, artist: artist.name };
  const when = (startMs: number) => {
    const endMs = startMs + (news.endMs - news.startMs);
    return spanWords({ startMs, endMs }, artist.timeZone, locale);
  };
  const moved = news.beforeMs !== undefined && news.beforeMs !== news.startMs;
  const lines = [
    when(news.startMs),
    ...(moved ? [t("told.before", { when: when(news.beforeMs ?? news.startMs) })] : []),
    t("told.what", names),
    byLine(news, t),
  ];
  return {
    title: plainText(t(`told.title.${titleOf(news)}`, names), MOST_TITLE),
    body: lines.filter((line) => line !== "").join("\n"),
  };
}

/** Who it is for, as people read it. */
export function clientIn({ clientName }: { clientName: string }, t: ReturnType<typeof newsWords>): string {
  return clientName === FORGOTTEN ? t("told.forgotten") : clientName;
}

export function titleOf(news: AppointmentNews) {
  const isCustomers = news.byKind === "customer";
  switch (news.happened) {
    case "requested":
      return news.wasStatus === undefined ? "requested" : "reopened";
    case "confirmed":
      if (isCustomers) return "chosen";
      return news.wasStatus === undefined ? "booked" : "confirmed";
    case "rescheduled":
      return isCustomers && news.status === "PENDING" ? "asksAnew" : "rescheduled";
    case "declined":
      return hasExpired(news) ? "expired" : "declined";
    case "cancelled":
      return isCustomers ? "cancelledByCustomer" : "cancelled";
  }
}

/** Nothing where the title says it. */
function byLine(news: AppointmentNews, t: ReturnType<typeof newsWords>): string {
  if (news.byKind === "customer" || hasExpired(news)) return "";
  return news.byKind === "worker" ? t("told.inCalendar") : t("told.by", { name: news.byName });
}
