import { findDraftPicture } from "#db/queries/draft-pictures.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { hashToken } from "#lib/core/ids.ts";
import { draftPreviewUrl } from "./draft-preview-url.ts";
import { MOST_PICTURES } from "./picture-limits.ts";

/** The pictures a form that came back still has, for `<PicturesField initial>`; `tokens` as its draft keeps them. */
export async function listDraftPictures(
  ctx: Pick<Ctx, "db" | "now">,
  tokens: string | readonly string[] | undefined,
): Promise<{ token: string; filename: string; previewUrl: string }[]> {
  const written = typeof tokens === "string" ? tokens.split(/\s+/) : (tokens ?? []);
  const found = await Promise.all(
    written
      .filter(Boolean)
      .slice(0, MOST_PICTURES)
      .map(async (token) => ({ token, row: await findDraftPicture(ctx.db, hashToken(token), ctx.now()) })),
  );
  return found.flatMap(({ token, row }) =>
    row ? [{ token, filename: row.filename, previewUrl: draftPreviewUrl(token) }] : [],
  );
}
