"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { callApi } from "#components/console/api.ts";
import { count, fields, textOrNull } from "#components/console/json-fields.ts";
import { useCause } from "#components/console/use-cause.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { useToast } from "#components/ui/toast.tsx";

/** What came of one run. */
export type SyncOutcome =
  | { ok: true; added: number; changed: number; removed: number }
  | { ok: false; words: string };

/** Runs one calendar's sync, or answers its question, and says in words why that failed. Never throws. */
export function useSyncCall(): (
  calendarId: string,
  what: "sync" | "sync-complete" | "confirm-deletions",
) => Promise<SyncOutcome> {
  const problemWords = useProblemWords();
  const cause = useCause();
  return async (calendarId, what) => {
    const path = `/api/admin/calendars/${encodeURIComponent(calendarId)}`;
    try {
      const answer =
        what === "confirm-deletions"
          ? await callApi("POST", `${path}/confirm-deletions`)
          : await callApi("POST", `${path}/sync`, { complete: what === "sync-complete" });
      const result = fields(fields(answer).result);
      if (result.ok === true) {
        const [added, changed, removed] = [result.created, result.updated, result.deleted].map(count);
        return { ok: true, added: added ?? 0, changed: changed ?? 0, removed: removed ?? 0 };
      }
      const error = fields(result.error);
      const known = cause(textOrNull(error.key));
      return { ok: false, words: known ? `${known.title}.` : (textOrNull(error.message) ?? "") };
    } catch (problem) {
      return { ok: false, words: problemWords(problem) };
    }
  };
}

/** Reads one calendar now and says what came of it. */
export function useCalendarSync(calendar: { id: string; name: string }): {
  busy: boolean;
  sync: () => Promise<void>;
} {
  const t = useTranslations("console.sync");
  const router = useRouter();
  const toast = useToast();
  const call = useSyncCall();
  const [busy, setBusy] = useState(false);
  return {
    busy,
    sync: async () => {
      setBusy(true);
      const outcome = await call(calendar.id, "sync");
      const names = { calendar: calendar.name };
      if (!outcome.ok)
        toast({
          text: t("syncFailed", { ...names, words: outcome.words }),
          tone: "bad",
          durationMs: 10_000,
        });
      else {
        const { added, changed, removed } = outcome;
        toast({
          text:
            added + changed + removed === 0
              ? t("syncNothing", names)
              : t("syncDone", { ...names, added, changed, removed }),
        });
      }
      setBusy(false);
      router.refresh();
    },
  };
}
