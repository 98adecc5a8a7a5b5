import { asc, eq, max, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { artistHours, artistServices, artists } from "../schema/artists.ts";
import type { ArtistRow, HoursRow } from "./artists.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";

export type NewArtist = typeof artists.$inferInsert;

/** Every artist's working hours, by weekday and start. */
export async function hoursByArtist(db: Db): Promise<Map<string, HoursRow[]>> {
  const rows = db
    .select()
    .from(artistHours)
    .orderBy(asc(artistHours.weekday), asc(artistHours.startMinute))
    .all();
  const grouped = new Map<string, HoursRow[]>();
  for (const { artistId, weekday, startMinute, endMinute } of rows) {
    const hours = { weekday, startMinute, endMinute };
    grouped.set(artistId, [...(grouped.get(artistId) ?? []), hours]);
  }
  return grouped;
}

/** Ids of everything each artist offers, active or not, in the order the artist shows it. */
export async function serviceIdsByArtist(db: Db): Promise<Map<string, string[]>> {
  const rows = db.select().from(artistServices).orderBy(asc(artistServices.position)).all();
  const grouped = new Map<string, string[]>();
  for (const row of rows) grouped.set(row.artistId, [...(grouped.get(row.artistId) ?? []), row.serviceId]);
  return grouped;
}

/**
 * Stores an artist, last in the studio's order, with what they offer.
 * @returns "slug_taken" when another artist has the address.
 */
export async function createArtist(
  db: Db,
  input: { artist: NewArtist; serviceIds: string[]; audit: AuditEntry },
): Promise<"stored" | "slug_taken"> {
  return transaction(db, () => {
    if (isSlugTaken(db, input.artist.slug, input.artist.id)) return "slug_taken";
    const last = db
      .select({ position: max(artists.position) })
      .from(artists)
      .get();
    db.insert(artists)
      .values({ ...input.artist, position: (last?.position ?? -1) + 1 })
      .run();
    replaceServices(db, input.artist.id, input.serviceIds);
    writeAudit(db, input.audit);
    return "stored";
  });
}

/** Changes an artist; hours and services, where given, replace what was there. */
export async function updateArtist(
  db: Db,
  id: string,
  change: {
    set: Partial<Omit<ArtistRow, "id">>;
    hours?: HoursRow[];
    serviceIds?: string[];
    audit: AuditEntry;
  },
): Promise<"changed" | "slug_taken"> {
  return transaction(db, () => {
    if (change.set.slug !== undefined && isSlugTaken(db, change.set.slug, id)) return "slug_taken";
    if (Object.keys(change.set).length > 0)
      db.update(artists).set(change.set).where(eq(artists.id, id)).run();
    if (change.hours) {
      db.delete(artistHours).where(eq(artistHours.artistId, id)).run();
      for (const row of change.hours)
        db.insert(artistHours)
          .values({ artistId: id, ...row })
          .run();
    }
    if (change.serviceIds) replaceServices(db, id, change.serviceIds);
    writeAudit(db, change.audit);
    return "changed";
  });
}

function replaceServices(db: Db, artistId: string, serviceIds: string[]): void {
  db.delete(artistServices).where(eq(artistServices.artistId, artistId)).run();
  serviceIds.forEach((serviceId, position) => {
    db.insert(artistServices).values({ artistId, serviceId, position }).run();
  });
}

function isSlugTaken(db: Db, slug: string, exceptId: string): boolean {
  const other = db
    .select({ id: artists.id })
    .from(artists)
    .where(sql`${artists.slug} = ${slug} AND ${artists.id} <> ${exceptId}`)
    .get();
  return other !== undefined;
}
