"use client";

import { CircleAlert, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ApiProblem } from "#components/console/api.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { Button } from "#components/ui/button.tsx";

/** Beside a message that everybody reads here but that never reached the chat; the same message can be sent again. */
export function NotDelivered({
  onRetry,
}: {
  /** Throws an ApiProblem. */
  onRetry: () => Promise<void>;
}) {
  const t = useTranslations("messenger");
  const problemWords = useProblemWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  async function retry() {
    setBusy(true);
    setProblem(null);
    await onRetry().catch(setProblem);
    setBusy(false);
  }

  const isOffline = problem instanceof ApiProblem && problem.code === "offline";
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-1 text-sm">
      <p role={problem ? "alert" : undefined} className="flex items-center gap-1.5 text-bad">
        <CircleAlert aria-hidden className="size-4 shrink-0" />
        {t("message.notDelivered")}{" "}
        {problem !== null && (isOffline ? t("outgoing.offline") : problemWords(problem))}
      </p>
      <Button size="sm" variant="ghost" busy={busy} onClick={retry}>
        <RotateCcw aria-hidden />
        {t("message.again")}
      </Button>
    </div>
  );
}
