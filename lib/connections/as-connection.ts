import { breakConnection, type ConnectionRow, findConnection } from "#db/queries/connections.ts";
import { worker } from "#lib/auth/actor.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError, UpstreamError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { processWide } from "#lib/core/process-wide.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";
import { connectionPassword } from "./app-password.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { passwordTransport } from "./password-transport.ts";
import { requireCloud } from "./require-cloud.ts";

type ConnectionCtx = Pick<Ctx, "db" | "env" | "now">;

export interface Connected {
  transport: Transport;
  /** The user id at Nextcloud, as it stands in addresses. */
  nextcloudUser: string;
}

const MAX_KEPT = 500;

/**
 * Runs `work` as the person's own account at Nextcloud. Their requests go out one after the other, and a 401 breaks the
 * connection at once: nothing is sent after it until they connect anew, because Nextcloud slows down every request of
 * an address that keeps sending a wrong password.
 * @throws AppError `nextcloud_not_configured`, `nextcloud_not_connected`, `nextcloud_revoked`; what `work` throws
 */
export async function asConnection<T>(
  ctx: ConnectionCtx,
  userId: string,
  work: (connected: Connected) => Promise<T>,
): Promise<T> {
  const connection = await usableConnection(ctx, userId);
  const transport = transportOf(ctx, connection);
  try {
    return await work({ transport, nextcloudUser: connection.nextcloudUser });
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.kind !== "auth") throw error;
    await noteBroken(ctx, connection);
    throw revoked();
  }
}

/** The connection, where it may be used. @throws AppError as `asConnection` */
export async function usableConnection(ctx: ConnectionCtx, userId: string): Promise<ConnectionRow> {
  requireCloud(ctx.env);
  const connection = await findConnection(ctx.db, userId);
  if (!connection) throw new AppError("nextcloud_not_connected", "Connect your Nextcloud account first.");
  if (connection.brokenAt !== null) throw revoked();
  return connection;
}

/** Kept while the secret stays the same, so that requests under way know of each other. */
function transportOf(ctx: ConnectionCtx, connection: ConnectionRow): Transport {
  const kept = processWide("connections.transports", () => new Map<string, Transport>());
  const known = kept.get(connection.secret);
  if (known && known.account.baseUrl === ctx.env.NEXTCLOUD_BASE_URL) return known;
  const password = connectionPassword(ctx.env, connection);
  if (password?.baseUrl !== ctx.env.NEXTCLOUD_BASE_URL || !password) throw revoked();
  for (const oldest of kept.keys()) {
    if (kept.size < MAX_KEPT) break;
    kept.delete(oldest);
  }
  const made = oneAtATime(passwordTransport(ctx.env, password));
  kept.set(connection.secret, made);
  return made;
}

async function noteBroken(ctx: ConnectionCtx, connection: ConnectionRow): Promise<void> {
  const audit = auditEntry(
    { actor: worker, now: ctx.now },
    {
      entity: "user",
      entityId: connection.userId,
      action: "nextcloud_refused",
      detail: { account: connection.nextcloudUser },
    },
  );
  if (await breakConnection(ctx.db, connection, ctx.now(), audit))
    log().warn(
      { user: connection.userId },
      "Nextcloud refused a person's app password; it is not used any more",
    );
}

function revoked(): AppError {
  return new AppError(
    "nextcloud_revoked",
    "Nextcloud no longer accepts this connection. Connect your account again.",
  );
}
