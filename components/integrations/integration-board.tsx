"use client";

import { Blocks, PlugZap } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { zonedClock } from "#components/booking/clock-words.ts";
import { ApiProblem } from "#components/console/api.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { IntegrationsAt } from "./ask-integrations.ts";
import { IntegrationCard } from "./integration-card.tsx";
import { IntegrationOverview } from "./integration-overview.tsx";
import { lookOrder, needsAttention } from "./integration-shown.ts";
import { UnsetIntegration } from "./unset-integration.tsx";
import { useIntegrationTests } from "./use-integration-tests.ts";
import { useIntegrations } from "./use-integrations.ts";

/**
 * Every integration as it is now. Order and widths stay as the page came, so that nothing moves under the pointer: what
 * was in trouble then stands first and has the whole width.
 */
export function IntegrationBoard({ first, timeZone }: { first: IntegrationsAt; timeZone: string }) {
  const t = useTranslations("integrations");
  const { integrations, atMs: nowMs, problem, put } = useIntegrations(first);
  const { running, testingAll, said, test, testAll, stop } = useIntegrationTests(put);
  const problemWords = useProblemWords();
  const [{ order, wide }] = useState(() => ({
    order: lookOrder(first.integrations),
    wide: new Set(first.integrations.filter(needsAttention).map(({ type }) => type)),
  }));
  const sorted = [...integrations].sort((one, other) => order.indexOf(one.type) - order.indexOf(other.type));
  const setUp = sorted.filter(({ configured }) => configured);
  const unset = sorted.filter(({ configured }) => !configured);
  return (
    <div className="space-y-6">
      <div role="status" className="empty:hidden">
        {problem !== null && (
          <Alert tone="warn" title={isOffline(problem) ? null : problemWords(problem)}>
            {t("old", { time: zonedClock(nowMs, timeZone).time })}
          </Alert>
        )}
      </div>
      {setUp.length === 0 ? (
        <div className="rounded-md border bg-raised">
          <EmptyState icon={Blocks} title={t("none")}>
            {t("noneText")}
          </EmptyState>
        </div>
      ) : (
        <section aria-labelledby="set-up" className="space-y-4">
          <h2 id="set-up" className="sr-only">
            {t("setUp")}
          </h2>
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
            <IntegrationOverview integrations={sorted} />
            <Button busy={testingAll} onClick={() => void testAll(setUp)}>
              {!testingAll && <PlugZap aria-hidden />}
              {t("testAll")}
            </Button>
          </div>
          <div className="@container">
            {/* Cards of a row are as high as each other, unless one of them has far more to say. */}
            <div className="grid gap-4 has-[[data-rest][open],[data-trouble]]:items-start @3xl:grid-cols-2">
              {setUp.map((integration) => (
                <IntegrationCard
                  key={integration.type}
                  integration={integration}
                  testing={running.has(integration.type)}
                  said={said[integration.type]}
                  nowMs={nowMs}
                  timeZone={timeZone}
                  onTest={() => void test(integration)}
                  onStop={() => stop(integration)}
                  className={wide.has(integration.type) ? "@3xl:col-span-2" : undefined}
                />
              ))}
            </div>
          </div>
        </section>
      )}
      {unset.length > 0 && (
        <section aria-labelledby="not-set-up" className={setUp.length > 0 ? "pt-4" : undefined}>
          <div className={setUp.length > 0 ? "mb-3" : "sr-only"}>
            <h2 id="not-set-up" className="font-display text-xl font-semibold">
              {t("notSetUp")}
            </h2>
            <p className="text-sm text-ink-soft">{t("notSetUpText")}</p>
          </div>
          <div className="divide-y rounded-md border bg-raised">
            {unset.map((integration) => (
              <UnsetIntegration
                key={integration.type}
                integration={integration}
                nowMs={nowMs}
                timeZone={timeZone}
              />
            ))}
          </div>
        </section>
      )}
    </div>
  );
}

/** The console says itself when there is no connection. */
function isOffline(problem: unknown): boolean {
  return problem instanceof ApiProblem && problem.code === "offline";
}
