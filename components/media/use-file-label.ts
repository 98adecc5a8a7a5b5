"use client";

import { useLocale, useTranslations } from "next-intl";
import { useCallback } from "react";
import { timeWords } from "#components/talk/time-words.ts";
import { byteWords } from "./byte-words.ts";
import { fileKind } from "./file-kind.ts";
import type { MediaRow } from "./media-json.ts";

/** A file in a sentence, for who does not see its picture: name, kind, size, and how it came or stands. */
export function useFileLabel(nowMs: number): (row: MediaRow) => string {
  const t = useTranslations("media");
  const locale = useLocale();
  return useCallback(
    (row) => {
      const atMs = row.record?.createdMs ?? row.modifiedMs;
      const when = atMs === null ? "" : timeWords(atMs, nowMs, locale);
      const { record } = row;
      const state =
        record?.state === "waiting"
          ? t("mark.waitingLong")
          : record?.state === "missing"
            ? t("mark.missingLong")
            : record
              ? t("mark.uploadedLong", { who: record.uploadedBy, when })
              : row.isDir
                ? ""
                : t("mark.nextcloudLong", { when });
      return [
        row.filename,
        t(`kind.${fileKind(row)}`),
        row.size === null || row.isDir ? "" : byteWords(row.size, locale),
        state,
      ]
        .filter(Boolean)
        .join(", ");
    },
    [t, locale, nowMs],
  );
}
