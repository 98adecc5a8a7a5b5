"use client";

import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { zonedClock } from "./clock-words.ts";
import type { FreshnessKind } from "./freshness-kind.ts";

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
  artist: string;
  nothingOffered: boolean;
  stale: boolean;
}) {
  const t = useTranslations("public.book.freshness");
  if (kind === "unreachable") {
    return (
      <Alert tone="warn" title={t("unreachableTitle", { artist })}>
        <p>{t(nothingOffered ? "refusedText" : "unreachableText", { artist })}</p>
      </Alert>
    );
  }
  if (stale) return <Alert tone="warn">{t("stale")}</Alert>;
  return (
    <p className="text-sm text-ink-soft">
      {kind === "live" && asOfMs !== null
        ? t("live", { artist, time: zonedClock(asOfMs, zone).time })
        : t("by_hand", { artist })}
    </p>
  );
}
