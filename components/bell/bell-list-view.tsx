"use client";

import { BellOff, WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { ApiProblem } from "#components/console/api.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { BellRow } from "./bell-row.tsx";
import { moveInList } from "./move-in-list.ts";
import { useBell } from "./use-bell.ts";
import { useTicking } from "./use-ticking.ts";

const PLACES = ["first", "second", "third", "fourth"];

/** What was told, newest first, as it is told. What it shows counts as seen. */
export function BellListView({ onLeave }: { /** A link of it was followed. */ onLeave: () => void }) {
  const t = useTranslations("bell");
  const problemWords = useProblemWords();
  const { items, asked, next, state, problem, asking, ask, askOlder, look } = useBell();
  const nowMs = useTicking();
  // Seen at once for the count, but marked as new for as long as one looks.
  const fresh = useRef(new Set<string>());
  for (const { id, read } of items) if (!read) fresh.current.add(id);
  useEffect(() => look(), [look]);

  return (
    <>
      {state === "offline" && problem === null && (
        <p role="status" className="flex items-center gap-2 border-b px-4 py-2.5 text-sm text-ink-soft">
          <WifiOff aria-hidden className="size-4 shrink-0" />
          {t("offline")}
        </p>
      )}
      {problem !== null && (
        <Alert
          tone="warn"
          className="m-3 text-sm"
          action={
            <Button size="sm" busy={asking} onClick={ask}>
              {t("again")}
            </Button>
          }
        >
          {problem instanceof ApiProblem && problem.code === "offline"
            ? t("unreachable")
            : problemWords(problem)}
        </Alert>
      )}
      {!asked && items.length === 0 && problem === null && (
        <div role="status" className="space-y-5 p-4 pl-8">
          <span className="sr-only">{t("loading")}</span>
          {PLACES.map((place) => (
            <div key={place} className="space-y-2">
              <Skeleton className="h-4 w-3/4" />
              <Skeleton className="h-3 w-1/3" />
            </div>
          ))}
        </div>
      )}
      {asked && items.length === 0 && (
        <EmptyState icon={BellOff} title={t("none")} className="py-10 text-sm">
          {t("noneText")}
        </EmptyState>
      )}
      {items.length > 0 && (
        <ul aria-label={t("title")} className="divide-y" onKeyDown={moveInList}>
          {items.map((item) => (
            <BellRow
              key={item.id}
              item={item}
              fresh={fresh.current.has(item.id)}
              nowMs={nowMs}
              onLeave={onLeave}
            />
          ))}
        </ul>
      )}
      {next !== null && problem === null && (
        <div className="border-t p-2">
          <Button variant="ghost" size="sm" className="w-full" busy={asking} onClick={askOlder}>
            {t("older")}
          </Button>
        </div>
      )}
    </>
  );
}
