import { bookingRecords } from "#db/queries/may-book.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { studioSettings } from "#lib/studio/settings.ts";

/**
 * Whether somebody may book by themselves: not while the studio blocked them, nor once they missed as many appointments
 * as its settings allow. Known by address or number, earlier ones too.
 */
export async function mayBook(
  ctx: Pick<Ctx, "db">,
  said: { email: string; phone: string },
): Promise<boolean> {
  const records = await bookingRecords(ctx.db, said);
  if (records.length === 0) return true;
  const { noShowLimit } = await studioSettings(ctx);
  return records.every(
    ({ blockedAt, noShows }) => blockedAt === null && (noShowLimit === null || noShows < noShowLimit),
  );
}
