import { setFeedToken } from "#db/queries/feeds.ts";
import { loadOwnArtist } from "#lib/artists/load-own-artist.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";

/** Ends the feed of an artist's appointments: its address answers 404 from now on. */
export async function endFeed(ctx: Ctx, artistId: string): Promise<void> {
  const artist = await loadOwnArtist(ctx, artistId);
  if (artist.feedTokenHash === null) return;
  const audit = auditEntry(ctx, { entity: "artist", entityId: artist.id, action: "feed_ended" });
  await setFeedToken(ctx.db, artist.id, null, audit);
}
