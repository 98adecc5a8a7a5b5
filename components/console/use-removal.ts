"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useToast } from "#components/ui/toast.tsx";
import { useProblemWords } from "./use-problem-words.ts";

/** Takes an entry away at once, with a way back; what goes wrong is said. `removing` is the id of the one at work. */
export function useRemoval<Entry extends { id: string }>(of: {
  remove: (entry: Entry) => Promise<unknown>;
  putBack: (entry: Entry) => Promise<unknown>;
  removedWords: (entry: Entry) => string;
  putBackWords: string;
  onRemoved: () => void;
}): { removing: string | null; remove: (entry: Entry) => void } {
  const common = useTranslations("common");
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const [removing, setRemoving] = useState<string | null>(null);
  const refused = (error: unknown) => toast({ text: problemWords(error), tone: "bad", durationMs: 10_000 });

  async function putBack(entry: Entry) {
    try {
      await of.putBack(entry);
      toast({ text: of.putBackWords });
      router.refresh();
    } catch (error) {
      refused(error);
    }
  }

  async function remove(entry: Entry) {
    setRemoving(entry.id);
    try {
      await of.remove(entry);
      of.onRemoved();
      toast({
        text: of.removedWords(entry),
        action: { label: common("undo"), onSelect: () => void putBack(entry) },
      });
      router.refresh();
    } catch (error) {
      refused(error);
    }
    setRemoving(null);
  }

  return { removing, remove: (entry) => void remove(entry) };
}
