import { findIntegrationState } from "#db/queries/integrations.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { configFingerprint, configOf } from "#lib/integrations/connector-config.ts";
import { ecodms } from "#lib/integrations/ecodms/connector.ts";
import { learnLogin } from "#lib/integrations/ecodms/refused-login.ts";
import { recordContact } from "../record-calls.ts";

/**
 * Runs work that asks ecoDMS, which locks users after a few wrong passwords: what any process learnt of these
 * credentials counts here, and what is learnt here is kept for the others.
 * @throws what `work` throws
 */
export async function guardLogin<T>(
  ctx: Pick<Ctx, "db" | "env" | "now">,
  work: () => Promise<T>,
): Promise<T> {
  const config = configFingerprint(ecodms, ctx.env);
  const known = await findIntegrationState(ctx.db, "ecodms", config);
  const isRefused = known?.failureKind === "auth" && known.failingSince !== null;
  learnLogin(configOf(ecodms, ctx.env), {
    refused: isRefused ? { at: known.failedAt ?? 0, message: known.failureDetail ?? "" } : null,
    acceptedAt: known?.succeededAt ?? null,
  });
  try {
    return await work();
  } catch (error) {
    if (error instanceof UpstreamError && error.kind === "auth" && error.reason !== "refused-before")
      // Of the call alone nobody could tell whether it was the session or the password.
      recordContact(ctx, {
        connector: "ecodms",
        config,
        at: ctx.now(),
        went: { kind: error.kind, reason: error.reason ?? null, detail: error.message },
        rateLimit: null,
        call: null,
      });
    throw error;
  }
}
