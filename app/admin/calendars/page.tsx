import { Users } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ArtistCalendars } from "#components/console/artist-calendars.tsx";
import { LiveRefresh } from "#components/console/live-refresh.tsx";
import { NotAllowed } from "#components/console/not-allowed.tsx";
import { NotConfiguredAlert } from "#components/console/not-configured-alert.tsx";
import { PageHead } from "#components/console/page-head.tsx";
import { ImportCalendarsDialog } from "#components/sync/import-calendars-dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { listCalendarConfigurations } from "#lib/calendars/list-calendar-configurations.ts";
import { signedIn } from "../../(staff)/signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("console.nav");
  return { title: t("calendars") };
}

export default async function CalendarsPage() {
  const ctx = await signedIn("/admin/calendars");
  const t = await getTranslations("console");
  if (ctx.actor.kind === "staff") return <NotAllowed>{t("notAllowed.calendars")}</NotAllowed>;
  const { configured, missing, serviceUser, artists } = await listCalendarConfigurations(ctx);
  const nowMs = ctx.now();
  const reading =
    configured &&
    artists.some(({ calendars }) =>
      calendars.some(({ syncedAt, failingSince }) => syncedAt === null && failingSince === null),
    );
  return (
    <>
      {/* A first read is followed as it happens. */}
      <LiveRefresh everyMs={reading ? 2_000 : undefined} />
      <PageHead
        title={t("calendars.title")}
        text={configured && serviceUser ? t("calendars.account", { user: serviceUser }) : t("calendars.text")}
      >
        {configured && ctx.actor.kind === "admin" && <ImportCalendarsDialog />}
      </PageHead>
      <div className="space-y-6">
        {!configured && <NotConfiguredAlert missing={missing} />}
        {artists.map((artist) => (
          <ArtistCalendars key={artist.id} artist={artist} configured={configured} nowMs={nowMs} />
        ))}
        {artists.length === 0 && (
          <div className="rounded-md border bg-raised">
            <EmptyState icon={Users} title={t("calendars.noArtists")}>
              {t("calendars.noArtistsText")}
            </EmptyState>
          </div>
        )}
      </div>
    </>
  );
}
