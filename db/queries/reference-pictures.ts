import { and, asc, eq, gt, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { inquiries, referencePictures } from "../schema/inquiries.ts";
import { outbox } from "../schema/system.ts";
import type { AuditEntry } from "./audit.ts";
import { type NewMedia, writeUploaded } from "./media.ts";
import { enqueue, type NewOutboxRow } from "./outbox.ts";

export type ReferencePictureRow = typeof referencePictures.$inferSelect;

/** One request takes no more, however often pictures are added to it. */
const MOST_OF_ONE = 40;

/**
 * Inside the caller's transaction: drafts become the pictures of an appointment or inquiry, and go to the customer's
 * folder through the outbox. Tokens that are unknown, over or used already are passed over: whoever sent them has seen
 * the form without these pictures.
 */
export function attachPictures(
  db: Db,
  input: { tokenHashes: string[]; aboutId: string; customerId: string | null; nowMs: number },
): void {
  const { aboutId, customerId, nowMs } = input;
  if (input.tokenHashes.length === 0) return;
  const there = countOf(db, aboutId);
  const tokenHashes = [...new Set(input.tokenHashes)].slice(0, Math.max(MOST_OF_ONE - there, 0));
  const attached = db
    .update(referencePictures)
    .set({ aboutId, customerId })
    .where(
      and(
        inArray(referencePictures.tokenHash, tokenHashes),
        isNull(referencePictures.aboutId),
        gt(referencePictures.expiresAt, nowMs),
      ),
    )
    .returning({ id: referencePictures.id })
    .all();
  for (const { id } of attached) enqueue(db, pictureRow(id, nowMs));
}

/** "Put this picture into its customer's folder." Of no appointment's, so that none waits for another. */
function pictureRow(id: string, nowMs: number): NewOutboxRow {
  return {
    id: `picture:${id}`,
    kind: "picture",
    appointmentId: null,
    payload: {},
    nextAttemptAt: nowMs,
    createdAt: nowMs,
  };
}

function countOf(db: Db, aboutId: string): number {
  const row = db
    .select({ count: sql<number>`count(*)` })
    .from(referencePictures)
    .where(eq(referencePictures.aboutId, aboutId))
    .get();
  return row?.count ?? 0;
}

/**
 * Asks again for what stays in the spool without anybody on its way to it: pictures of before files were configured.
 * @returns how many.
 */
export async function requeuePictures(db: Db, nowMs: number): Promise<number> {
  return transaction(db, () => {
    const rows = db
      .select({ id: referencePictures.id })
      .from(referencePictures)
      .where(
        and(
          isNotNull(referencePictures.aboutId),
          isNotNull(referencePictures.spoolId),
          sql`NOT EXISTS (SELECT 1 FROM ${outbox} WHERE ${outbox.id} = 'picture:' || ${referencePictures.id})`,
        ),
      )
      .limit(500)
      .all();
    for (const { id } of rows) enqueue(db, pictureRow(id, nowMs));
    return rows.length;
  });
}

export async function findReferencePicture(db: Db, id: string): Promise<ReferencePictureRow | undefined> {
  return db.select().from(referencePictures).where(eq(referencePictures.id, id)).get();
}

/** The pictures of any of these, as they came. */
export async function listReferencePictures(db: Db, aboutIds: string[]): Promise<ReferencePictureRow[]> {
  return db
    .select()
    .from(referencePictures)
    .where(inArray(referencePictures.aboutId, aboutIds))
    .orderBy(asc(referencePictures.createdAt), asc(referencePictures.id))
    .limit(200)
    .all();
}

/** Whose a picture is: its own customer, else that of what it is about. */
export async function customerOfPicture(
  db: Db,
  picture: Pick<ReferencePictureRow, "aboutId" | "customerId">,
): Promise<string | null> {
  if (picture.customerId !== null || picture.aboutId === null) return picture.customerId;
  const of = (table: typeof appointments | typeof inquiries) =>
    db
      .select({ customerId: table.customerId })
      .from(table)
      .where(eq(table.id, picture.aboutId ?? ""))
      .get()?.customerId;
  return of(appointments) ?? of(inquiries) ?? null;
}

/** Whose request a picture came with; null where that is gone. */
export async function artistOfPicture(
  db: Db,
  picture: Pick<ReferencePictureRow, "aboutId">,
): Promise<string | null> {
  const of = (table: typeof appointments | typeof inquiries) =>
    db
      .select({ artistId: table.artistId })
      .from(table)
      .where(eq(table.id, picture.aboutId ?? ""))
      .get()?.artistId;
  return of(appointments) ?? of(inquiries) ?? null;
}

/** The inquiry a customer's link leads to, as far as its pictures ask. */
export async function inquiryIdByToken(db: Db, tokenHash: string): Promise<string | null> {
  const row = db.select({ id: inquiries.id }).from(inquiries).where(eq(inquiries.tokenHash, tokenHash)).get();
  return row?.id ?? null;
}

/**
 * A picture becomes a file of its customer's: the record of the file, the order to deliver it and the end of its own
 * row at once. @returns false when somebody was faster, or the picture is gone.
 */
export async function handOverPicture(
  db: Db,
  input: { id: string; media: NewMedia; audit: AuditEntry; outbox: NewOutboxRow },
): Promise<boolean> {
  return transaction(db, () => {
    const { changes } = db
      .update(referencePictures)
      .set({ spoolId: null, mediaId: input.media.id, customerId: input.media.customerId ?? null })
      .where(and(eq(referencePictures.id, input.id), isNotNull(referencePictures.spoolId)))
      .run();
    if (changes === 0) return false;
    writeUploaded(db, input);
    return true;
  });
}

/** Names of the sealed files of pictures; they are in use. */
export async function listPictureSpoolIds(db: Db): Promise<string[]> {
  return db
    .select({ spoolId: referencePictures.spoolId })
    .from(referencePictures)
    .where(isNotNull(referencePictures.spoolId))
    .all()
    .flatMap(({ spoolId }) => (spoolId === null ? [] : [spoolId]));
}

/** The appointments and inquiries a customer's link opens the pictures of. */
export function aboutIdsOf(appointment: {
  id: string;
  rootId: string | null;
  inquiryId: string | null;
}): string[] {
  return [appointment.id, appointment.rootId, appointment.inquiryId].filter((id) => id !== null);
}

/** Whether an appointment came with pictures, itself or by what it goes on with. */
export async function hasPictures(
  db: Db,
  appointment: { id: string; rootId: string | null; inquiryId: string | null },
): Promise<boolean> {
  const row = db
    .select({ id: referencePictures.id })
    .from(referencePictures)
    .where(inArray(referencePictures.aboutId, aboutIdsOf(appointment)))
    .limit(1)
    .get();
  return row !== undefined;
}
