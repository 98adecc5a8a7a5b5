import type { Ctx } from "#lib/auth/context.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { configFingerprint } from "#lib/integrations/connector-config.ts";
import { type ConnectorId, connectors } from "#lib/integrations/registry.ts";
import { isUntold } from "./contact-of.ts";
import { recordContact } from "./record-calls.ts";

/**
 * Runs a connector's test or health and notes why it did not go well: a 404 may be a good answer to an operation, and
 * never is one to these. What went well has been noted call by call.
 * @returns why it did not go well
 * @throws whatever is no UpstreamError
 */
export async function recordVerdict(
  ctx: Pick<Ctx, "db" | "env" | "now">,
  id: ConnectorId,
  work: () => Promise<void>,
): Promise<UpstreamError | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const { kind, reason = null, message: detail, retryAt } = error;
    if (kind !== "not-configured" && !isUntold(reason))
      recordContact(ctx, {
        connector: id,
        config: configFingerprint(connectors[id], ctx.env),
        at: ctx.now(),
        went: { kind, reason, detail, retryAt },
        rateLimit: null,
        call: null,
      });
    return error;
  }
}
