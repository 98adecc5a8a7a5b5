"use client";

import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { PictureItem } from "./use-pictures.ts";

/** Refusals that another try may change. */
const PASSING = ["offline", "busy", "rate_limited", "failed"];

/** Which pictures were left out, and why; those that may be tried again can be. */
export function LeftOut({
  items,
  nameOf,
  onRetry,
}: {
  items: readonly PictureItem[];
  nameOf: (item: PictureItem) => string;
  onRetry: (key: string) => void;
}) {
  const t = useTranslations("common.pictures");
  const leftOut = items.filter(({ refusal }) => refusal !== null);
  return (
    <div role="alert">
      <ul className="space-y-1 text-sm text-bad empty:hidden">
        {leftOut.map((item) => (
          <li key={item.key} className="[overflow-wrap:anywhere]">
            <span className="font-medium">{nameOf(item)}</span>: {t(`refused.${item.refusal}`)}
            {PASSING.includes(item.refusal ?? "") && (
              <button
                type="button"
                onClick={() => onRetry(item.key)}
                className="flex min-h-11 items-center gap-1.5 text-ink underline underline-offset-4"
              >
                <RotateCw aria-hidden className="size-4" />
                {t("retry")}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
