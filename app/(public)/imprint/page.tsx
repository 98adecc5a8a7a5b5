import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { LegalText } from "#components/site/legal-text.tsx";
import { pageContext } from "#lib/http/page-context.ts";
import { studioSettings } from "#lib/studio/settings.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("public.legal");
  return { title: t("imprint") };
}

export default async function ImprintPage() {
  await connection();
  const { imprint } = await studioSettings(await pageContext());
  if (imprint.trim() === "") notFound();
  const t = await getTranslations("public.legal");
  return <LegalText title={t("imprint")} text={imprint} />;
}
