"use client";

import { useLocale, useTranslations } from "next-intl";
import { useFigures } from "#components/sync/use-figures.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { cn } from "#lib/core/cn.ts";
import type { IntegrationShown } from "./integration-shown.ts";

const MINUTE = 60_000;

/** Under this share it is told in colour too. */
const SCARCE = 0.1;

/** How much may still be asked, as the vendor said last: figures, and a bar where the whole is known. */
export function RateLimit({
  rateLimit: { limit, remaining, resetAt },
  nowMs,
  timeZone,
}: {
  rateLimit: NonNullable<IntegrationShown["rateLimit"]>;
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("integrations.facts");
  const locale = useLocale();
  const { number } = useFigures();
  const resetMs = resetAt === null ? null : Date.parse(resetAt);
  // What was left before says nothing about what there is since.
  if (resetMs !== null && resetMs <= nowMs)
    return limit === null ? t("wasReset") : t("limitFull", { limit: number(limit) });
  const share = limit === null || limit <= 0 ? null : Math.min(1, Math.max(0, remaining / limit));
  return (
    <>
      <span className="tabular-nums">
        {limit === null
          ? t("limitAlone", { remaining })
          : t("limitOf", { remaining: number(remaining), limit: number(limit) })}
        {resetMs !== null && (
          <>
            {", "}
            {resetMs - nowMs < MINUTE ? (
              t("resetsSoon")
            ) : (
              <>
                {t("resets")}{" "}
                <RelativeTime atMs={resetMs} nowMs={nowMs} timeZone={timeZone} locale={locale} />
              </>
            )}
          </>
        )}
      </span>
      {share !== null && (
        <span aria-hidden className="mt-1.5 block h-1.5 max-w-56 overflow-hidden rounded-full bg-line">
          <span
            className={cn("block h-full rounded-full", share < SCARCE ? "bg-warn" : "bg-ink-soft")}
            style={{ width: `${share * 100}%` }}
          />
        </span>
      )}
    </>
  );
}
