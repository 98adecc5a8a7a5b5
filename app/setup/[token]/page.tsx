import type { Metadata } from "next";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { DeadLink } from "#components/console/dead-link.tsx";
import { DoorPage } from "#components/console/door-page.tsx";
import { SetupForm } from "#components/console/setup-form.tsx";
import { ClientMessages } from "#components/site/client-messages.tsx";
import { isFirstAdminLink } from "#lib/auth/create-first-admin.ts";
import { pageContext } from "#lib/http/page-context.ts";
import { studioSettings } from "#lib/studio/settings.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("console.setup");
  return { title: t("title"), robots: { index: false } };
}

export default async function SetupPage({ params }: { params: Promise<{ token: string }> }) {
  await connection();
  const { token } = await params;
  const t = await getTranslations("console.setup");
  const ctx = await pageContext();
  const { name, logoUrl } = await studioSettings(ctx);
  const usable = await isFirstAdminLink(ctx, token);
  return (
    <DoorPage studio={name} logoUrl={logoUrl} title={t("title")} text={usable ? t("text") : undefined}>
      <ClientMessages namespaces={["console"]}>
        {usable ? <SetupForm token={token} /> : <DeadLink of="setup" />}
      </ClientMessages>
    </DoorPage>
  );
}
