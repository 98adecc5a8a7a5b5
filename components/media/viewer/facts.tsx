"use client";

import { useLocale, useTranslations } from "next-intl";
import { exactWords } from "#components/talk/time-words.ts";
import { byteWords } from "../byte-words.ts";
import { folderOf } from "../file-names.ts";
import type { MediaRow } from "../media-json.ts";

/** What is known of a file. */
export function Facts({ row, className }: { row: MediaRow; className?: string }) {
  const t = useTranslations("media.facts");
  const locale = useLocale();
  const { record } = row;
  const facts: [string, string][] = [
    [t("name"), row.filename],
    [t("type"), row.mimeType || t("unknown")],
    ...(row.size === null ? [] : [[t("size"), byteWords(row.size, locale)] satisfies [string, string]]),
    [t("folder"), folderOf(row.path)],
    ...(row.modifiedMs === null
      ? []
      : [[t("modified"), exactWords(row.modifiedMs, locale)] satisfies [string, string]]),
    record
      ? [
          t("uploaded"),
          t("uploadedBy", {
            who: record.uploadedBy,
            when: record.createdMs === null ? "" : exactWords(record.createdMs, locale),
          }),
        ]
      : [t("origin"), t("nextcloud")],
  ];
  return (
    <dl className={className}>
      {facts.map(([name, value]) => (
        <div key={name} className="py-2">
          <dt className="text-xs text-ink-soft">{name}</dt>
          <dd className="text-sm break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
