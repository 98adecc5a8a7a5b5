"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import type { LiveAppointment } from "./use-appointment-change.ts";
import { useMove } from "./use-move.ts";
import { useProblemWords } from "./use-problem-words.ts";
import { whenWords } from "./when-words.ts";

/** The back-up times the customer would take, each one press away. */
export function AlternativeTimes({ live, nowMs }: { live: LiveAppointment; nowMs: number }) {
  const t = useTranslations("console.details");
  const locale = useLocale();
  const problemWords = useProblemWords();
  const move = useMove(live);
  const [taking, setTaking] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { current } = live;
  const others = current.alternatives.filter((startMs) => startMs !== current.startMs);
  if (others.length === 0) return null;

  async function take(startMs: number) {
    setTaking(startMs);
    setProblem(null);
    const refusal = await move(startMs);
    setTaking(null);
    if (refusal) setProblem(problemWords(refusal));
  }

  return (
    <section aria-labelledby="alternatives">
      <h2 id="alternatives" className="mb-2 text-sm font-semibold">
        {t("alternatives")}
      </h2>
      {problem && (
        <Alert tone="bad" role="alert" className="mb-3">
          {problem}
        </Alert>
      )}
      <ul className="divide-y rounded-md border bg-raised">
        {others.map((startMs) => {
          const span = { startMs, endMs: startMs + (current.endMs - current.startMs) };
          const when = whenWords(span, current.artist.timeZone, nowMs, locale);
          const words = `${when.date}, ${when.time}`;
          return (
            <li key={startMs} className="flex flex-wrap items-center justify-between gap-3 px-4 py-2.5">
              <time dateTime={new Date(startMs).toISOString()} title={when.exact}>
                {words}
              </time>
              {startMs <= nowMs ? (
                <span className="text-sm text-ink-faint">{t("alternativePast")}</span>
              ) : (
                <Button
                  size="sm"
                  busy={taking === startMs}
                  disabled={live.busy && taking !== startMs}
                  aria-label={t("takeNamed", { when: words })}
                  onClick={() => void take(startMs)}
                >
                  {t("take")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
