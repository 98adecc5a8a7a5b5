import { and, asc, eq, gt, inArray, isNull, lt, lte, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { referencePictures } from "../schema/inquiries.ts";
import type { ReferencePictureRow } from "./reference-pictures.ts";
import { addToWindow } from "./system.ts";

type NewReferencePicture = typeof referencePictures.$inferInsert;

/** Drafts looked at to make room for one picture. */
const MOST_GIVING_WAY = 500;

export interface DraftLimits {
  /** Of all drafts together. */
  maximumBytes: number;
  /** Drafts made before this instant give way, the oldest first. */
  mayGoBeforeMs: number;
  /** What whoever sends it may bring in a window; null where nobody counts. */
  ofSender: { key: string; windowStart: number; maximumBytes: number } | null;
}

export interface DraftOutcome {
  /** "full" when drafts would hold too much together, "enough" when their sender has brought too much. */
  outcome: "stored" | "full" | "enough";
  /** Names of the sealed files of drafts that gave way. */
  gone: string[];
}

/** Remembers a picture that is in the spool and nobody asked for anything with yet. */
export async function insertDraftPicture(
  db: Db,
  picture: NewReferencePicture,
  limits: DraftLimits,
): Promise<DraftOutcome> {
  return transaction(db, () => {
    const { ofSender } = limits;
    // What finds no room counts as well: it was drawn anew all the same.
    const brought = ofSender ? addToWindow(db, { ...ofSender, amount: picture.size }) : 0;
    if (ofSender && brought > ofSender.maximumBytes) return { outcome: "enough", gone: [] };
    const held = db
      .select({ bytes: sql<number>`coalesce(sum(${referencePictures.size}), 0)` })
      .from(referencePictures)
      .where(isNull(referencePictures.aboutId))
      .get();
    const missing = (held?.bytes ?? 0) + picture.size - limits.maximumBytes;
    const gone = missing > 0 ? makeRoom(db, missing, limits.mayGoBeforeMs) : [];
    if (gone === null) return { outcome: "full", gone: [] };
    db.insert(referencePictures).values(picture).run();
    return { outcome: "stored", gone };
  });
}

/** Forgets the oldest drafts until so many bytes are free; null, and nothing is forgotten, when those that may go hold less. */
function makeRoom(db: Db, bytes: number, beforeMs: number): string[] | null {
  const old = db
    .select({ id: referencePictures.id, size: referencePictures.size, spoolId: referencePictures.spoolId })
    .from(referencePictures)
    .where(and(isNull(referencePictures.aboutId), lt(referencePictures.createdAt, beforeMs)))
    .orderBy(asc(referencePictures.createdAt), asc(referencePictures.id))
    .limit(MOST_GIVING_WAY)
    .all();
  let freed = 0;
  const going = old.filter(({ size }) => {
    const isNeeded = freed < bytes;
    if (isNeeded) freed += size;
    return isNeeded;
  });
  if (freed < bytes) return null;
  const ids = going.map(({ id }) => id);
  db.delete(referencePictures).where(inArray(referencePictures.id, ids)).run();
  return going.flatMap(({ spoolId }) => (spoolId === null ? [] : [spoolId]));
}

/** A picture nobody asked for anything with yet, by the hash of its token. */
export async function findDraftPicture(
  db: Db,
  tokenHash: string,
  nowMs: number,
): Promise<ReferencePictureRow | undefined> {
  return db
    .select()
    .from(referencePictures)
    .where(and(isDraft(tokenHash), gt(referencePictures.expiresAt, nowMs)))
    .get();
}

/** @returns the name of its sealed file; null when there is no such draft. */
export async function deleteDraftPicture(db: Db, tokenHash: string): Promise<string | null> {
  const [row] = db
    .delete(referencePictures)
    .where(isDraft(tokenHash))
    .returning({ spoolId: referencePictures.spoolId })
    .all();
  return row?.spoolId ?? null;
}

function isDraft(tokenHash: string) {
  return and(eq(referencePictures.tokenHash, tokenHash), isNull(referencePictures.aboutId));
}

/** Forgets drafts whose time is over, at most `limit`. @returns the names of their sealed files. */
export async function deleteExpiredDrafts(db: Db, nowMs: number, limit = 500): Promise<string[]> {
  return transaction(db, () => {
    const rows = db
      .select({ id: referencePictures.id, spoolId: referencePictures.spoolId })
      .from(referencePictures)
      .where(and(isNull(referencePictures.aboutId), lte(referencePictures.expiresAt, nowMs)))
      .limit(limit)
      .all();
    const ids = rows.map(({ id }) => id);
    db.delete(referencePictures).where(inArray(referencePictures.id, ids)).run();
    return rows.flatMap(({ spoolId }) => (spoolId === null ? [] : [spoolId]));
  });
}
