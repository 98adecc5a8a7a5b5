import { CalendarSearch } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import {
  appointmentFilterHref,
  appointmentQuery,
  PAGE_SIZE,
  parseAppointmentFilter,
} from "#components/console/appointment-filter.ts";
import { AppointmentFilters } from "#components/console/appointment-filters.tsx";
import { AppointmentList } from "#components/console/appointment-list.tsx";
import { ListHint } from "#components/console/list-hint.tsx";
import { LiveRefresh } from "#components/console/live-refresh.tsx";
import { PageHead } from "#components/console/page-head.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { listAppointments } from "#lib/appointments/list-appointments.ts";
import { listBookableArtists } from "#lib/artists/list-bookable-artists.ts";
import { listConsentMarks } from "#lib/consents/list-consent-marks.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { signedIn } from "../../(staff)/signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("console.nav");
  return { title: t("appointments") };
}

export default async function AppointmentsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const wanted = parseAppointmentFilter(await searchParams);
  const ctx = await signedIn(appointmentFilterHref(wanted));
  const t = await getTranslations("console.appointments");
  const nowMs = ctx.now();
  // Artists see their own, whatever the address says.
  const filter = ctx.actor.kind === "artist" ? { ...wanted, artist: null } : wanted;
  const artists = ctx.actor.kind === "artist" ? [] : await listBookableArtists(ctx);
  const { timeZone } = await studioSettings(ctx);
  const found = await listAppointments(ctx, appointmentQuery(filter, nowMs));
  const rows = found.slice(0, PAGE_SIZE);
  return (
    <>
      <LiveRefresh />
      <PageHead title={t("title")} />
      <AppointmentFilters filter={filter} artists={artists.map(({ id, name }) => ({ id, name }))} />
      {rows.length === 0 ? (
        <div className="rounded-md border bg-raised">
          <EmptyState
            icon={CalendarSearch}
            title={filter.q ? t("nothingFound", { query: filter.q }) : t(`empty.${filter.status}`)}
            action={
              filter.q && filter.status !== "all" ? (
                <LinkButton href={appointmentFilterHref({ ...filter, page: 1, status: "all" })}>
                  {t("searchAll")}
                </LinkButton>
              ) : filter.status === "upcoming" && !filter.artist && !filter.q ? (
                <LinkButton href="/">{t("openPublic")}</LinkButton>
              ) : (
                <LinkButton href={appointmentFilterHref({})}>{t("showUpcoming")}</LinkButton>
              )
            }
          >
            {t(filter.q ? "nothingFoundText" : "emptyText")}
          </EmptyState>
        </div>
      ) : (
        <AppointmentList
          byDay
          appointments={rows}
          nowMs={nowMs}
          timeZone={timeZone}
          label={t("title")}
          consents={await listConsentMarks(ctx, rows)}
        />
      )}
      {(filter.page > 1 || found.length > PAGE_SIZE) && (
        <nav aria-label={t("pages")} className="mt-6 flex justify-between gap-3">
          {filter.page > 1 ? (
            <LinkButton href={appointmentFilterHref({ ...filter, page: filter.page - 1 })}>
              {t("previous")}
            </LinkButton>
          ) : (
            <span />
          )}
          {found.length > PAGE_SIZE && (
            <LinkButton href={appointmentFilterHref({ ...filter, page: filter.page + 1 })}>
              {t("next")}
            </LinkButton>
          )}
        </nav>
      )}
      {rows.length > 0 && <ListHint />}
    </>
  );
}
