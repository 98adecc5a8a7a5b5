"use client";

import { useTranslations } from "next-intl";
import { type Cause, useCause } from "./use-cause.ts";

/** Why working hours could not be read from Nextcloud, in words; one for all failures without words of their own. */
export function useHoursCause(): (key: string) => Cause {
  const t = useTranslations("console.hoursSource.causes");
  const cause = useCause();
  return (key) => {
    const own = /^[a-z-]+$/.test(key) && t.has(`${key}.title`) ? key : null;
    if (own === null)
      return cause(key) ?? { title: t("other.title"), meaning: t("other.meaning"), cure: t("other.cure") };
    return { title: t(`${own}.title`), meaning: t(`${own}.meaning`), cure: t(`${own}.cure`) };
  };
}
