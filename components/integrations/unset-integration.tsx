"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { DocsLink } from "./docs-link.tsx";
import type { IntegrationShown } from "./integration-shown.ts";
import { IntegrationState } from "./integration-state.tsx";
import { MissingVariables } from "./missing-variables.tsx";

/** A system that is not set up: what it would be for, and what it takes. */
export function UnsetIntegration({
  integration,
  nowMs,
  timeZone,
}: {
  integration: IntegrationShown;
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("integrations");
  const id = useId();
  const { type, name, docsUrl, missing } = integration;
  return (
    <article
      id={type}
      aria-labelledby={id}
      className="grid scroll-mt-20 gap-x-10 gap-y-3 px-4 py-5 sm:px-5 md:grid-cols-2"
    >
      <div>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h3 id={id} className="font-display text-lg font-semibold">
            {name}
          </h3>
          <IntegrationState integration={integration} nowMs={nowMs} timeZone={timeZone} />
        </div>
        {t.has(`use.${type}`) && <p className="text-sm text-ink-soft">{t(`use.${type}`)}</p>}
        <DocsLink name={name} docsUrl={docsUrl} />
      </div>
      <div className="space-y-2">
        <MissingVariables name={name} missing={missing} />
        {t.has(`setup.${type}`) && <p className="text-sm text-ink-soft">{t(`setup.${type}`)}</p>}
      </div>
    </article>
  );
}
