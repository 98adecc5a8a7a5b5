"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { dayWords, zonedClock } from "#components/booking/clock-words.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { SyncCalendarView } from "#lib/sync-report/sync-view.ts";
import { useSyncCall } from "./use-calendar-sync.ts";

/** Many events vanished at once: only a person knows whether that was meant. */
export function HeldQuestion({
  calendar,
  nowMs,
}: {
  calendar: Pick<SyncCalendarView, "id" | "artistName" | "timeZone" | "objects" | "held" | "heldSince">;
  nowMs: number;
}) {
  const t = useTranslations("console.sync");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const call = useSyncCall();
  const [asked, setAsked] = useState<"confirm-deletions" | "sync-complete" | null>(null);
  const { held, objects, timeZone } = calendar;
  const since = zonedClock(calendar.heldSince ?? nowMs, timeZone);
  const today = zonedClock(nowMs, timeZone).day;

  async function answer(what: "confirm-deletions" | "sync-complete") {
    setAsked(what);
    const outcome = await call(calendar.id, what);
    if (!outcome.ok)
      toast({ text: t("heldFailed", { words: outcome.words }), tone: "bad", durationMs: 10_000 });
    else if (what === "confirm-deletions") toast({ text: t("heldDeleted", { count: outcome.removed }) });
    else toast({ text: t("heldBack"), durationMs: 10_000 });
    setAsked(null);
    router.refresh();
  }

  return (
    <Alert
      tone="warn"
      title={t(since.day === today ? "heldToday" : "heldOn", {
        held,
        objects,
        name: calendar.artistName,
        time: since.time,
        date: dayWords(since.day, locale, today),
      })}
      action={
        <div className="flex flex-wrap gap-3">
          <Button
            size="sm"
            variant="danger"
            busy={asked === "confirm-deletions"}
            disabled={asked === "sync-complete"}
            onClick={() => void answer("confirm-deletions")}
          >
            {t("heldYes")}
          </Button>
          <Button
            size="sm"
            busy={asked === "sync-complete"}
            disabled={asked === "confirm-deletions"}
            onClick={() => void answer("sync-complete")}
          >
            {t("heldAgain")}
          </Button>
        </div>
      }
    >
      <p className="measure">{t("heldMeans")}</p>
    </Alert>
  );
}
