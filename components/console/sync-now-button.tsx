"use client";

import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { callApi } from "./api.ts";
import { count, fields, list, textOrNull } from "./json-fields.ts";
import { useCause } from "./use-cause.ts";
import { useProblemWords } from "./use-problem-words.ts";

/** Reads an artist's calendars now and says what came of it. */
export function SyncNowButton({ artist }: { artist: { id: string; name: string } }) {
  const t = useTranslations("console.calendars");
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const cause = useCause();
  const [busy, setBusy] = useState(false);

  async function sync() {
    setBusy(true);
    try {
      const answer = await callApi("POST", "/api/caldav/sync", { artistId: artist.id });
      const results = list(fields(answer).results).map(fields);
      const failed = results.find(({ ok }) => ok !== true);
      if (failed) {
        const error = fields(failed.error);
        const known = cause(textOrNull(error.key));
        const words = known ? `${known.title}.` : (textOrNull(error.message) ?? "");
        toast({ text: t("syncFailed", { name: artist.name, words }), tone: "bad", durationMs: 10_000 });
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

  return (
    <Button
      size="sm"
      busy={busy}
      aria-label={t("syncNamed", { name: artist.name })}
      onClick={() => void sync()}
    >
      {!busy && <RefreshCw aria-hidden />}
      {t("sync")}
    </Button>
  );
}
