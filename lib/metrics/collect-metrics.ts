import { countAppointments, countOutbox } from "#db/queries/metrics.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { SECOND } from "#lib/core/clock.ts";
import { listIntegrations } from "#lib/hub/list-integrations.ts";
import { showSync } from "#lib/sync-report/show-sync.ts";
import manifest from "../../package.json" with { type: "json" };
import { integrationMetrics } from "./integration-metrics.ts";
import type { Metric } from "./prometheus-text.ts";
import { syncMetrics } from "./sync-metrics.ts";

const statuses = ["PENDING", "CONFIRMED", "DECLINED", "CANCELLED", "COMPLETED", "NO_SHOW", "HELD"];
const kinds = ["calendar", "mail", "notice"] as const;

/** Everything there is to watch about a running Parlour. @throws AppError `not_signed_in`, `not_allowed` */
export async function collectMetrics(ctx: Ctx): Promise<Metric[]> {
  requireAdmin(ctx.actor);
  const outbox = await countOutbox(ctx.db);
  const appointments = await countAppointments(ctx.db);
  const ofKind = (kind: (typeof kinds)[number]) => outbox.find((row) => row.kind === kind);
  const byKind = (of: (kind: (typeof kinds)[number]) => number) =>
    kinds.map((kind) => ({ labels: { kind }, value: of(kind) }));
  const oldest = outbox.flatMap(({ oldestAt }) => (oldestAt === null ? [] : [oldestAt]));
  const gauge = (name: string, help: string, samples: Metric["samples"]): Metric => ({
    name,
    help,
    type: "gauge",
    samples,
  });
  return [
    gauge("parlour_build_info", "Always 1; the labels say what runs.", [
      { labels: { version: manifest.version, node: process.versions.node }, value: 1 },
    ]),
    ...syncMetrics(await showSync(ctx)),
    ...integrationMetrics(await listIntegrations(ctx)),
    gauge(
      "parlour_outbox_waiting",
      "Writes and messages that still have to go out.",
      byKind((kind) => ofKind(kind)?.waiting ?? 0),
    ),
    gauge(
      "parlour_outbox_dead",
      "Writes and messages that are not tried again until a person asks.",
      byKind((kind) => ofKind(kind)?.dead ?? 0),
    ),
    gauge("parlour_outbox_oldest_seconds", "Age of the oldest that waits; 0 when nothing does.", [
      { value: oldest.length > 0 ? Math.max(0, ctx.now() - Math.min(...oldest)) / SECOND : 0 },
    ]),
    gauge(
      "parlour_appointments",
      "Appointments in the database, by status.",
      statuses.map((status) => ({
        labels: { status },
        value: appointments.find((row) => row.status === status)?.count ?? 0,
      })),
    ),
    gauge("process_resident_memory_bytes", "Memory of the web process.", [
      { value: process.memoryUsage.rss() },
    ]),
    gauge("process_start_time_seconds", "When the web process began, since the epoch.", [
      { value: Math.round(ctx.now() / SECOND - process.uptime()) },
    ]),
  ];
}
