"use client";

import { Merge } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { CustomerView } from "#lib/customers/customer-view.ts";
import { useUndoMerge } from "./use-undo-merge.ts";

/** Who was taken together with this customer, as long as that can be taken back. */
export function MergedEntries({
  merges,
  nowMs,
  timeZone,
}: {
  merges: CustomerView["merges"];
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("customers.head");
  const locale = useLocale();
  const { busy, undo } = useUndoMerge();
  if (merges.length === 0) return null;
  return (
    <ul aria-label={t("merges")} className="mt-3 space-y-1 text-sm text-ink-soft">
      {merges.map(({ id, otherName, createdAt }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-2">
          <Merge aria-hidden className="size-4 shrink-0 text-ink-faint" />
          <span className="min-w-0 break-words">
            {t("merged", { other: otherName })} ·{" "}
            <RelativeTime atMs={createdAt} nowMs={nowMs} timeZone={timeZone} locale={locale} />
          </span>
          <Button
            size="sm"
            variant="ghost"
            busy={busy}
            aria-label={t("takeBackNamed", { other: otherName })}
            onClick={() => void undo(id)}
          >
            {t("takeBack")}
          </Button>
        </li>
      ))}
    </ul>
  );
}
