"use client";

import { useTranslations } from "next-intl";

/** Turns message keys such as `required` into sentences; what is no key is a sentence already. */
export function useErrorWords(): (messages: readonly string[] | undefined) => string[] | undefined {
  const t = useTranslations("public.errors");
  return (messages) =>
    messages?.map((message) =>
      /^[a-z_]+$/.test(message) ? t(t.has(message) ? message : "invalid") : message,
    );
}
