import { availabilityVersion as readVersion } from "#db/queries/availability-versions.ts";
import type { Ctx } from "#lib/auth/context.ts";

/**
 * Which state of an artist's free times a page is made from. Read it before the times: what changes meanwhile is then
 * told to the page once more, never missed.
 */
export function availabilityVersion(ctx: Pick<Ctx, "db">, artistId: string): number {
  return readVersion(ctx.db, artistId);
}
