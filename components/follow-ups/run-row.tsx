"use client";

import { ExternalLink, RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { DiscardDelivery } from "#components/console/discard-delivery.tsx";
import { useApiCall } from "#components/console/use-api-call.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { FollowUpRunView } from "#lib/follow-ups/follow-up-view.ts";
import { RunState } from "./run-state.tsx";

/** One run: about whom, what became of it and why, the way to what was made, and to try again what was given up. */
export function RunRow({
  run,
  name,
  nowMs,
  timeZone,
}: {
  run: FollowUpRunView;
  name: string;
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("follow-ups");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const { busy, call } = useApiCall();
  const { event, connector, state, reason, detail, deliveryId, remoteUrl, nextAttemptAt } = run;
  const thing = t("cellLabel", { event: t(`short.${event}`), thing: t(`thing.${connector}`) });
  const whose = t("log.of", { client: run.clientName, service: run.serviceName, artist: run.artistName });
  const about = `${thing}, ${run.clientName}`;
  const time = (iso: string) => (
    <RelativeTime atMs={Date.parse(iso)} nowMs={nowMs} timeZone={timeZone} locale={locale} />
  );

  async function retry() {
    const tried = await call("POST", `/api/admin/outbox/${encodeURIComponent(deliveryId ?? "")}/retry`);
    if (tried.ok) toast({ text: t("log.retried") });
    else toast({ text: problemWords(tried.problem), tone: "bad", durationMs: 10_000 });
    router.refresh();
  }

  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-3.5 sm:px-5">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <RunState state={state} byHand={state === "given_up" && deliveryId === null} />
          <span className="font-medium">{thing}</span>
        </p>
        <p className="mt-1">
          <Link
            href={`/admin/appointments/${encodeURIComponent(run.appointmentId)}`}
            className="rounded-sm break-words underline underline-offset-4 hover:no-underline"
          >
            {whose}
          </Link>
        </p>
        <p className="mt-0.5 text-sm text-ink-soft">
          {time(run.doneAt ?? run.createdAt)}
          {state !== "done" && run.attempts > 0 && ` · ${t("log.attempts", { count: run.attempts })}`}
          {state === "waiting" && run.attempts > 0 && nextAttemptAt !== null && (
            <>
              {" · "}
              {t("log.next")} {time(later(nextAttemptAt, nowMs))}
            </>
          )}
        </p>
        {reason !== null && (
          <p className="mt-0.5 text-sm break-words">
            {t.has(`reason.${reason}`) ? t(`reason.${reason}`) : t("reason.rejected")}
            {detail !== "" && <span className="block text-ink-soft">{detail}</span>}
            <Remedy run={run} about={about} />
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        {remoteUrl !== null && (
          <a
            href={remoteUrl}
            target="_blank"
            rel="noreferrer"
            aria-label={t("log.openNamed", { name, about })}
            className="inline-flex min-h-9 items-center gap-1.5 rounded-sm text-sm font-medium underline underline-offset-4 hover:no-underline"
          >
            {t("log.open", { name })}
            <ExternalLink aria-hidden className="size-4" />
          </a>
        )}
        {deliveryId !== null && run.attempts > 0 && (
          <Button
            size="sm"
            busy={busy}
            aria-label={t("log.retryNamed", { about })}
            onClick={() => void retry()}
          >
            <RotateCcw aria-hidden />
            {t("log.retry")}
          </Button>
        )}
        {deliveryId !== null && run.attempts > 0 && (
          <DiscardDelivery id={deliveryId} text={t("log.discardText", { name })}>
            <Button size="sm" variant="ghost" aria-label={t("log.discardNamed", { about })}>
              {t("log.discard")}
            </Button>
          </DiscardDelivery>
        )}
      </div>
    </li>
  );
}

const EDITABLE = ["not-found", "invalid"];
const CONNECTION = ["auth", "not-configured"];

/** The way to what can be mended, as long as something waits for it. */
function Remedy({ run, about }: { run: FollowUpRunView; about: string }) {
  const t = useTranslations("follow-ups.log");
  const { event, connector, reason, deliveryId } = run;
  const what = EDITABLE.includes(reason ?? "")
    ? "edit"
    : CONNECTION.includes(reason ?? "")
      ? "connection"
      : null;
  if (what === null || deliveryId === null) return null;
  const base = "/admin/integrations";
  return (
    <Link
      href={what === "edit" ? `${base}/follow-ups?edit=${event}:${connector}` : base}
      scroll={false}
      aria-label={t(`${what}Named`, { about })}
      className="inline-flex min-h-8 items-center rounded-sm underline underline-offset-4 hover:no-underline"
    >
      {t(what)}
    </Link>
  );
}

/** What is overdue is tried any moment. */
function later(iso: string, nowMs: number): string {
  return new Date(Math.max(Date.parse(iso), nowMs)).toISOString();
}
