"use client";

import { CircleAlert, CircleCheck, Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { fields, list, text } from "#components/console/json-fields.ts";
import { useApiCall } from "#components/console/use-api-call.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#lib/core/cn.ts";
import { NEWS_CHANNELS, type NewsChannel } from "#lib/news/choices.ts";

const STATES = {
  sent: { icon: CircleCheck, tone: "text-good" },
  queued: { icon: Clock, tone: "text-warn" },
  failed: { icon: CircleAlert, tone: "text-bad" },
} as const;
type State = keyof typeof STATES;

/** Tells oneself something by everything that was chosen, and says what became of it. */
export function TestNews() {
  const t = useTranslations("news.page.test");
  const channelWords = useTranslations("news.page.channel");
  const words = useProblemWords();
  const { busy, problem, call } = useApiCall();
  const [results, setResults] = useState<{ channel: NewsChannel; state: State }[] | null>(null);
  async function send() {
    setResults(null);
    const outcome = await call("POST", "/api/news/test");
    if (outcome.ok) setResults(list(outcome.answer.channels).flatMap(toResult));
  }
  return (
    <div className="space-y-4">
      <Button variant="secondary" busy={busy} onClick={() => void send()}>
        {t("send")}
      </Button>
      <div aria-live="polite">
        {problem && <Alert tone="bad">{words(problem)}</Alert>}
        {results?.length === 0 && <p className="text-sm text-ink-soft">{t("nothing")}</p>}
        {results && results.length > 0 && (
          <ul className="space-y-1.5">
            {results.map(({ channel, state }) => {
              const { icon: Icon, tone } = STATES[state];
              return (
                <li key={channel} className="flex gap-2">
                  <Icon aria-hidden className={cn("mt-0.5 size-5 shrink-0", tone)} />
                  <span>
                    <span className="font-medium">{channelWords(channel)}:</span> {t(state)}
                  </span>
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </div>
  );
}

function toResult(value: unknown): { channel: NewsChannel; state: State }[] {
  const { channel, state } = fields(value);
  const known = NEWS_CHANNELS.find((one) => one === text(channel));
  const end = text(state);
  return known && (end === "sent" || end === "queued" || end === "failed")
    ? [{ channel: known, state: end }]
    : [];
}
