"use client";

import { CircleCheck, CircleHelp, CircleX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Spinner } from "#components/ui/spinner.tsx";
import type { TimeCheck } from "./use-availability.ts";
import { artistArgs } from "./use-what-words.ts";

/** The green check or red cross beside a chosen time, with its words. */
export function TimeCheckMark({
  check,
  gone,
  artist,
}: {
  check: TimeCheck;
  gone: boolean;
  artist: { name: string };
}) {
  const t = useTranslations("public.book.check");
  return (
    <p
      role="status"
      data-testid="time-check"
      data-state={gone && check.state === "free" ? "gone" : check.state}
      className="text-sm"
    >
      {mark()}
    </p>
  );

  function mark() {
    if (check.state === "taken")
      return <Words icon={CircleX} tone="text-bad" text={t(check.reason, artistArgs(artist))} />;
    if (check.state === "free" && gone) return <Words icon={CircleX} tone="text-bad" text={t("gone")} />;
    if (check.state === "free") {
      return (
        <Words
          icon={CircleCheck}
          tone="text-good"
          text={t(check.verified ? "free" : "freeUnverified", artistArgs(artist))}
        />
      );
    }
    if (check.state === "unknown")
      return <Words icon={CircleHelp} tone="text-ink-soft" text={t("unknown")} />;
    if (check.state === "checking") return <Spinner label={t("checking")} />;
    return null;
  }
}

function Words({ icon: Icon, tone, text }: { icon: typeof CircleCheck; tone: string; text: string }) {
  return (
    <span className={`inline-flex items-start gap-1.5 font-medium ${tone}`}>
      <Icon aria-hidden className="mt-[0.15em] size-4.5 shrink-0" />
      {text}
    </span>
  );
}
