"use client";

import { RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { fields, textOrNull } from "#components/console/json-fields.ts";
import { useApiCall } from "#components/console/use-api-call.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { WebhookDeliveryView } from "#lib/webhooks/webhook-view.ts";
import { CallState } from "./call-state.tsx";
import { prettyJson } from "./pretty-json.ts";
import { useCallWords } from "./use-call-words.ts";

/** One call: what about, how it went, what was sent and answered, and the way to send it again. */
export function CallRow({
  call,
  nowMs,
  timeZone,
}: {
  call: WebhookDeliveryView;
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("webhooks");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const callWords = useCallWords();
  const again = useApiCall();
  const what = t.has(`event.${call.event}`) ? t(`event.${call.event}`) : call.event;
  const [about, aboutId = ""] = call.about.split(":");
  const href = about === "appointment" ? `/admin/appointments/${encodeURIComponent(aboutId)}` : null;
  const time = (atMs: number) => (
    <RelativeTime atMs={atMs} nowMs={nowMs} timeZone={timeZone} locale={locale} />
  );

  async function sendAgain() {
    const path = `/api/admin/webhooks/deliveries/${encodeURIComponent(call.id)}/retry`;
    const sent = await again.call("POST", path);
    if (!sent.ok) return toast({ text: problemWords(sent.problem), tone: "bad", durationMs: 10_000 });
    const { state, error, status } = fields(sent.answer.delivery);
    if (state === "delivered") toast({ text: t("sentAgain"), tone: "good" });
    else {
      const words = callWords(textOrNull(error), typeof status === "number" ? status : null);
      toast({ text: words, tone: "bad", durationMs: 12_000 });
    }
    router.refresh();
  }

  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-4 sm:px-5">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <CallState state={call.state} />
          {href ? (
            <Link href={href} className="font-medium underline underline-offset-4 hover:no-underline">
              {what}
            </Link>
          ) : (
            <span className="font-medium">{what}</span>
          )}
        </p>
        <p className="mt-1 text-sm text-ink-soft">
          {time(call.createdAt)}
          {call.status !== null && ` · ${t("answered", { status: call.status })}`}
          {call.durationMs !== null && ` · ${t("tookMs", { ms: call.durationMs })}`}
          {call.attempts > 0 && ` · ${t("attempts", { count: call.attempts })}`}
          {call.nextAttemptAt !== null && call.attempts > 0 && (
            <>
              {" · "}
              {t("next")} {time(Math.max(call.nextAttemptAt, nowMs))}
            </>
          )}
        </p>
        {call.error !== null && <p className="mt-1 text-sm">{callWords(call.error, call.status)}</p>}
        <details className="mt-1 text-sm">
          <summary className="inline-flex min-h-9 cursor-pointer items-center text-ink-soft underline underline-offset-4">
            {t("details")}
          </summary>
          <p className="mt-1 break-all text-ink-soft">
            {t("callId")}: <code>{call.id}</code> · <code>{call.event}</code>
          </p>
          {call.body === "" ? (
            <p className="mt-1">{t("redacted")}</p>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
            <pre tabIndex={0} className="mt-2 max-h-80 overflow-auto rounded-md bg-sunk p-3 text-xs">
              {prettyJson(call.body)}
            </pre>
          )}
          {call.answer !== "" && (
            <>
              <p className="mt-2 font-medium">{t("answer")}</p>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: as above */}
              <pre tabIndex={0} className="mt-1 max-h-40 overflow-auto rounded-md bg-sunk p-3 text-xs">
                {call.answer}
              </pre>
            </>
          )}
        </details>
      </div>
      {call.body !== "" && call.state !== "waiting" && (
        <Button
          size="sm"
          busy={again.busy}
          aria-label={t("againNamed", { what })}
          onClick={() => void sendAgain()}
        >
          <RotateCcw aria-hidden />
          {t("again")}
        </Button>
      )}
    </li>
  );
}
