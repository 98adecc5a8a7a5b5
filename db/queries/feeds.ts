import { eq } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { artists } from "../schema/artists.ts";
import type { ArtistRow } from "./artists.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";

/** The artist whose feed a token opens. */
export async function findArtistByFeedToken(db: Db, tokenHash: string): Promise<ArtistRow | undefined> {
  return db.select().from(artists).where(eq(artists.feedTokenHash, tokenHash)).get();
}

/** Gives an artist's feed another token, or ends it. */
export async function setFeedToken(
  db: Db,
  artistId: string,
  tokenHash: string | null,
  audit: AuditEntry,
): Promise<void> {
  transaction(db, () => {
    db.update(artists).set({ feedTokenHash: tokenHash }).where(eq(artists.id, artistId)).run();
    writeAudit(db, audit);
  });
}
