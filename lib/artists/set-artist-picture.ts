import { replaceArtistPicture } from "#db/queries/pictures.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { shapePicture } from "#lib/media/shape-picture.ts";
import type { ArtistView } from "./artist-view.ts";
import { loadOwnArtist } from "./load-own-artist.ts";
import { showArtist } from "./show-artist.ts";

const SIDE = 640;

/** Gives an artist a picture: upright, 640 × 640, nothing of where and with what it was taken. @throws AppError */
export async function setArtistPicture(ctx: Ctx, id: string, bytes: Uint8Array): Promise<ArtistView> {
  const artist = await loadOwnArtist(ctx, id);
  const picture = await shapePicture(ctx, bytes, { width: SIDE, height: SIDE, fit: "cover" });
  const audit = auditEntry(ctx, { entity: "artist", entityId: artist.id, action: "picture_changed" });
  await replaceArtistPicture(ctx.db, { artistId: artist.id, picture, audit });
  return showArtist(ctx, artist.id);
}
