import { CircleAlert, CircleCheck, CircleDashed } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Card, CardHeader, CardTitle } from "#components/ui/card.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { CalendarConfigurations } from "#lib/calendars/list-calendar-configurations.ts";
import { cn } from "#lib/core/cn.ts";

/** How sync goes, in one look: whether every calendar can be read, and when each last was. */
export function DashboardSync({ calendars, nowMs }: { calendars: CalendarConfigurations; nowMs: number }) {
  const t = useTranslations("talk.dashboard");
  const locale = useLocale();
  const rows = calendars.artists.flatMap(({ name, timeZone, calendars: own }) =>
    own.map((calendar) => ({ ...calendar, artist: name, timeZone })),
  );
  const failing = rows.filter(({ failingSince }) => failingSince !== null).length;
  const waiting = rows.filter(
    ({ failingSince, syncedAt }) => failingSince === null && syncedAt === null,
  ).length;
  const [Icon, tone, words] =
    rows.length === 0
      ? ([CircleDashed, "text-ink-soft", t("syncNone")] as const)
      : failing > 0
        ? ([CircleAlert, "text-bad", t("syncFailing", { count: failing })] as const)
        : waiting > 0
          ? ([CircleDashed, "text-info", t("syncWaiting", { count: waiting })] as const)
          : ([CircleCheck, "text-good", t("syncOk")] as const);
  return (
    <Card aria-labelledby="dashboard-sync">
      <CardHeader className="px-4 py-2.5">
        <CardTitle id="dashboard-sync">{t("sync")}</CardTitle>
        <LinkButton href="/admin/sync" size="sm" variant="ghost" className="-mr-1.5">
          {t("syncMore")}
        </LinkButton>
      </CardHeader>
      <p className={cn("flex items-center gap-2 px-4 pt-3.5 pb-2 font-medium", tone)}>
        <Icon aria-hidden className="size-5 shrink-0" />
        {words}
      </p>
      {rows.length > 0 && (
        <ul className="px-4 pb-3.5 text-sm">
          {rows.slice(0, SHOWN).map((row) => (
            <li key={row.id} className="flex items-baseline justify-between gap-4 py-1">
              <span className="min-w-0 truncate">
                {row.artist}
                <span className="text-ink-soft"> · {row.displayName || row.calendarId}</span>
              </span>
              <span className={cn("shrink-0", row.failingSince === null ? "text-ink-soft" : "text-bad")}>
                {row.syncedAt === null ? (
                  t("syncNever")
                ) : (
                  <RelativeTime atMs={row.syncedAt} nowMs={nowMs} timeZone={row.timeZone} locale={locale} />
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

const SHOWN = 5;
