import { type DeliveryRow, findDelivery } from "#db/queries/deliveries.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdminOrOwner, requireSignedIn } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";

/**
 * The delivery somebody wants to decide about, once they may: an admin, or the artist whose appointment it is about.
 * @throws AppError `not_signed_in`, `not_found`, `not_allowed`
 */
export async function loadDelivery(ctx: Ctx, id: string): Promise<DeliveryRow> {
  requireSignedIn(ctx.actor);
  const delivery = await findDelivery(ctx.db, id);
  if (!delivery) throw deliveryGone();
  requireAdminOrOwner(ctx.actor, delivery.appointment?.artistId ?? "");
  return delivery;
}

/** It was delivered or discarded meanwhile, or never was. */
export function deliveryGone(): AppError {
  return new AppError("not_found", "This does not wait any more: it was delivered or discarded.");
}
