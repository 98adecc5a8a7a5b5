"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { callApi } from "#components/console/api.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { useToast } from "#components/ui/toast.tsx";

/** One call of our API from the console: says what was done, or why not, and shows the page anew. */
export function useConsoleStep() {
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const [busy, setBusy] = useState(false);

  /** @returns whether it was done. */
  async function step(
    method: "POST" | "PATCH" | "DELETE",
    path: string,
    body: unknown,
    said: string,
    undo?: { label: string; onSelect: () => void },
  ): Promise<boolean> {
    setBusy(true);
    try {
      await callApi(method, path, body);
      toast({ text: said, ...(undo ? { action: undo, durationMs: 15_000 } : {}) });
      return true;
    } catch (error) {
      toast({ text: problemWords(error), tone: "bad", durationMs: 10_000 });
      return false;
    } finally {
      setBusy(false);
      router.refresh();
    }
  }

  return { busy, step };
}
