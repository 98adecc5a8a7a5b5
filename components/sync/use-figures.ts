"use client";

import { useLocale, useTranslations } from "next-intl";

/** Shares and durations in words. */
export function useFigures(): {
  /** "99.6%"; what is not all never reads as all. */
  share: (part: number, whole: number) => string;
  /** "240 ms", "1.2 s" */
  duration: (ms: number) => string;
  number: (value: number) => string;
} {
  const t = useTranslations("console.sync");
  const locale = useLocale();
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return {
    share: (part, all) =>
      t("percent", { value: tenths.format(all === 0 ? 0 : Math.floor((part / all) * 1000) / 10) }),
    duration: (ms) => (ms < 1000 ? `${whole.format(ms)} ms` : `${tenths.format(ms / 1000)} s`),
    number: (value) => whole.format(value),
  };
}
