import { Users } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ArtistRows } from "#components/console/artist-rows.tsx";
import { LiveRefresh } from "#components/console/live-refresh.tsx";
import { NewArtistDialog } from "#components/console/new-artist-dialog.tsx";
import { PageHead } from "#components/console/page-head.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { listArtistViews } from "#lib/artists/list-artist-views.ts";
import { listServiceViews } from "#lib/services/list-service-views.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { signedIn } from "../../(staff)/signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("console.nav");
  return { title: t("artists") };
}

export default async function ArtistsPage() {
  const ctx = await signedIn("/admin/artists");
  if (ctx.actor.kind === "artist") redirect(`/admin/artists/${encodeURIComponent(ctx.actor.artistId)}`);
  const t = await getTranslations("console.artists");
  const [artists, services, { timeZone }] = await Promise.all([
    listArtistViews(ctx),
    listServiceViews(ctx),
    studioSettings(ctx),
  ]);
  const create = ctx.actor.kind === "admin" && (
    <NewArtistDialog
      services={services.filter(({ active }) => active).map(({ id, name }) => ({ id, name }))}
      studioZone={timeZone}
    />
  );
  return (
    <>
      <LiveRefresh everyMs={120_000} />
      <PageHead title={t("title")} text={t("text")}>
        {create}
      </PageHead>
      {artists.length === 0 ? (
        <div className="rounded-md border bg-raised">
          <EmptyState icon={Users} title={t("none")}>
            {t("noneText")}
          </EmptyState>
        </div>
      ) : (
        <ArtistRows artists={artists} services={services} studioZone={timeZone} />
      )}
    </>
  );
}
