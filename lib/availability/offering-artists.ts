import { findArtistIdsOffering } from "#db/queries/artists.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";

/**
 * The ids of those who offer a service and can be booked, in the studio's order; without a service, of everybody.
 * @throws AppError `not_found` at `serviceId` when it is nobody.
 */
export async function offeringArtists(
  ctx: Pick<Ctx, "db">,
  serviceId: string | undefined,
): Promise<readonly string[]> {
  const ids = await findArtistIdsOffering(ctx.db, serviceId);
  if (ids.length === 0)
    throw new AppError("not_found", "Nobody offers a service with this id.", {
      errors: { serviceId: ["unknown"] },
    });
  return ids;
}
