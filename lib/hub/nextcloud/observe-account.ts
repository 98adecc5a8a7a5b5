import type { Contact } from "#db/queries/fold-contact.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { asServiceAccount } from "#lib/calendars/service-account.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { configFingerprint } from "#lib/integrations/connector-config.ts";
import { nextcloud } from "#lib/integrations/nextcloud/connector.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";
import { isUntold } from "../contact-of.ts";
import { recordContact } from "../record-calls.ts";

/**
 * As `asServiceAccount`, for what the integration asks past its connector: how it went is recorded as one call, however
 * many requests it took.
 * @throws UpstreamError, and what `work` throws
 */
export async function observeAccount<T>(
  ctx: Pick<Ctx, "db" | "env" | "now">,
  work: (transport: Transport) => Promise<T>,
): Promise<T> {
  const at = ctx.now();
  const startedAt = performance.now();
  const note = (went: Contact["went"], outcome: NonNullable<Contact["call"]>["outcome"] | null) =>
    recordContact(ctx, {
      connector: nextcloud.id,
      config: configFingerprint(nextcloud, ctx.env),
      at: ctx.now(),
      went,
      rateLimit: null,
      call: outcome && { at, durationMs: Math.round(performance.now() - startedAt), outcome },
    });
  try {
    const result = await asServiceAccount(ctx, work);
    note("well", "ok");
    return result;
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.kind === "not-configured" || isUntold(error.reason))
      throw error;
    const { kind, reason = null, message: detail, retryAt } = error;
    // A calendar that went away in between was answered for; and while the account is suspended nothing is asked.
    if (kind === "rejected" && error.status === 404) note(null, "ok");
    else note({ kind, reason, detail, retryAt }, reason === "suspended" ? null : kind);
    throw error;
  }
}
