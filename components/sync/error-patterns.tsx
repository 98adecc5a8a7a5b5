"use client";

import { useLocale, useTranslations } from "next-intl";
import { useCause } from "#components/console/use-cause.ts";
import { Badge } from "#components/ui/badge.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { SyncReport } from "#lib/sync-report/sync-view.ts";
import { type SyncFilter, syncFilterHref } from "./sync-filter.ts";

/** Kinds of failures in words people know, each with its cure and the way to its runs. */
export function ErrorPatterns({
  report: { errors, asOf, timeZone },
  filter,
}: {
  report: Pick<SyncReport, "errors" | "asOf" | "timeZone">;
  filter: SyncFilter;
}) {
  const t = useTranslations("console.sync");
  const locale = useLocale();
  const cause = useCause();
  const time = (atMs: number) => (
    <RelativeTime atMs={atMs} nowMs={asOf} timeZone={timeZone} locale={locale} />
  );
  if (errors.length === 0) return <p className="text-ink-soft">{t("errorsNone")}</p>;
  return (
    <ul className="divide-y rounded-md border bg-raised">
      {errors.map(({ key, count, firstAt, lastAt, calendarIds, detail }) => {
        const known = cause(key);
        const title = known?.title ?? t("errorUnknown");
        return (
          <li key={key} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-5 py-4">
            <div className="measure min-w-0 flex-1 basis-72">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <span className="font-medium">{title}</span>
                <Badge>{t("errorCount", { count })}</Badge>
              </p>
              <p className="text-sm text-ink-soft">
                {t("errorCalendars", { count: calendarIds.length })} · {t("errorLast")} {time(lastAt)}
                {count > 1 && (
                  <>
                    {" · "}
                    {t("errorFirst")} {time(firstAt)}
                  </>
                )}
              </p>
              {known && <p className="mt-1 text-sm">{known.cure}</p>}
              {!known && detail && <p className="mt-1 font-mono text-xs break-words">{detail}</p>}
            </div>
            {/^[a-z-]+$/.test(key) && (
              <LinkButton
                size="sm"
                variant="ghost"
                href={`${syncFilterHref({ error: key, span: filter.span })}#log`}
                aria-label={t("errorShowNamed", { title })}
              >
                {t("errorShow")}
              </LinkButton>
            )}
          </li>
        );
      })}
    </ul>
  );
}
