import { findArtist } from "#db/queries/artists.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";

/** An artist's user belongs to an artist there is. @throws AppError `invalid_input` at `artistId` */
export async function requireArtistOfUser(
  ctx: Pick<Ctx, "db">,
  user: { role: "admin" | "artist" | "staff"; artistId: string | null },
): Promise<void> {
  if (user.artistId === null) {
    if (user.role !== "artist") return;
    throw new AppError("invalid_input", "An artist's user needs the artist it belongs to.", {
      errors: { artistId: ["required"] },
    });
  }
  if (!(await findArtist(ctx.db, user.artistId)))
    throw new AppError("invalid_input", "There is no artist with this id.", {
      errors: { artistId: ["unknown"] },
    });
}
