import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccentForm } from "#components/console/accent-form.tsx";
import { ContactForm } from "#components/console/contact-form.tsx";
import { FormSection } from "#components/console/form-section.tsx";
import { ImageField } from "#components/console/image-field.tsx";
import { LegalForm } from "#components/console/legal-form.tsx";
import { MoneyForm } from "#components/console/money-form.tsx";
import { NotAllowed } from "#components/console/not-allowed.tsx";
import { PageHead } from "#components/console/page-head.tsx";
import { RequestsForm } from "#components/console/requests-form.tsx";
import { StudioClosures } from "#components/console/studio-closures.tsx";
import { StudioForm } from "#components/console/studio-form.tsx";
import { Mark } from "#components/site/mark.tsx";
import { listClosures } from "#lib/studio/list-closures.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { signedIn } from "../../(staff)/signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("console.nav");
  return { title: t("settings") };
}

export default async function SettingsPage() {
  const ctx = await signedIn("/admin/settings");
  const t = await getTranslations("console");
  const rules = await getTranslations("rules.settings");
  if (ctx.actor.kind !== "admin") return <NotAllowed>{t("notAllowed.settings")}</NotAllowed>;
  const settings = await studioSettings(ctx);
  const { name, timeZone, locale, imprint, privacy, address, contactEmail, phone } = settings;
  const { currency, paymentUrl } = settings;
  return (
    <>
      <PageHead title={t("settings.title")} text={t("settings.text")} />
      <FormSection title={t("settings.studio")} text={t("settings.studioText")}>
        <StudioForm settings={{ name, timeZone, locale }} />
      </FormSection>
      <FormSection title={rules("contact")} text={rules("contactText")}>
        <ContactForm settings={{ address, contactEmail, phone }} />
      </FormSection>
      <FormSection title={t("settings.logo")} text={t("settings.logoText")}>
        <ImageField
          path="/api/admin/settings/logo"
          label={t("settings.logo")}
          imageUrl={settings.logoUrl}
          contain
        >
          <Mark className="size-14" />
        </ImageField>
      </FormSection>
      <FormSection title={t("settings.colour")} text={t("settings.colourText")}>
        <AccentForm accent={settings.accent} />
      </FormSection>
      <FormSection title={t("settings.requests")} text={t("settings.requestsText")}>
        <RequestsForm settings={settings} />
      </FormSection>
      <FormSection title={rules("money")} text={rules("moneyText")}>
        <MoneyForm settings={{ currency, paymentUrl }} />
      </FormSection>
      <FormSection title={rules("closures")} text={rules("closuresText")}>
        <StudioClosures closures={await listClosures(ctx)} timeZone={timeZone} nowMs={ctx.now()} />
      </FormSection>
      <FormSection title={t("settings.legal")} text={t("settings.legalText")}>
        <LegalForm settings={{ imprint, privacy }} />
      </FormSection>
    </>
  );
}
