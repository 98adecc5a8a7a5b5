"use client";

import { useTranslations } from "next-intl";
import { useToast } from "#components/ui/toast.tsx";
import type { LiveAppointment } from "./use-appointment-change.ts";
import { useProblemWords } from "./use-problem-words.ts";
import { useUndoToast } from "./use-undo-toast.ts";

export type Decision = "CONFIRMED" | "DECLINED" | "CANCELLED" | "COMPLETED" | "NO_SHOW";

/** Decides at once, with a word to the customer if there is one; the toast can take it back, or says why not. */
export function useDecision(live: LiveAppointment): (status: Decision, word?: string) => Promise<void> {
  const t = useTranslations("console.actions");
  const rules = useTranslations("rules.attendance");
  const toast = useToast();
  const undoable = useUndoToast(live);
  const problemWords = useProblemWords();

  return async (status, word = "") => {
    const trimmed = word.trim();
    const outcome = await live.change({
      body: { status, ...(trimmed ? { word: trimmed } : {}) },
      shown: status === "CONFIRMED" ? { status } : { status, conflict: false },
    });
    const { clientName: name } = live.current;
    const attended = status === "COMPLETED" || status === "NO_SHOW";
    if (outcome.ok)
      undoable(attended ? rules(`decided.${status}`, { name }) : t(`decided.${status}`, { name }));
    else if (!outcome.stale) toast({ text: problemWords(outcome.problem), tone: "bad", durationMs: 10_000 });
  };
}
