import { useLocale, useTranslations } from "next-intl";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { EVERY_EVENT } from "#lib/core/webhook-events.ts";
import type { WebhookView } from "#lib/webhooks/webhook-view.ts";

/** Where a webhook is called, for what, and since when. */
export function WebhookFacts({
  webhook,
  nowMs,
  timeZone,
}: {
  webhook: WebhookView;
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("webhooks");
  const locale = useLocale();
  const events = webhook.events.includes(EVERY_EVENT)
    ? t("everything")
    : webhook.events.map((event) => (t.has(`event.${event}`) ? t(`event.${event}`) : event)).join(" · ");
  return (
    <dl className="grid gap-x-6 gap-y-0.5 rounded-md border bg-raised px-4 py-4 sm:grid-cols-[auto_1fr] sm:gap-y-3 sm:px-5 max-sm:[&_dd:not(:last-child)]:mb-2.5 [&_dt]:text-ink-soft">
      <dt>{t("url")}</dt>
      <dd className="break-all">{webhook.url}</dd>
      <dt>{t("events")}</dt>
      <dd>{events}</dd>
      <dt>{t("made")}</dt>
      <dd>
        <RelativeTime atMs={webhook.createdAt} nowMs={nowMs} timeZone={timeZone} locale={locale} />
      </dd>
    </dl>
  );
}
