import { listArtists } from "#db/queries/artists.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";

/** @throws AppError `invalid_input` at `artistIds` when one of the ids is no artist. */
export async function requireArtists(ctx: Pick<Ctx, "db">, ids: string[]): Promise<void> {
  const known = new Set((await listArtists(ctx.db)).map((artist) => artist.id));
  if (ids.every((id) => known.has(id))) return;
  throw new AppError("invalid_input", "There is no artist with one of these ids.", {
    errors: { artistIds: ["unknown"] },
  });
}
