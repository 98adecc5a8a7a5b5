"use client";

import { useLocale, useTranslations } from "next-intl";
import { useCallback } from "react";
import { ApiProblem } from "./api.ts";

/** A refusal in words: the API's own in English, ours by code in other languages, and never nothing. */
export function useProblemWords(): (problem: unknown) => string {
  const t = useTranslations("console.problems");
  const locale = useLocale();
  return useCallback(
    (problem) => {
      if (!(problem instanceof ApiProblem)) return t("unreadable");
      // "Time slot not available" is fixed by the API's contract and says less than a sentence would.
      if (locale === "en" && problem.message && problem.code !== "slot_taken") return problem.message;
      return t.has(problem.code) ? t(problem.code) : problem.message || t("unreadable");
    },
    [t, locale],
  );
}
