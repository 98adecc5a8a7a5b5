import { eq } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { artists } from "../schema/artists.ts";
import { pictures } from "../schema/pictures.ts";
import { settings } from "../schema/system.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";

export type PictureRow = typeof pictures.$inferSelect;

/** The setting that names the logo's picture. */
export const LOGO_SETTING = "logoId";

export async function findPicture(db: Db, id: string): Promise<PictureRow | undefined> {
  return db.select().from(pictures).where(eq(pictures.id, id)).get();
}

/** Gives an artist another picture, or none; the one before goes. */
export async function replaceArtistPicture(
  db: Db,
  input: { artistId: string; picture: PictureRow | null; audit: AuditEntry },
): Promise<void> {
  transaction(db, () => {
    const before = db
      .select({ pictureId: artists.pictureId })
      .from(artists)
      .where(eq(artists.id, input.artistId))
      .get();
    if (input.picture) db.insert(pictures).values(input.picture).run();
    db.update(artists)
      .set({ pictureId: input.picture?.id ?? null })
      .where(eq(artists.id, input.artistId))
      .run();
    removePicture(db, before?.pictureId);
    writeAudit(db, input.audit);
  });
}

/** Gives the studio another logo, or none; the one before goes. */
export async function replaceLogo(
  db: Db,
  input: { picture: PictureRow | null; audit: AuditEntry },
): Promise<void> {
  transaction(db, () => {
    const before = db.select().from(settings).where(eq(settings.name, LOGO_SETTING)).get();
    if (input.picture) {
      db.insert(pictures).values(input.picture).run();
      const value = input.picture.id;
      db.insert(settings)
        .values({ name: LOGO_SETTING, value })
        .onConflictDoUpdate({ target: settings.name, set: { value } })
        .run();
    } else db.delete(settings).where(eq(settings.name, LOGO_SETTING)).run();
    removePicture(db, before?.value);
    writeAudit(db, input.audit);
  });
}

function removePicture(db: Db, id: unknown): void {
  if (typeof id === "string") db.delete(pictures).where(eq(pictures.id, id)).run();
}
