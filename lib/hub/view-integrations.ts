import { type IntegrationState, pausedUntil } from "#db/queries/fold-contact.ts";
import { countPaidCalls, findIntegrationState, listIntegrationSlots } from "#db/queries/integrations.ts";
import type { Ctx } from "#lib/auth/context.ts";
import type { Connector } from "#lib/integrations/connector.ts";
import { configFingerprint, configOf, getMissingConfig } from "#lib/integrations/connector-config.ts";
import { type ConnectorId, connectors } from "#lib/integrations/registry.ts";
import type { IntegrationView } from "./integration-view.ts";
import { latencyOf, latencyWindow } from "./latency-of.ts";
import { monthOf } from "./month-of.ts";
import { isTestOutcome } from "./outcome-of.ts";
import { storeRecordedCalls } from "./record-calls.ts";
import { statusOf } from "./status-of.ts";
import { isUpstreamKind } from "./upstream-kinds.ts";

/** Vendors that are paid for some calls (`countPaidCall`). */
const PAID: readonly ConnectorId[] = ["ecodms"];

/** Some integrations as they are known to be now; asks nobody. */
export async function viewIntegrations(ctx: Ctx, ids: readonly ConnectorId[]): Promise<IntegrationView[]> {
  storeRecordedCalls(ctx);
  return Promise.all(ids.map((id) => viewStored(ctx, id)));
}

/** As `viewIntegrations`, one of them. */
export async function viewIntegration(ctx: Ctx, id: ConnectorId): Promise<IntegrationView> {
  storeRecordedCalls(ctx);
  return viewStored(ctx, id);
}

async function viewStored(ctx: Ctx, id: ConnectorId): Promise<IntegrationView> {
  const connector: Connector<ConnectorId> = connectors[id];
  const nowMs = ctx.now();
  const config: Record<string, string> = configOf(connector, ctx.env);
  const missing = getMissingConfig(connector, ctx.env);
  const configured = missing.length === 0;
  const state = await findIntegrationState(ctx.db, id, configFingerprint(connector, ctx.env));
  const slots = await listIntegrationSlots(ctx.db, id, latencyWindow(nowMs).fromMs);
  const month = monthOf(nowMs);
  return {
    type: id,
    name: connector.name,
    docsUrl: connector.docsUrl,
    configured,
    missing,
    fields: Object.entries(connector.fields).map(([name, { secret }]) => ({
      name,
      secret,
      set: (config[name] ?? "") !== "",
    })),
    status: statusOf(configured, state, nowMs),
    lastTest: lastTestOf(state),
    lastSuccessAt: isoOrNull(state?.succeededAt),
    lastFailure: lastFailureOf(state),
    failingSince: isoOrNull(state?.failingSince),
    rateLimit: rateLimitOf(state),
    breaker: breakerOf(state, nowMs),
    latency: latencyOf(slots, nowMs),
    paidCalls: PAID.includes(id) ? { month, calls: await countPaidCalls(ctx.db, id, month) } : null,
  };
}

function lastTestOf(state: IntegrationState | undefined): IntegrationView["lastTest"] {
  if (!state || state.testedAt === null || !isTestOutcome(state.testOutcome)) return null;
  const { testedAt, testOutcome, testDetail, testMs, testedBy } = state;
  return {
    at: new Date(testedAt).toISOString(),
    outcome: testOutcome,
    detail: testDetail ?? "",
    durationMs: testMs ?? 0,
    by: testedBy ?? "",
  };
}

function lastFailureOf(state: IntegrationState | undefined): IntegrationView["lastFailure"] {
  if (!state || state.failedAt === null || !isUpstreamKind(state.failureKind)) return null;
  const { failedAt, failureKind, failureReason, failureDetail } = state;
  return {
    at: new Date(failedAt).toISOString(),
    kind: failureKind,
    reason: failureReason,
    detail: failureDetail ?? "",
  };
}

/** What a refusal said counts over what answers before it had promised. */
function rateLimitOf(state: IntegrationState | undefined): IntegrationView["rateLimit"] {
  if (!state) return null;
  const { failingSince, failureKind, retryAt, rateLimit } = state;
  if (failingSince !== null && failureKind === "rate-limited" && retryAt !== null)
    return { limit: rateLimit?.limit ?? null, remaining: 0, resetAt: isoOrNull(retryAt) };
  return (
    rateLimit && {
      limit: rateLimit.limit,
      remaining: rateLimit.remaining,
      resetAt: isoOrNull(rateLimit.resetAt),
    }
  );
}

/** A pause that is over without a success since lets the next call decide. */
function breakerOf(state: IntegrationState | undefined, nowMs: number): IntegrationView["breaker"] {
  const until = pausedUntil(state?.pauses ?? null, nowMs);
  if (until === null || (nowMs >= until && (state?.succeededAt ?? 0) >= until))
    return { state: "closed", until: null };
  return { state: nowMs < until ? "open" : "half_open", until: isoOrNull(until) };
}

function isoOrNull(ms: number | null | undefined): string | null {
  return ms === null || ms === undefined ? null : new Date(ms).toISOString();
}
