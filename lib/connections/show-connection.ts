import { findConnection } from "#db/queries/connections.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireUser } from "#lib/auth/permissions.ts";
import { connectionPassword } from "./app-password.ts";
import { accountOf, type ConnectedAccount } from "./connected-account.ts";

export interface ConnectionView {
  /** There is one, and it works as far as is known. */
  connected: boolean;
  /** There is one, but Nextcloud refused it, or it belongs to another address or a lost key: connect anew. */
  broken: boolean;
  account: ConnectedAccount | null;
  /** Epoch milliseconds. */
  since: number | null;
}

/** The connection of whoever acts; asks nobody. @throws AppError `not_signed_in`, `not_allowed` */
export async function showConnection(ctx: Ctx): Promise<ConnectionView> {
  const connection = await findConnection(ctx.db, requireUser(ctx.actor));
  if (!connection) return { connected: false, broken: false, account: null, since: null };
  const password = connectionPassword(ctx.env, connection);
  const broken = connection.brokenAt !== null || password?.baseUrl !== ctx.env.NEXTCLOUD_BASE_URL;
  return { connected: !broken, broken, account: accountOf(connection), since: connection.createdAt };
}
