"use client";

import { useTranslations } from "next-intl";
import { ApiProblem } from "#components/console/api.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";

/** A preview that could not be had: why, that nothing has changed, and another try. */
export function PreviewFailed({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const t = useTranslations("customers.preview");
  const common = useTranslations("common");
  const problemWords = useProblemWords();
  const isKnown = error instanceof ApiProblem && error.code !== "unreadable" && error.code !== "internal";
  return (
    <Alert
      tone="bad"
      role="alert"
      title={t("failed")}
      action={
        <Button size="sm" onClick={onAgain}>
          {common("tryAgain")}
        </Button>
      }
    >
      {isKnown ? problemWords(error) : t("unreadable")}
    </Alert>
  );
}
