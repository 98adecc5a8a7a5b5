import type { Ctx } from "#lib/auth/context.ts";
import { asServiceAccount, requireUsableAccount } from "#lib/calendars/service-account.ts";
import { missingNextcloudConfig } from "#lib/core/env.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import type { ConnectorId } from "#lib/integrations/registry.ts";
import { guardLogin } from "../ecodms/guard-login.ts";

/**
 * Runs work that asks a connector. Nextcloud's account is the one of calendars and files, and Nextcloud slows down
 * everybody after wrong passwords: while it is suspended nothing is sent, and a password that is refused here suspends
 * it. A test is sent all the same, and lifts the suspension when it goes well. ecoDMS has a guard of its own; other connectors just run.
 * @throws UpstreamError `auth` with reason `suspended`, and what `work` throws
 */
export async function guardAccount<T>(
  ctx: Pick<Ctx, "db" | "env" | "now">,
  id: ConnectorId,
  work: () => Promise<T>,
  options: { deliberate?: boolean } = {},
): Promise<T> {
  if (id === "ecodms") return guardLogin(ctx, work);
  if (id !== "nextcloud" || missingNextcloudConfig(ctx.env).length > 0) return work();
  if (options.deliberate) return asServiceAccount(ctx, work, { deliberate: true });
  await requireUsableAccount(ctx);
  try {
    return await work();
  } catch (error) {
    // Through the one way that suspends; nothing is asked again.
    if (error instanceof UpstreamError && error.kind === "auth")
      return asServiceAccount(ctx, () => Promise.reject(error), { deliberate: true });
    throw error;
  }
}
