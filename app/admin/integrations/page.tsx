import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import { NotAllowed } from "#components/console/not-allowed.tsx";
import { PageHead } from "#components/console/page-head.tsx";
import { IntegrationBoard } from "#components/integrations/integration-board.tsx";
import { IntegrationTabs } from "#components/integrations/integration-tabs.tsx";
import { AddedMessages } from "#components/site/added-messages.tsx";
import { listIntegrations } from "#lib/hub/list-integrations.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { signedIn } from "../../(staff)/signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("integrations");
  return { title: t("title") };
}

export default async function IntegrationsPage() {
  const ctx = await signedIn("/admin/integrations");
  const t = await getTranslations("integrations");
  if (ctx.actor.kind !== "admin") return <NotAllowed>{t("notAllowed")}</NotAllowed>;
  const [integrations, { timeZone }, { integrations: words }] = await Promise.all([
    listIntegrations(ctx),
    studioSettings(ctx),
    getMessages(),
  ]);
  return (
    <AddedMessages messages={words === undefined ? {} : { integrations: words }}>
      <PageHead title={t("title")} text={t("text")} />
      <IntegrationTabs current="connections" />
      <IntegrationBoard first={{ integrations, atMs: ctx.now() }} timeZone={timeZone} />
    </AddedMessages>
  );
}
