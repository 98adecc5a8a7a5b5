"use client";

import { useTranslations } from "next-intl";
import { DocsLink } from "./docs-link.tsx";
import { IntegrationConfig } from "./integration-config.tsx";
import { IntegrationFacts } from "./integration-facts.tsx";
import type { IntegrationShown } from "./integration-shown.ts";
import { LatencyTable } from "./latency-table.tsx";

/** What nobody has to look at while a system works, one fold away. */
export function IntegrationRest({
  integration,
  nowMs,
  timeZone,
}: {
  integration: IntegrationShown;
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("integrations");
  const { type, name } = integration;
  return (
    <details data-rest className="text-sm sm:order-last">
      <summary
        aria-label={t("restNamed", { name })}
        className="-my-1.5 w-fit rounded-sm py-3 text-ink-soft underline underline-offset-4"
      >
        {t("rest")}
      </summary>
      <div className="mt-2 grid gap-x-10 gap-y-4 @2xl:grid-cols-2">
        <div className="space-y-4">
          {t.has(`use.${type}`) && <p className="text-ink-soft sm:hidden">{t(`use.${type}`)}</p>}
          <IntegrationFacts integration={integration} nowMs={nowMs} timeZone={timeZone} />
        </div>
        <div className="space-y-2">
          <IntegrationConfig integration={integration} isFolded={false} />
          <DocsLink name={name} docsUrl={integration.docsUrl} />
          <LatencyTable integration={integration} timeZone={timeZone} />
        </div>
      </div>
    </details>
  );
}
