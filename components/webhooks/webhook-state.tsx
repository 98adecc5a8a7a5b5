import { CircleOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { WebhookView } from "#lib/webhooks/webhook-view.ts";

/** Whether a webhook is called, and whether it was us who stopped. */
export function WebhookState({ webhook }: { webhook: Pick<WebhookView, "active" | "disabledAt"> }) {
  const t = useTranslations("webhooks");
  if (webhook.active) return <StatusBadge tone="good">{t("on")}</StatusBadge>;
  if (webhook.disabledAt !== null) return <StatusBadge tone="bad">{t("offByItself")}</StatusBadge>;
  return (
    <StatusBadge tone="neutral" icon={CircleOff}>
      {t("off")}
    </StatusBadge>
  );
}
