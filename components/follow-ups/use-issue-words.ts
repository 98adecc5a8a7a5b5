"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { TemplateIssue } from "#lib/follow-ups/template.ts";

/** What is wrong with a template, and where, in words. */
export function useIssueWords(): (issue: TemplateIssue) => string {
  const t = useTranslations("follow-ups.issue");
  return useCallback(
    (issue) => {
      const { kind, ...values } = issue;
      return t(kind, values);
    },
    [t],
  );
}
