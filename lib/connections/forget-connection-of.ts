import { findConnection, findLoginFlow, forgetConnection } from "#db/queries/connections.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { connectionPassword } from "./app-password.ts";
import { revokesOfFlow } from "./end-flow.ts";
import { revokeRow } from "./revoke-row.ts";
import { revokeSoon } from "./revoke-soon.ts";

const ATTEMPTS = 3;

/**
 * Forgets somebody's connection, and a sign-in under way, at once; Nextcloud forgets the app password now or when it is
 * back. Safe to do twice. Whoever calls has asked for permission.
 * @returns whether Nextcloud has forgotten it already
 */
export async function forgetConnectionOf(ctx: Ctx, userId: string): Promise<{ revoked: boolean }> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const connection = await findConnection(ctx.db, userId);
    const flow = await findLoginFlow(ctx.db, userId);
    // What Nextcloud refused once is never sent again.
    const password =
      connection && connection.brokenAt === null ? connectionPassword(ctx.env, connection) : null;
    const outbox = [...(password ? [revokeRow(ctx, password)] : []), ...revokesOfFlow(ctx, flow)];
    const audit = connection
      ? auditEntry(ctx, { entity: "user", entityId: userId, action: "nextcloud_disconnected" })
      : null;
    if (await forgetConnection(ctx.db, { userId, connection, flow, outbox, audit }))
      return { revoked: await revokeSoon(ctx, outbox) };
  }
  throw new AppError("conflict", "Something else changed this sign-in at the same moment. Please try again.");
}
