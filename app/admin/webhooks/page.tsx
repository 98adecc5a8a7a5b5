import { Webhook } from "lucide-react";
import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import { NotAllowed } from "#components/console/not-allowed.tsx";
import { PageHead } from "#components/console/page-head.tsx";
import { AddedMessages } from "#components/site/added-messages.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { NewWebhook } from "#components/webhooks/new-webhook.tsx";
import { WebhookRows } from "#components/webhooks/webhook-rows.tsx";
import { studioSettings } from "#lib/studio/settings.ts";
import { listWebhooks } from "#lib/webhooks/list-webhooks.ts";
import { signedIn } from "../../(staff)/signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("webhooks");
  return { title: t("title") };
}

export default async function WebhooksPage() {
  const ctx = await signedIn("/admin/webhooks");
  const t = await getTranslations("webhooks");
  if (ctx.actor.kind !== "admin") return <NotAllowed>{t("notAllowed")}</NotAllowed>;
  const [webhooks, { timeZone }, { webhooks: words }] = await Promise.all([
    listWebhooks(ctx),
    studioSettings(ctx),
    getMessages(),
  ]);
  return (
    <AddedMessages messages={words === undefined ? {} : { webhooks: words }}>
      <PageHead title={t("title")} text={t("text")}>
        <NewWebhook />
      </PageHead>
      {webhooks.length === 0 ? (
        <div className="rounded-md border bg-raised">
          <EmptyState icon={Webhook} title={t("none")}>
            {t("noneText")}
          </EmptyState>
        </div>
      ) : (
        <WebhookRows webhooks={webhooks} nowMs={ctx.now()} timeZone={timeZone} />
      )}
    </AddedMessages>
  );
}
