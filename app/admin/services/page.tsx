import { ListChecks } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewServiceDialog } from "#components/console/new-service-dialog.tsx";
import { NotAllowed } from "#components/console/not-allowed.tsx";
import { PageHead } from "#components/console/page-head.tsx";
import { ServiceRows } from "#components/console/service-rows.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { listArtistViews } from "#lib/artists/list-artist-views.ts";
import { listConsentFormTitles } from "#lib/services/list-consent-form-titles.ts";
import { listServiceViews } from "#lib/services/list-service-views.ts";
import { studioSettings } from "#lib/studio/settings.ts";
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
  const choices = {
    artists: views.map(({ id, name }) => ({ id, name })),
    currency: (await studioSettings(ctx)).currency,
    consentForms: await listConsentFormTitles(ctx),
  };
  const editable = ctx.actor.kind === "admin";
  return (
    <>
      <PageHead title={t("services.title")} text={t("services.text")}>
        {editable && <NewServiceDialog choices={choices} />}
      </PageHead>
      {services.length === 0 ? (
        <div className="rounded-md border bg-raised">
          <EmptyState icon={ListChecks} title={t("services.none")}>
            {t("services.noneText")}
          </EmptyState>
        </div>
      ) : (
        <ServiceRows services={services} choices={choices} editable={editable} />
      )}
    </>
  );
}
