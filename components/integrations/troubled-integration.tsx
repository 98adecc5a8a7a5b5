import { DocsLink } from "./docs-link.tsx";
import { IntegrationConfig } from "./integration-config.tsx";
import { IntegrationFacts } from "./integration-facts.tsx";
import type { IntegrationShown } from "./integration-shown.ts";
import { IntegrationTrouble } from "./integration-trouble.tsx";
import { LatencySection } from "./latency-section.tsx";
import { LatencyTable } from "./latency-table.tsx";

/** What is wrong with a system, and all that is known of the connection to it. */
export function TroubledIntegration({
  integration,
  nowMs,
  timeZone,
}: {
  integration: IntegrationShown;
  nowMs: number;
  timeZone: string;
}) {
  return (
    <div data-trouble className="mt-4 space-y-5">
      <IntegrationTrouble integration={integration} nowMs={nowMs} timeZone={timeZone} />
      <div className="grid gap-x-10 gap-y-5 @2xl:grid-cols-2">
        <div className="space-y-3">
          <IntegrationFacts integration={integration} nowMs={nowMs} timeZone={timeZone} />
          <IntegrationConfig integration={integration} isFolded />
          <DocsLink name={integration.name} docsUrl={integration.docsUrl} />
        </div>
        <div className="space-y-2">
          <LatencySection integration={integration} timeZone={timeZone} />
          <LatencyTable integration={integration} timeZone={timeZone} />
        </div>
      </div>
    </div>
  );
}
