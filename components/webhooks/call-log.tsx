"use client";

import { Webhook } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { WebhookDeliveryView } from "#lib/webhooks/webhook-view.ts";
import { CallRow } from "./call-row.tsx";

/** What was sent to a webhook and what came of it, newest first. */
export function CallLog({
  calls,
  olderHref,
  nowMs,
  timeZone,
}: {
  calls: WebhookDeliveryView[];
  olderHref: string | null;
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("webhooks");
  return (
    <section aria-labelledby="calls">
      <h2 id="calls" className="mb-3 font-display text-xl font-semibold">
        {t("log")}
      </h2>
      {calls.length === 0 ? (
        <div className="rounded-md border bg-raised">
          <EmptyState icon={Webhook} title={t("logNone")}>
            {t("logNoneText")}
          </EmptyState>
        </div>
      ) : (
        <ul aria-labelledby="calls" className="divide-y rounded-md border bg-raised">
          {calls.map((call) => (
            <CallRow key={call.id} call={call} nowMs={nowMs} timeZone={timeZone} />
          ))}
        </ul>
      )}
      {olderHref && (
        <LinkButton className="mt-4" href={olderHref}>
          {t("older")}
        </LinkButton>
      )}
    </section>
  );
}
