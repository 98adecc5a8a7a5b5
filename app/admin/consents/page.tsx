import { FileSignature } from "lucide-react";
import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import { ConsentFormRows, NewConsentForm } from "#components/consents/consent-form-rows.tsx";
import { NotAllowed } from "#components/console/not-allowed.tsx";
import { PageHead } from "#components/console/page-head.tsx";
import { AddedMessages } from "#components/site/added-messages.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { listConsentForms } from "#lib/consents/list-consent-forms.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { signedIn } from "../../(staff)/signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("consent.admin");
  return { title: t("title") };
}

export default async function ConsentFormsPage() {
  const ctx = await signedIn("/admin/consents");
  const t = await getTranslations("consent.admin");
  if (ctx.actor.kind !== "admin") return <NotAllowed>{t("notAllowed")}</NotAllowed>;
  const [forms, { locale }, { consent }] = await Promise.all([
    listConsentForms(ctx),
    studioSettings(ctx),
    getMessages(),
  ]);
  // What customers sign is in the studio's language, whatever language this page is read in.
  const words = await getTranslations({ locale, namespace: "consent.admin.example" });
  const example = { title: words("title"), body: words("body") };
  return (
    <AddedMessages messages={consent === undefined ? {} : { consent }}>
      <PageHead title={t("title")} text={t("text")}>
        <NewConsentForm example={example} />
      </PageHead>
      {forms.length === 0 ? (
        <div className="rounded-md border bg-raised">
          <EmptyState icon={FileSignature} title={t("none")}>
            {t("noneText")}
          </EmptyState>
        </div>
      ) : (
        <ConsentFormRows forms={forms} example={example} />
      )}
    </AddedMessages>
  );
}
