import { useLocale, useTranslations } from "next-intl";
import { LinkButton } from "#components/ui/link-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { EVERY_EVENT } from "#lib/core/webhook-events.ts";
import type { WebhookView } from "#lib/webhooks/webhook-view.ts";
import { WebhookState } from "./webhook-state.tsx";

const LAST = {
  delivered: "lastDelivered",
  failed: "lastFailed",
  given_up: "lastGivenUp",
  waiting: "lastWaiting",
} as const;

/** Every webhook with whether it is called and how the last call went. */
export function WebhookRows({
  webhooks,
  nowMs,
  timeZone,
}: {
  webhooks: WebhookView[];
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("webhooks");
  const locale = useLocale();
  return (
    <ul aria-label={t("title")} className="divide-y rounded-md border bg-raised">
      {webhooks.map((webhook) => (
        <li
          key={webhook.id}
          className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2 px-4 py-3.5 sm:px-5"
        >
          <div className="min-w-0 flex-1 basis-64 leading-snug">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h2 className="font-display text-base font-semibold break-words">{webhook.name}</h2>
              <WebhookState webhook={webhook} />
            </div>
            <p className="text-sm break-all text-ink-soft">{webhook.url}</p>
            <p className="text-sm text-ink-soft">
              {webhook.events.includes(EVERY_EVENT)
                ? t("allEvents")
                : t("eventCount", { count: webhook.events.length })}
              {" · "}
              {webhook.last ? (
                <>
                  {t(LAST[webhook.last.state])}{" "}
                  <RelativeTime
                    atMs={webhook.last.createdAt}
                    nowMs={nowMs}
                    timeZone={timeZone}
                    locale={locale}
                  />
                </>
              ) : (
                t("neverCalled")
              )}
            </p>
          </div>
          <LinkButton
            size="sm"
            href={`/admin/webhooks/${encodeURIComponent(webhook.id)}`}
            aria-label={t("openNamed", { name: webhook.name })}
          >
            {t("open")}
          </LinkButton>
        </li>
      ))}
    </ul>
  );
}
