"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useToast } from "#components/ui/toast.tsx";
import { callApi } from "./api.ts";
import { count, fields, list, textOrNull } from "./json-fields.ts";
import { useCause } from "./use-cause.ts";
import { useProblemWords } from "./use-problem-words.ts";

/** Reads an artist's calendars now (all there are, for null) and says what came of it. */
export function useSync(artist: { id: string; name: string } | null): {
  busy: boolean;
  sync: () => Promise<void>;
} {
  const t = useTranslations("console.calendars");
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const cause = useCause();
  const [busy, setBusy] = useState(false);

  async function sync() {
    setBusy(true);
    try {
      const answer = await callApi("POST", "/api/caldav/sync", artist ? { artistId: artist.id } : {});
      const results = list(fields(answer).results).map(fields);
      const failed = results.filter(({ ok }) => ok !== true);
      const first = failed[0];
      if (first) {
        const error = fields(first.error);
        const known = cause(textOrNull(error.key));
        const words = known ? `${known.title}.` : (textOrNull(error.message) ?? "");
        toast({
          text: artist
            ? t("syncFailed", { name: artist.name, words })
            : t("syncFailedSome", { count: failed.length, words }),
          tone: "bad",
          durationMs: 10_000,
        });
      } else {
        const total = (key: string) => results.reduce((sum, result) => sum + count(result[key]), 0);
        const [added, changed, removed] = [total("created"), total("updated"), total("deleted")];
        toast({
          text:
            added + changed + removed === 0 ? t("syncNothing") : t("syncDone", { added, changed, removed }),
        });
      }
    } catch (error) {
      toast({ text: problemWords(error), tone: "bad", durationMs: 10_000 });
    }
    setBusy(false);
    router.refresh();
  }

  return { busy, sync };
}
