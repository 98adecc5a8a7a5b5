import { replaceArtistPicture } from "#db/queries/pictures.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import type { ArtistView } from "./artist-view.ts";
import { loadOwnArtist } from "./load-own-artist.ts";
import { showArtist } from "./show-artist.ts";

export async function removeArtistPicture(ctx: Ctx, id: string): Promise<ArtistView> {
  const artist = await loadOwnArtist(ctx, id);
  const audit = auditEntry(ctx, { entity: "artist", entityId: artist.id, action: "picture_removed" });
  await replaceArtistPicture(ctx.db, { artistId: artist.id, picture: null, audit });
  return showArtist(ctx, artist.id);
}
