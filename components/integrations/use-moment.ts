"use client";

import { useLocale } from "next-intl";
import { shortDayWords, zonedClock } from "#components/booking/clock-words.ts";

/** "14:05" for today, "Tue 1 December, 14:05" for other days, in the studio's zone. */
export function useMoment(nowMs: number, timeZone: string): (atMs: number) => string {
  const locale = useLocale();
  return (atMs) => {
    const { day, time } = zonedClock(atMs, timeZone);
    return day === zonedClock(nowMs, timeZone).day ? time : `${shortDayWords(day, locale)}, ${time}`;
  };
}
