import { storeIntegrationTest } from "#db/queries/integrations.ts";
import { actorName } from "#lib/auth/actor.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { configFingerprint } from "#lib/integrations/connector-config.ts";
import { connectors } from "#lib/integrations/registry.ts";
import type { IntegrationView } from "./integration-view.ts";
import { knownConnector } from "./known-connector.ts";
import { guardAccount } from "./nextcloud/guard-account.ts";
import { openObserved } from "./open-observed.ts";
import { outcomeOf } from "./outcome-of.ts";
import { recordVerdict } from "./record-verdict.ts";
import { viewIntegration } from "./view-integrations.ts";

/**
 * Tries an integration with its credentials, also during a pause. How it went is `lastTest` of the answer, and is kept.
 * @throws AppError `not_found`, and unless an admin asks
 */
export async function testIntegration(ctx: Ctx, type: string): Promise<IntegrationView> {
  requireAdmin(ctx.actor);
  const id = knownConnector(type);
  const startedAt = performance.now();
  // A person who asks is answered by the vendor, also while nobody else's calls are made.
  const ask = () => connectors[id].test(openObserved(ctx, id, { deliberate: true }));
  const failure = await recordVerdict(ctx, id, () => guardAccount(ctx, id, ask, { deliberate: true }));
  const outcome = failure ? outcomeOf(failure) : "ok";
  await storeIntegrationTest(
    ctx.db,
    {
      connector: id,
      config: configFingerprint(connectors[id], ctx.env),
      testedAt: ctx.now(),
      testOutcome: outcome,
      testDetail: failure?.message ?? "",
      testMs: Math.round(performance.now() - startedAt),
      testedBy: actorName(ctx.actor),
    },
    auditEntry(ctx, { entity: "integration", entityId: id, action: "tested", detail: { outcome } }),
  );
  return viewIntegration(ctx, id);
}
