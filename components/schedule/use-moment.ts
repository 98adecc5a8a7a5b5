"use client";

import { useLocale, useTranslations } from "next-intl";
import { shortDayWords, zonedClock } from "#components/booking/clock-words.ts";

/** "Tue 1 December, 14:03": an instant (epoch ms) in a zone, short. */
export function useMoment(zone: string): (ms: number) => string {
  const t = useTranslations("schedule.why");
  const locale = useLocale();
  return (ms) => {
    const { day, time } = zonedClock(ms, zone);
    return t("moment", { day: shortDayWords(day, locale), time });
  };
}
