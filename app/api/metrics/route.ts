import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { collectMetrics } from "#lib/metrics/collect-metrics.ts";
import { prometheusText } from "#lib/metrics/prometheus-text.ts";

export const GET = route(
  endpoints.metrics,
  async ({ ctx }) =>
    new Response(prometheusText(await collectMetrics(ctx)), {
      headers: { "Content-Type": "text/plain; version=0.0.4; charset=utf-8", "Cache-Control": "no-store" },
    }),
);
