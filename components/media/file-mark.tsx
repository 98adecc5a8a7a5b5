"use client";

import { Clock, Cloud, TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { exactWords, timeWords } from "#components/talk/time-words.ts";
import { cn } from "#lib/core/cn.ts";
import type { MediaRow } from "./media-json.ts";

/** Where a file comes from and how it stands: uploaded here by whom, put there in Nextcloud, waiting, or missing. */
export function FileMark({ row, nowMs, className }: { row: MediaRow; nowMs: number; className?: string }) {
  const t = useTranslations("media.mark");
  const locale = useLocale();
  const { record } = row;
  if (record?.state === "waiting")
    return (
      <span className={cn("flex min-w-0 items-center gap-1 text-warn", className)} title={t("waitingLong")}>
        <Clock aria-hidden className="size-3.5 shrink-0" />
        <span className="truncate">{t("waiting")}</span>
      </span>
    );
  if (record?.state === "missing")
    return (
      <span className={cn("flex min-w-0 items-center gap-1 text-bad", className)} title={t("missingLong")}>
        <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
        <span className="truncate">{t("missing")}</span>
      </span>
    );
  const atMs = record?.createdMs ?? row.modifiedMs;
  const when = atMs === null ? "" : timeWords(atMs, nowMs, locale);
  const exact = atMs === null ? "" : exactWords(atMs, locale);
  if (record)
    return (
      <span
        className={cn("truncate", className)}
        title={t("uploadedLong", { who: record.uploadedBy, when: exact })}
      >
        {t("uploaded", { who: record.uploadedBy, when })}
      </span>
    );
  if (row.isDir) return <span className={cn("truncate", className)}>{t("folder")}</span>;
  return (
    <span
      className={cn("flex min-w-0 items-center gap-1", className)}
      title={t("nextcloudLong", { when: exact })}
    >
      <Cloud aria-hidden className="size-3.5 shrink-0" />
      <span className="truncate">{when}</span>
    </span>
  );
}
