import type { IntegrationView } from "#lib/hub/integration-view.ts";
import type { Metric, Sample } from "./prometheus-text.ts";

/** How the configured integrations are; what is not in use is no figure. */
export function integrationMetrics(integrations: readonly IntegrationView[]): Metric[] {
  const used = integrations.filter(({ configured }) => configured);
  const sum = ({ latency }: IntegrationView, of: "calls" | "failures") =>
    latency.points.reduce((total, point) => total + point[of], 0);
  const gauge = (name: string, help: string, samples: Sample[]): Metric => ({
    name,
    help,
    type: "gauge",
    samples,
  });
  return [
    gauge(
      "parlour_integration_active",
      "1 while the last contact with the system went well; 0 while it fails, is limited, paused or was never asked.",
      used.map(({ type, status }) => ({ labels: { integration: type }, value: status === "active" ? 1 : 0 })),
    ),
    gauge(
      "parlour_integration_calls_24h",
      "Calls of the last 24 hours by integration and result.",
      used.flatMap((view) => [
        {
          labels: { integration: view.type, result: "ok" },
          value: sum(view, "calls") - sum(view, "failures"),
        },
        { labels: { integration: view.type, result: "failed" }, value: sum(view, "failures") },
      ]),
    ),
  ];
}
