import { useTranslations } from "next-intl";
import { NotConfiguredAlert } from "#components/console/not-configured-alert.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { CalendarConfigurations } from "#lib/calendars/list-calendar-configurations.ts";

/** What stands between the calendars and honest answers: nothing set up, or a calendar that fails. */
export function DashboardNotices({ calendars }: { calendars: CalendarConfigurations }) {
  const t = useTranslations("console");
  const failing = calendars.artists.flatMap((artist) =>
    artist.calendars
      .filter((calendar) => calendar.failingSince !== null)
      .map((calendar) => ({ id: calendar.id, artist: artist.name, key: calendar.lastErrorKey })),
  );
  if (calendars.configured && failing.length === 0) return null;
  const cause = (key: string | null) =>
    key && /^[a-z-]+$/.test(key) && t.has(`causes.${key}.title`)
      ? t(`causes.${key}.title`)
      : t("calendars.failed");
  return (
    <div className="mb-8 space-y-3">
      {!calendars.configured && <NotConfiguredAlert missing={calendars.missing} />}
      {calendars.configured && failing.length > 0 && (
        <Alert
          tone="bad"
          title={t("dashboard.failing", { count: failing.length })}
          action={
            <LinkButton size="sm" href="/admin/calendars">
              {t("dashboard.failingAction")}
            </LinkButton>
          }
        >
          <ul>
            {failing.map(({ id, artist, key }) => (
              <li key={id}>{t("dashboard.failingLine", { artist, cause: cause(key) })}</li>
            ))}
          </ul>
          <p className="mt-1">{t("dashboard.failingMeans")}</p>
        </Alert>
      )}
    </div>
  );
}
