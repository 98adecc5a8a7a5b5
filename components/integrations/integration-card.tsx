"use client";

import { PlugZap } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "#components/ui/button.tsx";
import { toneIcon, toneText } from "#components/ui/tone.ts";
import { cn } from "#lib/core/cn.ts";
import { Ago } from "./ago.tsx";
import { IntegrationRest } from "./integration-rest.tsx";
import { type IntegrationShown, needsAttention } from "./integration-shown.ts";
import { IntegrationState } from "./integration-state.tsx";
import { LatencySection } from "./latency-section.tsx";
import { TestProgress } from "./test-progress.tsx";
import { TroubledIntegration } from "./troubled-integration.tsx";
import type { TestSaid } from "./use-integration-tests.ts";

/** A system that is set up: in short while all is well with it, and all that is known while something is not. */
export function IntegrationCard({
  integration,
  testing,
  said,
  nowMs,
  timeZone,
  onTest,
  onStop,
  className,
}: {
  integration: IntegrationShown;
  testing: boolean;
  /** About the last test on this page. */
  said: TestSaid | undefined;
  nowMs: number;
  timeZone: string;
  onTest: () => void;
  onStop: () => void;
  className?: string;
}) {
  const t = useTranslations("integrations");
  const id = useId();
  const { type, name, lastSuccessAt } = integration;
  const isTroubled = needsAttention(integration);
  const SaidIcon = said && toneIcon[said.tone];
  return (
    <article
      id={type}
      aria-labelledby={id}
      className={cn(
        "group/card @container flex min-w-0 scroll-mt-20 flex-col rounded-md border bg-raised px-4 py-4 sm:px-5",
        className,
      )}
    >
      <div className="flex items-start justify-between gap-x-4">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5">
          <h3 id={id} className="font-display text-lg font-semibold">
            {name}
          </h3>
          <IntegrationState integration={integration} nowMs={nowMs} timeZone={timeZone} />
        </div>
        <Button
          size="sm"
          busy={testing}
          aria-label={t("testNamed", { name })}
          className="shrink-0"
          onClick={onTest}
        >
          {!testing && <PlugZap aria-hidden />}
          {t("test")}
        </Button>
      </div>
      {t.has(`use.${type}`) && (
        <p className={cn("mt-1 text-sm text-ink-soft", !isTroubled && "max-sm:hidden")}>{t(`use.${type}`)}</p>
      )}
      {!isTroubled && (
        <p className="text-sm text-ink-soft max-sm:mt-1">
          {t("facts.lastAnswer")}:{" "}
          <span className="text-ink">
            {lastSuccessAt === null ? (
              t("facts.noAnswer")
            ) : (
              <Ago at={lastSuccessAt} nowMs={nowMs} timeZone={timeZone} />
            )}
          </span>
        </p>
      )}
      <div role="status" className={cn("not-empty:mt-3", !testing && said?.shown && "sr-only")}>
        {testing ? (
          <TestProgress name={name} onStop={onStop} />
        ) : (
          said &&
          SaidIcon && (
            <p className={`flex items-start gap-1.5 text-sm font-medium ${toneText[said.tone]}`}>
              <SaidIcon aria-hidden className="mt-0.5 size-4 shrink-0" />
              {said.text}
            </p>
          )
        )}
      </div>
      {isTroubled ? (
        <TroubledIntegration integration={integration} nowMs={nowMs} timeZone={timeZone} />
      ) : (
        <div className="mt-2 flex flex-1 flex-col gap-3 sm:mt-3">
          {/* First, so that what opens on a phone is below what was pressed; on a desk nothing moves. */}
          <IntegrationRest integration={integration} nowMs={nowMs} timeZone={timeZone} />
          <LatencySection
            integration={integration}
            timeZone={timeZone}
            className="max-sm:hidden max-sm:group-has-[[data-rest][open]]/card:block"
          />
        </div>
      )}
    </article>
  );
}
