"use client";

import { Clock } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { DiscardDelivery } from "#components/console/discard-delivery.tsx";
import { useApiCall } from "#components/console/use-api-call.ts";
import { useCause } from "#components/console/use-cause.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { DeliveryView } from "#lib/outbox/delivery-view.ts";
import { useDeliveryWords } from "./use-delivery-words.ts";

/** What giving up means, where it is no mail. */
const DISCARD_MEANS: Partial<
  Record<DeliveryView["kind"], "discardCalendar" | "discardFolder" | "discardFile" | "discardFollowUp">
> = {
  calendar: "discardCalendar",
  folder: "discardFolder",
  file: "discardFile",
  follow_up: "discardFollowUp",
};

/** Something that waits to go out, or was given up: what, about whom, why, and what can be done. */
export function DeliveryRow({
  delivery,
  nowMs,
  timeZone,
}: {
  delivery: DeliveryView;
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("console.sync");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const cause = useCause();
  const { busy, call } = useApiCall();
  const { what, about } = useDeliveryWords()(delivery);
  const { appointmentId, lastErrorKey, lastError } = delivery;
  const dead = delivery.state === "dead";
  const named = about ? `${what}, ${about}` : what;
  const time = (atMs: number) => (
    <RelativeTime atMs={atMs} nowMs={nowMs} timeZone={timeZone} locale={locale} />
  );

  async function retry() {
    const tried = await call("POST", `/api/admin/outbox/${encodeURIComponent(delivery.id)}/retry`);
    if (tried.ok) toast({ text: t("retried") });
    else toast({ text: problemWords(tried.problem), tone: "bad", durationMs: 10_000 });
    router.refresh();
  }

  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-5 py-4">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {dead ? (
            <StatusBadge tone="bad">{t("stateDead")}</StatusBadge>
          ) : (
            <StatusBadge tone="neutral" icon={Clock}>
              {t("stateWaiting")}
            </StatusBadge>
          )}
          <span className="font-medium">{what}</span>
        </p>
        {about && appointmentId && (
          <p className="mt-1">
            <Link
              href={`/admin/appointments/${encodeURIComponent(appointmentId)}`}
              className="rounded-sm underline underline-offset-4 hover:no-underline"
            >
              {about}
            </Link>
          </p>
        )}
        {about && !appointmentId && <p className="mt-1 break-words">{about}</p>}
        <p className="mt-0.5 text-sm text-ink-soft">
          {t("since")} {time(delivery.createdAt)} · {t("attempts", { count: delivery.attempts })}
          {!dead && delivery.attempts > 0 && (
            <>
              {" · "}
              {t("next")} {time(Math.max(delivery.nextAttemptAt, nowMs))}
            </>
          )}
        </p>
        {lastError !== null && (
          <p className="mt-0.5 text-sm break-words">{cause(lastErrorKey)?.title ?? lastError}</p>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          busy={busy}
          aria-label={t("retryNamed", { what: named })}
          onClick={() => void retry()}
        >
          {t("retry")}
        </Button>
        <DiscardDelivery id={delivery.id} text={t(DISCARD_MEANS[delivery.kind] ?? "discardMail")}>
          <Button size="sm" variant="ghost" aria-label={t("discardNamed", { what: named })}>
            {t("discard")}
          </Button>
        </DiscardDelivery>
      </div>
    </li>
  );
}
