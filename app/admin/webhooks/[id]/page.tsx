import { ChevronLeft } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getMessages, getTranslations } from "next-intl/server";
import { LiveRefresh } from "#components/console/live-refresh.tsx";
import { NotAllowed } from "#components/console/not-allowed.tsx";
import { PageHead } from "#components/console/page-head.tsx";
import { AddedMessages } from "#components/site/added-messages.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Link } from "#components/ui/link.tsx";
import { CallLog } from "#components/webhooks/call-log.tsx";
import { WebhookActions } from "#components/webhooks/webhook-actions.tsx";
import { WebhookFacts } from "#components/webhooks/webhook-facts.tsx";
import { WebhookState } from "#components/webhooks/webhook-state.tsx";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { listWebhookLog } from "#lib/webhooks/list-webhook-log.ts";
import { logPlace } from "#lib/webhooks/log-place.ts";
import { showWebhook } from "#lib/webhooks/show-webhook.ts";
import type { WebhookView } from "#lib/webhooks/webhook-view.ts";
import { signedIn } from "../../../(staff)/signed-in.ts";

const CALLS = 25;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("webhooks");
  return { title: t("title") };
}

export default async function WebhookPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ before?: string | string[] }>;
}) {
  const { id } = await params;
  const { before } = await searchParams;
  const ctx = await signedIn(`/admin/webhooks/${id}`);
  const t = await getTranslations("webhooks");
  if (ctx.actor.kind !== "admin") return <NotAllowed>{t("notAllowed")}</NotAllowed>;
  const webhook = await found(ctx, id);
  const place = typeof before === "string" ? logPlace(before) : null;
  const [log, { timeZone }, { webhooks: words }] = await Promise.all([
    listWebhookLog(ctx, { id, limit: CALLS, before: place ?? undefined }),
    studioSettings(ctx),
    getMessages(),
  ]);
  const own = `/admin/webhooks/${encodeURIComponent(id)}`;
  return (
    <AddedMessages messages={words === undefined ? {} : { webhooks: words }}>
      {!place && <LiveRefresh everyMs={3_000} />}
      <p className="mb-3">
        <Link
          href="/admin/webhooks"
          className="inline-flex min-h-9 items-center gap-1 rounded-sm text-sm text-ink-soft underline underline-offset-4 hover:no-underline"
        >
          <ChevronLeft aria-hidden className="size-4" />
          {t("back")}
        </Link>
      </p>
      <PageHead title={webhook.name}>
        <WebhookState webhook={webhook} />
      </PageHead>
      <div className="space-y-8">
        {!webhook.active && webhook.disabledAt !== null && (
          <Alert tone="bad" title={t("offByItself")}>
            {t("offByItselfText")}
          </Alert>
        )}
        <WebhookFacts webhook={webhook} nowMs={ctx.now()} timeZone={timeZone} />
        <WebhookActions webhook={webhook} />
        <CallLog
          calls={log.deliveries}
          olderHref={log.next && `${own}?before=${encodeURIComponent(log.next)}`}
          nowMs={ctx.now()}
          timeZone={timeZone}
        />
      </div>
    </AddedMessages>
  );
}

async function found(ctx: Ctx, id: string): Promise<WebhookView> {
  try {
    return await showWebhook(ctx, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
