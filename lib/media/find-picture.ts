import { findPicture as find, type PictureRow } from "#db/queries/pictures.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";

/** A picture of the studio's: public, under an id that stands for these bytes only. @throws AppError `not_found` */
export async function findPicture(ctx: Pick<Ctx, "db">, id: string): Promise<PictureRow> {
  const picture = await find(ctx.db, id);
  if (!picture) throw new AppError("not_found", "There is no such picture.");
  return picture;
}
