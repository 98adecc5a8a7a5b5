"use client";

import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { CauseAlert } from "./cause-alert.tsx";
import type { CalendarTestOutcome } from "./use-calendar-test.ts";
import { useProblemWords } from "./use-problem-words.ts";

/** What a test of the connection found: the calendar, or the exact problem with its cure. */
export function CalendarTestResult({ result }: { result: CalendarTestOutcome | null }) {
  const t = useTranslations("console.calendars");
  const problemWords = useProblemWords();
  if (!result) return null;
  if (result.ok === null) {
    return (
      <Alert tone="bad" role="alert">
        {problemWords(result.problem)}
      </Alert>
    );
  }
  if (!result.ok) return <CauseAlert live causeKey={result.key} detail={result.detail} fallback={result} />;
  return (
    <Alert tone={result.writable ? "good" : "warn"} role="status" title={t("testOk")}>
      <p>
        {result.owner
          ? t("testFoundOf", { name: result.displayName, owner: result.owner })
          : t("testFound", { name: result.displayName })}{" "}
        {result.writable ? t("testWritable") : t("testReadOnly")}
      </p>
    </Alert>
  );
}
