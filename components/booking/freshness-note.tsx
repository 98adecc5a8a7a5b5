"use client";

import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { zonedClock } from "./clock-words.ts";
import type { FreshnessKind } from "./freshness-kind.ts";
import { artistArgs } from "./use-what-words.ts";

/** Says plainly how well the times shown are known. */
export function FreshnessNote({
  kind,
  asOfMs,
  zone,
  artist,
  nothingOffered,
  stale,
}: {
  kind: FreshnessKind;
  asOfMs: number | null;
  zone: string;
  artist: { name: string };
  nothingOffered: boolean;
  stale: boolean;
}) {
  const t = useTranslations("public.book.freshness");
  const args = artistArgs(artist);
  if (kind === "unreachable") {
    return (
      <Alert tone="warn" title={t("unreachableTitle", args)}>
        <p>{t(nothingOffered ? "refusedText" : "unreachableText", args)}</p>
      </Alert>
    );
  }
  if (stale) return <Alert tone="warn">{t("stale")}</Alert>;
  return (
    <p className="text-sm text-ink-soft">
      {kind === "live" && asOfMs !== null
        ? t("live", { ...args, time: zonedClock(asOfMs, zone).time })
        : t("by_hand", args)}
    </p>
  );
}
