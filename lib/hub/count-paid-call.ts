import { addPaidCall } from "#db/queries/integrations.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireDesk } from "#lib/auth/permissions.ts";
import type { ConnectorId } from "#lib/integrations/registry.ts";
import { monthOf } from "./month-of.ts";

/**
 * Counts a call the vendor is paid for. It is on disk before it is answered, and so before the call is made: better one
 * too many than one that nobody knows of.
 * @throws AppError unless staff, an admin or the worker acts
 */
export async function countPaidCall(ctx: Ctx, connector: ConnectorId): Promise<void> {
  requireDesk(ctx.actor);
  await addPaidCall(ctx.db, connector, monthOf(ctx.now()));
}
