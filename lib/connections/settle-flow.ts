import {
  connectByFlow,
  type FoundAccount,
  findConnection,
  isConnectedToOther,
  type LoginFlowRow,
  updateLoginFlow,
} from "#db/queries/connections.ts";
import { findUser } from "#db/queries/users.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError, UpstreamError } from "#lib/core/errors.ts";
import { type CloudUser, readOwnUser } from "#lib/nextcloud/cloud-user.ts";
import { type AppPassword, connectionPassword, sealAppPassword } from "./app-password.ts";
import { accountOf, type ConnectState } from "./connected-account.ts";
import { endFlow } from "./end-flow.ts";
import { looksLikeOwn } from "./looks-like-own.ts";
import { noFlow } from "./own-flow.ts";
import { passwordTransport } from "./password-transport.ts";
import { revokeRow } from "./revoke-row.ts";
import { revokeSoon } from "./revoke-soon.ts";

const ATTEMPTS = 3;

/**
 * Looks whose account was granted, and connects it unless it looks like another person's: then they are asked first.
 * @throws UpstreamError when Nextcloud does not say; the flow keeps what was granted
 */
export async function settleFlow(ctx: Ctx, flow: LoginFlowRow, password: AppPassword): Promise<ConnectState> {
  let account: CloudUser;
  try {
    account = await readOwnUser(passwordTransport(ctx.env, password));
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.kind !== "auth") throw error;
    // Revoked before it was ever used.
    await endFlow(ctx, flow);
    return { state: "expired" };
  }
  const found: FoundAccount = {
    nextcloudUser: account.id,
    loginName: password.loginName,
    displayName: account.displayName.slice(0, 255),
  };
  if (await mustBeConfirmed(ctx, flow.userId, account)) {
    if (!(await updateLoginFlow(ctx.db, flow, { found }))) throw noFlow();
    return { state: "confirm", account: accountOf(found) };
  }
  return connectFound(ctx, flow, found, password);
}

async function mustBeConfirmed(ctx: Ctx, userId: string, account: CloudUser): Promise<boolean> {
  if (await isConnectedToOther(ctx.db, account.id, userId)) return true;
  const before = await findConnection(ctx.db, userId);
  if (before?.nextcloudUser === account.id) return false;
  const user = await findUser(ctx.db, userId);
  return !user || !looksLikeOwn(user, account);
}

/** Ends the flow with a connection; the one before, where there is one, is revoked. */
export async function connectFound(
  ctx: Ctx,
  flow: LoginFlowRow,
  found: FoundAccount,
  password: AppPassword,
): Promise<ConnectState> {
  const { userId } = flow;
  const secret = sealAppPassword(ctx.env, `connection:${userId}`, password);
  const connection = { userId, ...found, secret, brokenAt: null, createdAt: ctx.now() };
  const audit = auditEntry(ctx, {
    entity: "user",
    entityId: userId,
    action: "nextcloud_connected",
    detail: { account: found.nextcloudUser },
  });
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const seen = await findConnection(ctx.db, userId);
    // What Nextcloud refused once is never sent again.
    const before = seen && seen.brokenAt === null ? connectionPassword(ctx.env, seen) : null;
    const outbox = before ? [revokeRow(ctx, before)] : [];
    if (await connectByFlow(ctx.db, { connection, flow, seen, outbox, audit })) {
      await revokeSoon(ctx, outbox);
      return { state: "connected", account: accountOf(found) };
    }
  }
  throw new AppError("conflict", "Something else changed this sign-in at the same moment. Please try again.");
}
