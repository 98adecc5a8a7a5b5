"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";

/** Messages of a field in words: the API sends keys such as `too_short`, or sentences, which stay as they are. */
export function useFieldErrors(): (messages: string[] | undefined) => string[] {
  const t = useTranslations("console.fieldErrors");
  return useCallback(
    (messages) =>
      (messages ?? []).map((message) => (/^\w+$/.test(message) && t.has(message) ? t(message) : message)),
    [t],
  );
}
