import { makeOutboxDue } from "#db/queries/outbox.ts";
import { findSuspension, liftSuspension, suspendAccount, takeProbe } from "#db/queries/system.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { HOUR } from "#lib/core/clock.ts";
import { type Env, missingNextcloudConfig } from "#lib/core/env.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { hashToken } from "#lib/core/ids.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { createTransport, type Transport } from "#lib/nextcloud/transport.ts";

type AccountCtx = Pick<Ctx, "db" | "env" | "now">;

/**
 * Runs `work` as the studio's service account. After a 401 the account is suspended at once, because Nextcloud slows
 * down every request of an address that keeps sending a wrong password: nothing is sent until new credentials come,
 * a deliberate test succeeds, or the one probe an hour does.
 * @throws UpstreamError `not-configured` naming what is missing, `auth` with reason `suspended`, or what `work` throws.
 */
export async function asServiceAccount<T>(
  ctx: AccountCtx,
  work: (transport: Transport) => Promise<T>,
  options: { deliberate?: boolean } = {},
): Promise<T> {
  const { account, transport } = serviceTransport(ctx.env);
  const suspended = await findSuspension(ctx.db, account);
  if (suspended && !options.deliberate) {
    const nowMs = ctx.now();
    const mayProbe = await takeProbe(ctx.db, account, { nowMs, nextProbeAt: nowMs + HOUR });
    if (!mayProbe) throw suspendedError(suspended.nextProbeAt);
  }
  try {
    const result = await work(transport);
    if (suspended) await lift(ctx, account);
    return result;
  } catch (error) {
    if (error instanceof UpstreamError && error.kind === "auth") {
      const nowMs = ctx.now();
      await suspendAccount(ctx.db, account, { nowMs, nextProbeAt: nowMs + HOUR });
    }
    throw error;
  }
}

/**
 * For what asks Nextcloud with the account's name and password past `asServiceAccount`.
 * @throws UpstreamError `auth` with reason `suspended`, without asking anything, while the account is.
 */
export async function requireUsableAccount(ctx: AccountCtx): Promise<void> {
  if (missingNextcloudConfig(ctx.env).length > 0) return;
  const suspended = await findSuspension(ctx.db, serviceTransport(ctx.env).account);
  if (suspended) throw suspendedError(suspended.nextProbeAt);
}

async function lift(ctx: AccountCtx, account: string): Promise<void> {
  if (await liftSuspension(ctx.db, account)) await makeOutboxDue(ctx.db, ctx.now());
}

function serviceTransport(env: Env): { account: string; transport: Transport } {
  const { NEXTCLOUD_BASE_URL: baseUrl, NEXTCLOUD_USERNAME: username, NEXTCLOUD_PASSWORD: password } = env;
  if (!baseUrl || !username || !password) {
    throw new UpstreamError({
      service: "nextcloud",
      kind: "not-configured",
      message: `CalDAV not configured: ${missingNextcloudConfig(env).join(", ")} missing.`,
    });
  }
  const calendarBasePath = env.NEXTCLOUD_CALENDAR_BASE_PATH;
  const account = hashToken([baseUrl, username, password, calendarBasePath].join("\n"));
  const transports = processWide("service-account.transports", () => new Map<string, Transport>());
  const known = transports.get(account);
  if (known) return { account, transport: known };
  const transport = createTransport({ baseUrl, username, password, calendarBasePath });
  transports.set(account, transport);
  return { account, transport };
}

function suspendedError(nextProbeAt: number): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "auth",
    reason: "suspended",
    retryAt: nextProbeAt,
    message:
      "Nextcloud refused the service account's password, so it is not used until it is changed or tested again.",
  });
}
