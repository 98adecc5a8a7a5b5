"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useFigures } from "#components/sync/use-figures.ts";
import { type Tone, toneIcon, toneText } from "#components/ui/tone.ts";
import { Ago } from "./ago.tsx";
import { type IntegrationShown, needsAttention } from "./integration-shown.ts";
import { RateLimit } from "./rate-limit.tsx";
import { useMoment } from "./use-moment.ts";

/** What is known of a connection: its last test and answer, a pause while there is one, what may still be asked. */
export function IntegrationFacts({
  integration,
  nowMs,
  timeZone,
}: {
  integration: IntegrationShown;
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("integrations");
  const locale = useLocale();
  const { name, status, lastTest, lastSuccessAt, breaker, rateLimit, paidCalls } = integration;
  const { duration, number } = useFigures();
  const moment = useMoment(nowMs, timeZone);
  const relative = (at: string) => <Ago at={at} nowMs={nowMs} timeZone={timeZone} />;
  // A vendor that takes no more has the last word over what it said before.
  const isOutdated = status === "limited" && rateLimit !== null && rateLimit.remaining > 0;
  return (
    <dl className="space-y-3 text-sm [&_dt]:text-ink-soft">
      <Fact label={t("facts.lastTest")}>
        {lastTest === null ? (
          t("facts.noTest")
        ) : (
          <>
            <ToneWords tone={toneOfOutcome(lastTest.outcome)}>
              {t(`outcome.${lastTest.outcome}.title`)}
            </ToneWords>
            <span className="block text-ink-soft">
              {relative(lastTest.at)}
              {lastTest.by !== "" && ` ${t("facts.by", { who: lastTest.by })}`}
              {` · ${duration(lastTest.durationMs)}`}
            </span>
          </>
        )}
      </Fact>
      {/* While all is well it stands at the head of the card. */}
      {needsAttention(integration) && (
        <Fact label={t("facts.lastAnswer")}>
          {lastSuccessAt === null ? t("facts.noAnswer") : relative(lastSuccessAt)}
        </Fact>
      )}
      {breaker.state !== "closed" && (
        <Fact label={t("facts.calls")}>
          <ToneWords tone="warn">
            {breaker.state === "half_open"
              ? t("facts.breaker.half_open")
              : breaker.until === null
                ? t("facts.breaker.openSoon")
                : t("facts.breaker.open", { time: moment(Date.parse(breaker.until)) })}
          </ToneWords>
        </Fact>
      )}
      {rateLimit !== null && !isOutdated && (
        <Fact label={t("facts.limit")}>
          <RateLimit rateLimit={rateLimit} nowMs={nowMs} timeZone={timeZone} />
        </Fact>
      )}
      {paidCalls !== null && (
        <Fact label={t("facts.paid")}>
          <span className="tabular-nums">
            {t("facts.paidCalls", {
              count: number(paidCalls.calls),
              month: monthWords(paidCalls.month, locale),
            })}
          </span>
          <span className="block text-ink-soft">{t("facts.paidHint", { name })}</span>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 @sm:grid-cols-[9rem_minmax(0,1fr)]">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Words in their tone, with its icon. */
function ToneWords({ tone, children }: { tone: Tone; children: ReactNode }) {
  const Icon = toneIcon[tone];
  return (
    <span className={`inline-flex items-start gap-1.5 font-medium ${toneText[tone]}`}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      {children}
    </span>
  );
}

function toneOfOutcome(outcome: NonNullable<IntegrationShown["lastTest"]>["outcome"]): Tone {
  if (outcome === "ok") return "good";
  return outcome === "rate-limited" ? "warn" : "bad";
}

/** "November 2026" of `2026-11`. */
function monthWords(month: string, locale: string): string {
  const ms = Date.parse(`${month}-15T12:00:00Z`);
  if (!Number.isFinite(ms)) return month;
  return `${new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" }).format(ms)} ${month.slice(0, 4)}`;
}
