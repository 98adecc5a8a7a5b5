import { Coffee } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { dayWords, zonedClock } from "#components/booking/clock-words.ts";
import { appointmentFilterHref } from "#components/console/appointment-filter.ts";
import { AppointmentList } from "#components/console/appointment-list.tsx";
import { DashboardNotices } from "#components/console/dashboard-notices.tsx";
import { DashboardSection } from "#components/console/dashboard-section.tsx";
import { DashboardSync } from "#components/console/dashboard-sync.tsx";
import { ListHint } from "#components/console/list-hint.tsx";
import { LiveRefresh } from "#components/console/live-refresh.tsx";
import { PageHead } from "#components/console/page-head.tsx";
import { ClientMessages } from "#components/site/client-messages.tsx";
import { TalkCard } from "#components/talk/talk-card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { listAppointments } from "#lib/appointments/list-appointments.ts";
import { listCalendarConfigurations } from "#lib/calendars/list-calendar-configurations.ts";
import { addDays, instantOf } from "#lib/core/time-zone.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { signedIn } from "../signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("console.nav");
  return { title: t("dashboard") };
}

export default async function DashboardPage() {
  const ctx = await signedIn("/dashboard");
  const t = await getTranslations("console.dashboard");
  const locale = await getLocale();
  const nowMs = ctx.now();
  const { timeZone } = await studioSettings(ctx);
  const today = zonedClock(nowMs, timeZone).day;
  const tomorrowMs = instantOf(addDays(today, 1), 0, timeZone);
  const weekEndMs = instantOf(addDays(today, 7), 0, timeZone);

  const waiting = await listAppointments(ctx, { statuses: ["PENDING"], limit: 50 });
  const ahead = await listAppointments(ctx, { statuses: ["CONFIRMED"], fromMs: nowMs, limit: 200 });
  // Whoever configures calendars is told when one fails; the others have nothing they could do about it.
  const calendars = ctx.actor.kind === "staff" ? null : await listCalendarConfigurations(ctx);

  const conflicts = ahead.filter((row) => row.conflict);
  const calm = ahead.filter((row) => !row.conflict && row.startMs < weekEndMs);
  const lists = {
    waiting,
    conflicts,
    today: calm.filter((row) => row.startMs < tomorrowMs),
    week: calm.filter((row) => row.startMs >= tomorrowMs),
  };
  const empty = Object.values(lists).every((rows) => rows.length === 0);
  return (
    <>
      <LiveRefresh />
      <PageHead
        title={t("title")}
        text={`${dayWords(today, locale)} · ${t("summary", { waiting: waiting.length, today: lists.today.length })}`}
      />
      {calendars && <DashboardNotices calendars={calendars} />}
      {empty && (
        <div className="mb-10 rounded-md border bg-raised">
          <EmptyState
            icon={Coffee}
            title={t("emptyTitle")}
            action={<LinkButton href="/">{t("emptyAction")}</LinkButton>}
          >
            {t("empty")}
          </EmptyState>
        </div>
      )}
      <div className="space-y-10">
        {(["waiting", "conflicts"] as const).map(
          (key) =>
            lists[key].length > 0 && (
              <DashboardSection
                key={key}
                title={t(key)}
                count={lists[key].length}
                href={key === "waiting" ? appointmentFilterHref({ status: "pending" }) : null}
              >
                <AppointmentList appointments={lists[key]} nowMs={nowMs} timeZone={timeZone} label={t(key)} />
              </DashboardSection>
            ),
        )}
        {!empty && (
          <DashboardSection title={t("today")} count={lists.today.length} href={null}>
            {lists.today.length > 0 ? (
              <AppointmentList
                appointments={lists.today}
                nowMs={nowMs}
                timeZone={timeZone}
                label={t("today")}
              />
            ) : (
              <p className="text-ink-soft">{t("todayEmpty")}</p>
            )}
          </DashboardSection>
        )}
        <div className={calendars ? "grid items-start gap-5 md:grid-cols-2" : ""}>
          <ClientMessages namespaces={["talk"]}>
            <TalkCard />
          </ClientMessages>
          {calendars && <DashboardSync calendars={calendars} nowMs={nowMs} />}
        </div>
        {lists.week.length > 0 && (
          <DashboardSection title={t("week")} count={lists.week.length} href={appointmentFilterHref({})}>
            <AppointmentList appointments={lists.week} nowMs={nowMs} timeZone={timeZone} label={t("week")} />
          </DashboardSection>
        )}
      </div>
      {!empty && <ListHint />}
    </>
  );
}
