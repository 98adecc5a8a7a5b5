import { type DeliveryState, listDeliveries } from "#db/queries/deliveries.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdminOrOwner, visibleArtistId } from "#lib/auth/permissions.ts";
import { type DeliveryView, toDeliveryView } from "./delivery-view.ts";

const MAX_ROWS = 200;

/**
 * What waits to be delivered (`waiting`), what was given up (`dead`), or both, oldest first, with how many there are
 * in all. Admins see everything, artists what concerns their own appointments.
 * @throws AppError `not_signed_in`, `not_allowed`
 */
export async function listWaiting(
  ctx: Ctx,
  filter: { state?: DeliveryState; limit?: number; offset?: number } = {},
): Promise<{ rows: DeliveryView[]; total: number }> {
  const artistId = visibleArtistId(ctx.actor);
  requireAdminOrOwner(ctx.actor, artistId ?? "");
  const { deliveries, total } = await listDeliveries(ctx.db, {
    state: filter.state,
    artistId,
    limit: Math.min(filter.limit ?? 50, MAX_ROWS),
    offset: filter.offset ?? 0,
  });
  return { rows: deliveries.map(toDeliveryView), total };
}
