import { setFeedToken } from "#db/queries/feeds.ts";
import { loadOwnArtist } from "#lib/artists/load-own-artist.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireScope, scopesOf } from "#lib/auth/scopes.ts";
import { hashToken, newToken } from "#lib/core/ids.ts";
import { feedLink } from "#lib/links/feed-link.ts";

/**
 * Makes an address for the feed of an artist's appointments; one made before ends. @returns the address, which is
 * shown once: only the hash of its token is kept. Whoever has it reads who comes: a token that may not read appointments
 * makes none.
 * @throws AppError `not_signed_in`, `not_allowed`, `not_found`
 */
export async function renewFeed(ctx: Ctx, artistId: string): Promise<string> {
  requireScope(scopesOf(ctx.actor), "appointments:read");
  const artist = await loadOwnArtist(ctx, artistId);
  const token = newToken();
  const action = artist.feedTokenHash === null ? "feed_made" : "feed_renewed";
  const audit = auditEntry(ctx, { entity: "artist", entityId: artist.id, action });
  await setFeedToken(ctx.db, artist.id, hashToken(token), audit);
  return feedLink(ctx.env, token);
}
