"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";

export interface Cause {
  title: string;
  meaning: string;
  cure: string;
}

/** What a failure of Nextcloud means, by the stable key the server gives it; null for keys we have no words for. */
export function useCause(): (key: string | null) => Cause | null {
  const t = useTranslations("console.causes");
  return useCallback(
    (key) => {
      if (key === null || !/^[a-z-]+$/.test(key) || !t.has(`${key}.title`)) return null;
      return { title: t(`${key}.title`), meaning: t(`${key}.meaning`), cure: t(`${key}.cure`) };
    },
    [t],
  );
}
