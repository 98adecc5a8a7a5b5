import { Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { WebhookDeliveryView } from "#lib/webhooks/webhook-view.ts";

/** How a call stands, by icon and word. */
export function CallState({ state }: { state: WebhookDeliveryView["state"] }) {
  const t = useTranslations("webhooks.state");
  const tone = ({ waiting: "neutral", delivered: "good", failed: "warn", given_up: "bad" } as const)[state];
  return (
    <StatusBadge tone={tone} {...(state === "waiting" && { icon: Clock })}>
      {t(state)}
    </StatusBadge>
  );
}
