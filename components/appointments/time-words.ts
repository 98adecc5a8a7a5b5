import { getLocale, getTranslations } from "next-intl/server";
import { dayWords, sameClock, timeRange, zonedClock } from "#components/booking/clock-words.ts";
import { zoneCity } from "#components/booking/zone-name.ts";

export interface SpanWords {
  day: string;
  time: string;
  zone: string;
}

export interface TimeWords {
  /** "Friday 4 December, 14:00", in the customer's zone. */
  moment(ms: number): string;
  /** The same with the zone named. */
  zoned(ms: number): string;
  /** With the zone named where the studio's clock shows another time. */
  told(ms: number): string;
  /** The day alone. */
  day(ms: number): string;
  own: SpanWords;
  /** By the studio's clock, where it differs from the customer's. */
  studio: SpanWords | null;
}

/** Every time on a customer's page: in the customer's zone, and in the studio's where that differs. */
export async function timeWords(
  appointment: { startMs: number; endMs: number; timeZone: string; artist: { timeZone: string } },
  nowMs: number,
): Promise<TimeWords> {
  const t = await getTranslations("public.book");
  const tLink = await getTranslations("link");
  const locale = await getLocale();
  const { startMs, endMs, timeZone } = appointment;
  const today = zonedClock(nowMs, timeZone).day;
  const zoneWords = (zone: string) => t("zoneTime", { city: zoneCity(zone, locale) });
  const dayIn = (ms: number) => dayWords(zonedClock(ms, timeZone).day, locale, today);
  const moment = (ms: number) => `${dayIn(ms)}, ${t("clock", { time: zonedClock(ms, timeZone).time })}`;
  const span = (zone: string): SpanWords => ({
    day: dayWords(zonedClock(startMs, zone).day, locale, today),
    time: timeRange(startMs, endMs, zone),
    zone: zoneWords(zone),
  });
  const zoned = (ms: number) => tLink("zoned", { moment: moment(ms), zone: zoneWords(timeZone) });
  const studioZone = appointment.artist.timeZone;
  return {
    moment,
    zoned,
    told: (ms) => (sameClock(timeZone, studioZone, ms) ? moment(ms) : zoned(ms)),
    day: dayIn,
    own: span(timeZone),
    studio: sameClock(timeZone, studioZone, startMs) ? null : span(studioZone),
  };
}
