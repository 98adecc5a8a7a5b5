"use client";

import { RefreshCw, Square } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useSyncCall } from "./use-calendar-sync.ts";

/** Reads every calendar, one after the other, so that one sees how far it is and can stop in between. */
export function SyncAllButton({ calendarIds }: { calendarIds: string[] }) {
  const t = useTranslations("console.sync");
  const router = useRouter();
  const toast = useToast();
  const call = useSyncCall();
  const [done, setDone] = useState<number | null>(null);
  const stopped = useRef(false);
  const all = calendarIds.length;

  async function syncAll() {
    stopped.current = false;
    let passed = 0;
    const failures: string[] = [];
    for (const id of calendarIds) {
      if (stopped.current) break;
      setDone(passed);
      const outcome = await call(id, "sync");
      passed += 1;
      if (!outcome.ok) failures.push(outcome.words);
      router.refresh();
    }
    setDone(null);
    const [words] = failures;
    if (stopped.current) toast({ text: t("syncAllStopped", { done: passed, all }), tone: "neutral" });
    else if (words !== undefined)
      toast({
        text: t("syncAllFailed", { ok: passed - failures.length, all, words }),
        tone: "bad",
        durationMs: 10_000,
      });
    else toast({ text: t("syncAllDone", { count: all }) });
  }

  if (done === null)
    return (
      <Button onClick={() => void syncAll()}>
        <RefreshCw aria-hidden />
        {t("syncAll")}
      </Button>
    );
  return (
    <div className="flex items-center gap-3">
      <p role="status" className="flex items-center gap-3 text-sm text-ink-soft tabular-nums">
        <progress value={done} max={all} aria-label={t("syncAll")} className="w-24 accent-ink" />
        {t("syncAllProgress", { done, all })}
      </p>
      <Button
        onClick={() => {
          stopped.current = true;
        }}
      >
        <Square aria-hidden />
        {t("syncAllStop")}
      </Button>
    </div>
  );
}
