import { zoneCity } from "#lib/core/zone-city.ts";
import { zoneOffset } from "#lib/core/zone-offset.ts";
import { type MailLocale, mailWords } from "./mail-words.ts";

/** Instants in epoch milliseconds. */
export interface Span {
  startMs: number;
  endMs: number;
}

/**
 * `Tuesday 1 December 2026, 14:00–16:00, Vienna time (GMT+1)`; where the clocks change meanwhile the offset stands at
 * both ends: `02:30 (GMT+2)–02:30 (GMT+1), Vienna time`.
 */
export function spanWords({ startMs, endMs }: Span, zone: string, locale: MailLocale): string {
  const [firstDay, lastDay] = [dayWords(startMs, zone, locale), dayWords(endMs, zone, locale)];
  const changes = zoneOffset(startMs, zone) !== zoneOffset(endMs, zone);
  const told = (ms: number) => `${timeOf(ms, zone, locale)}${changes ? ` (${zoneOffset(ms, zone)})` : ""}`;
  const [from, to] = [told(startMs), told(endMs)];
  const t = mailWords(locale);
  const clock =
    firstDay === lastDay
      ? t("clock", { time: `${from}–${to}` })
      : `${t("clock", { time: from })} – ${lastDay}, ${t("clock", { time: to })}`;
  return `${firstDay}, ${clock}, ${changes ? cityTime(zone, locale) : zoneWords(startMs, zone, locale)}`;
}

/** `Tuesday 1 December 2026, 14:00, Vienna time (GMT+1)` */
export function instantWords(ms: number, zone: string, locale: MailLocale): string {
  const time = mailWords(locale)("clock", { time: timeOf(ms, zone, locale) });
  return `${dayWords(ms, zone, locale)}, ${time}, ${zoneWords(ms, zone, locale)}`;
}

/** Whether two zones show other clock times at either end. */
export function clocksDiffer({ startMs, endMs }: Span, one: string, other: string): boolean {
  const shown = (ms: number, zone: string) => `${dayWords(ms, zone, "en")} ${timeOf(ms, zone, "en")}`;
  return [startMs, endMs].some((ms) => shown(ms, one) !== shown(ms, other));
}

/** A calendar day `YYYY-MM-DD`: `Tuesday 1 December 2026` */
export function calendarDayWords(day: string, locale: MailLocale): string {
  return dayWords(Date.parse(`${day}T12:00:00Z`), "UTC", locale);
}

/** `Tuesday 1 December 2026` */
export function dayWords(ms: number, zone: string, locale: MailLocale): string {
  return new Intl.DateTimeFormat(tag(locale), { dateStyle: "full", timeZone: zone }).format(ms);
}

/** `14:00` */
export function timeOf(ms: number, zone: string, locale: MailLocale): string {
  return new Intl.DateTimeFormat(tag(locale), { timeStyle: "short", timeZone: zone }).format(ms);
}

/** `Vienna time (GMT+1)`. The offset beside the name tells the two passes of an hour that comes twice apart. */
export function zoneWords(ms: number, zone: string, locale: MailLocale): string {
  if (/^(Etc\/)?(UTC|GMT|UCT|Zulu|Universal)$/.test(zone)) return "UTC";
  return `${cityTime(zone, locale)} (${zoneOffset(ms, zone)})`;
}

function cityTime(zone: string, locale: MailLocale): string {
  return mailWords(locale)("zoneTime", { city: zoneCity(zone, locale) });
}

function tag(locale: MailLocale): string {
  return locale === "en" ? "en-GB" : "de";
}
