import type { CustomerScope } from "#db/queries/customer-scope.ts";
import { type CustomerRow, findCustomerRow } from "#db/queries/customers.ts";
import type { Actor } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireStudio } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";

/** What limits the customers an actor sees: an artist's own; undefined where all may be seen. */
export function customerScope(actor: Actor): CustomerScope | undefined {
  return actor.kind === "artist" ? { artistId: actor.artistId, userId: actor.userId } : undefined;
}

/**
 * The customer somebody wants to see or change, once they may. What an artist may not see is not there.
 * @throws AppError `not_signed_in`, `not_allowed`, `not_found`
 */
export async function requireCustomerAccess(ctx: Ctx, customerId: string): Promise<CustomerRow> {
  requireStudio(ctx.actor);
  const row = await findCustomerRow(ctx.db, customerId, customerScope(ctx.actor));
  if (!row) throw new AppError("not_found", "There is no customer with this id.");
  return row;
}

/** Merging, exporting and sharing are the front desk's. @throws AppError `not_signed_in`, `not_allowed` */
export function requireFrontDesk(actor: Actor): void {
  requireStudio(actor);
  if (actor.kind === "artist") throw new AppError("not_allowed", "Only the front desk may do this.");
}

/** What an actor may do with a customer they see. */
export function allowedWith(actor: Actor) {
  const frontDesk = actor.kind !== "artist";
  const admin = actor.kind === "admin" || actor.kind === "worker";
  return { edit: true, block: frontDesk, merge: frontDesk, export: frontDesk, delete: admin };
}
