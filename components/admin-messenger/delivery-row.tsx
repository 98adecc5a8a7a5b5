"use client";

import { Clock, RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { text } from "#components/console/json-fields.ts";
import { useApiCall } from "#components/console/use-api-call.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { NotificationDeliveryJson } from "#lib/messenger/list-notification-deliveries.ts";
import { DeliveryFacts } from "./delivery-facts.tsx";
import { useFailureWords } from "./use-failure-words.ts";

const STUCK_MS = 30_000;
const STATE_TONE = { queued: "neutral", sent: "good", failed: "bad" } as const;

/** One notification and how its delivery went: for whom, from whom, why not, and the way to try it again. */
export function DeliveryRow({
  delivery,
  nowMs,
  timeZone,
}: {
  delivery: NotificationDeliveryJson;
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("admin-messenger.deliveries");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const failureWords = useFailureWords();
  const again = useApiCall();
  const { id, title, status, priority, transport, error, created_at, duplicates } = delivery;
  const place = delivery.target_user_name ?? delivery.room_name;
  // What has just been sent is being delivered anyway.
  const isStuck = status === "failed" || (status === "queued" && nowMs - Date.parse(created_at) > STUCK_MS);
  const mayRetry = isStuck && transport !== "none" && error !== "expired";

  async function retry() {
    const tried = await again.call("POST", `/api/v1/admin/deliveries/${encodeURIComponent(id)}/retry`);
    if (!tried.ok) toast({ text: problemWords(tried.problem), tone: "bad", durationMs: 10_000 });
    else if (tried.answer.status === "sent") toast({ text: t("wasSent") });
    else if (tried.answer.status === "failed")
      toast({ text: failureWords(text(tried.answer.error)), tone: "bad", durationMs: 10_000 });
    else toast({ text: t("isQueued"), tone: "info" });
    router.refresh();
  }

  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 py-3 leading-snug sm:px-5">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StatusBadge tone={STATE_TONE[status]} {...(status === "queued" && { icon: Clock })}>
            {t(`state.${status}`)}
          </StatusBadge>
          {priority === "urgent" && <StatusBadge tone="warn">{t("urgent")}</StatusBadge>}
          <span className="min-w-0 font-medium break-words">{title}</span>
        </p>
        <p className="mt-1 text-sm break-words text-ink-soft">
          {delivery.source_app}
          {" · "}
          {place === null ? t("bellOnly") : t("to", { place })}
          {" · "}
          <RelativeTime
            atMs={Math.min(Date.parse(created_at), nowMs)}
            nowMs={nowMs}
            timeZone={timeZone}
            locale={locale}
          />
        </p>
        {error !== null && <p className="mt-1 text-sm break-words">{failureWords(error)}</p>}
        {duplicates > 0 && (
          <p className="mt-1">
            <Badge>{t("duplicates", { count: duplicates })}</Badge>
          </p>
        )}
        <DeliveryFacts delivery={delivery} nowMs={nowMs} timeZone={timeZone} />
      </div>
      {mayRetry && (
        <Button
          size="sm"
          busy={again.busy}
          aria-label={t("againNamed", { title })}
          onClick={() => void retry()}
        >
          <RotateCcw aria-hidden />
          {t("again")}
        </Button>
      )}
    </li>
  );
}
