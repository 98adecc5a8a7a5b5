import type { Metadata } from "next";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import { dayWords, zonedClock } from "#components/booking/clock-words.ts";
import { appointmentFilterHref } from "#components/console/appointment-filter.ts";
import { AppointmentList } from "#components/console/appointment-list.tsx";
import { ListHint } from "#components/console/list-hint.tsx";
import { LiveRefresh } from "#components/console/live-refresh.tsx";
import { PageHead } from "#components/console/page-head.tsx";
import { ArrangeButton, DashboardArranging } from "#components/dashboard/dashboard-arranging.tsx";
import { DashboardBoard } from "#components/dashboard/dashboard-board.tsx";
import { DashboardNotices } from "#components/dashboard/dashboard-notices.tsx";
import { DashboardSection } from "#components/dashboard/dashboard-section.tsx";
import { DashboardSync } from "#components/dashboard/dashboard-sync.tsx";
import { AddedMessages } from "#components/site/added-messages.tsx";
import { listAppointments } from "#lib/appointments/list-appointments.ts";
import { listCalendarConfigurations } from "#lib/calendars/list-calendar-configurations.ts";
import { addDays, instantOf } from "#lib/core/time-zone.ts";
import { showDashboard } from "#lib/dashboard/show-dashboard.ts";
import { widgetSystems } from "#lib/dashboard/widget-systems.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { signedIn } from "../signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("console.nav");
  return { title: t("dashboard") };
}

export default async function DashboardPage() {
  const ctx = await signedIn("/dashboard");
  const t = await getTranslations("console.dashboard");
  const { talk = {}, widgets = {} } = await getMessages();
  const nowMs = ctx.now();
  const { timeZone } = await studioSettings(ctx);
  const today = zonedClock(nowMs, timeZone).day;
  const tomorrowMs = instantOf(addDays(today, 1), 0, timeZone);
  const weekEndMs = instantOf(addDays(today, 7), 0, timeZone);

  const waiting = await listAppointments(ctx, { statuses: ["PENDING"], limit: 50 });
  const ahead = await listAppointments(ctx, { statuses: ["CONFIRMED"], fromMs: nowMs, limit: 200 });
  // Whoever configures calendars is told when one fails; the others have nothing they could do about it.
  const calendars = ctx.actor.kind === "staff" ? null : await listCalendarConfigurations(ctx);
  const board = await showDashboard(ctx);

  const urgent = { waiting, conflicts: ahead.filter((row) => row.conflict) };
  const calm = ahead.filter((row) => !row.conflict && row.startMs < weekEndMs);
  const appointments = {
    today: calm.filter((row) => row.startMs < tomorrowMs),
    week: calm.filter((row) => row.startMs >= tomorrowMs),
  };
  const summary = t("summary", { waiting: waiting.length, today: appointments.today.length });
  return (
    <AddedMessages messages={{ talk, widgets }}>
      <LiveRefresh />
      <DashboardArranging>
        <PageHead title={t("title")} text={`${dayWords(today, await getLocale())} · ${summary}`}>
          <ArrangeButton />
        </PageHead>
        {calendars && <DashboardNotices calendars={calendars} />}
        <div className="space-y-10">
          {(["waiting", "conflicts"] as const).map(
            (key) =>
              urgent[key].length > 0 && (
                <DashboardSection
                  key={key}
                  title={t(key)}
                  count={urgent[key].length}
                  href={key === "waiting" ? appointmentFilterHref({ status: "pending" }) : null}
                >
                  <AppointmentList
                    appointments={urgent[key]}
                    nowMs={nowMs}
                    timeZone={timeZone}
                    label={t(key)}
                  />
                </DashboardSection>
              ),
          )}
          <DashboardBoard
            widgets={board.widgets}
            offers={[...board.widgets.map(({ id }) => ({ id, configured: true })), ...board.available]}
            facts={{
              isAdmin: ctx.actor.kind === "admin",
              timeZone,
              nowMs,
              todayMs: [instantOf(today, 0, timeZone), tomorrowMs],
              appointments,
              systems: widgetSystems(ctx.actor.kind, ctx.env),
            }}
            sync={calendars && <DashboardSync calendars={calendars} nowMs={nowMs} />}
          />
        </div>
      </DashboardArranging>
      {(waiting.length > 0 || ahead.length > 0) && <ListHint />}
    </AddedMessages>
  );
}
