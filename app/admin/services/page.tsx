import { ListChecks } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewServiceDialog } from "#components/console/new-service-dialog.tsx";
import { NotAllowed } from "#components/console/not-allowed.tsx";
import { PageHead } from "#components/console/page-head.tsx";
import { ServiceRows } from "#components/console/service-rows.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { listArtistViews } from "#lib/artists/list-artist-views.ts";
import { listServiceViews } from "#lib/services/list-service-views.ts";
import { signedIn } from "../../(staff)/signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("console.nav");
  return { title: t("services") };
}

export default async function ServicesPage() {
  const ctx = await signedIn("/admin/services");
  const t = await getTranslations("console");
  if (ctx.actor.kind === "artist") return <NotAllowed>{t("notAllowed.services")}</NotAllowed>;
  const [services, views] = await Promise.all([listServiceViews(ctx), listArtistViews(ctx)]);
  const artists = views.map(({ id, name }) => ({ id, name }));
  const editable = ctx.actor.kind === "admin";
  return (
    <>
      <PageHead title={t("services.title")} text={t("services.text")}>
        {editable && <NewServiceDialog artists={artists} />}
      </PageHead>
      {services.length === 0 ? (
        <div className="rounded-md border bg-raised">
          <EmptyState icon={ListChecks} title={t("services.none")}>
            {t("services.noneText")}
          </EmptyState>
        </div>
      ) : (
        <ServiceRows services={services} artists={artists} editable={editable} />
      )}
    </>
  );
}
