"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useApiCall } from "#components/console/use-api-call.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { useToast } from "#components/ui/toast.tsx";

/** Takes a merge back, and says how that went. */
export function useUndoMerge(): { busy: boolean; undo: (mergeId: string) => Promise<void> } {
  const t = useTranslations("customers.merge");
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const { busy, call } = useApiCall();

  async function undo(mergeId: string) {
    const undone = await call("POST", `/api/crm/merges/${encodeURIComponent(mergeId)}/undo`);
    if (undone.ok) toast({ text: t("undone") });
    else toast({ text: problemWords(undone.problem), tone: "bad", durationMs: 10_000 });
    router.refresh();
  }

  return { busy, undo };
}
