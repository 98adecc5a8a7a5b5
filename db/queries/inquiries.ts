import { and, asc, desc, eq, gt, inArray, lte, notExists, sql } from "drizzle-orm";
import { emailKey } from "#lib/core/contact-keys.ts";
import { type Db, transaction } from "../client.ts";
import { artists, services } from "../schema/artists.ts";
import { inquiries, referencePictures } from "../schema/inquiries.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import { type BookingCustomer, matchCustomer } from "./customer-matching.ts";
import { enqueue, type NewOutboxRow } from "./outbox.ts";
import { queueInquiryWebhooks } from "./queue-webhooks.ts";
import { attachPictures } from "./reference-pictures.ts";

export type InquiryRow = typeof inquiries.$inferSelect;
export type NewInquiry = typeof inquiries.$inferInsert;
export type InquiryStatus = InquiryRow["status"];

export interface InquiryWithNames extends InquiryRow {
  artist: { id: string; slug: string; name: string; timeZone: string };
  service: { id: string; name: string; durationMinutes: number };
}

function withNames(db: Db) {
  return db
    .select({
      inquiry: inquiries,
      artist: { id: artists.id, slug: artists.slug, name: artists.name, timeZone: artists.timeZone },
      service: { id: services.id, name: services.name, durationMinutes: services.durationMinutes },
    })
    .from(inquiries)
    .innerJoin(artists, eq(artists.id, inquiries.artistId))
    .innerJoin(services, eq(services.id, inquiries.serviceId))
    .$dynamic();
}

type Named = {
  inquiry: InquiryRow;
  artist: InquiryWithNames["artist"];
  service: InquiryWithNames["service"];
};
const flatten = (row: Named): InquiryWithNames => ({
  ...row.inquiry,
  artist: row.artist,
  service: row.service,
});

export async function findInquiry(db: Db, id: string): Promise<InquiryWithNames | undefined> {
  const row = withNames(db).where(eq(inquiries.id, id)).get();
  return row && flatten(row);
}

export async function findInquiryByToken(db: Db, tokenHash: string): Promise<InquiryWithNames | undefined> {
  const row = withNames(db).where(eq(inquiries.tokenHash, tokenHash)).get();
  return row && flatten(row);
}

/** The newest first, or the oldest where they wait to be answered. */
export async function listInquiries(
  db: Db,
  filter: {
    artistId?: string;
    statuses: InquiryStatus[];
    order: "oldest" | "newest";
    limit: number;
    offset: number;
  },
): Promise<InquiryWithNames[]> {
  const by = filter.order === "oldest" ? asc : desc;
  return withNames(db)
    .where(
      and(
        inArray(inquiries.status, filter.statuses),
        filter.artistId === undefined ? undefined : eq(inquiries.artistId, filter.artistId),
      ),
    )
    .orderBy(by(inquiries.createdAt), asc(inquiries.id))
    .limit(filter.limit)
    .offset(filter.offset)
    .all()
    .map(flatten);
}

export async function countInquiries(
  db: Db,
  filter: { artistId?: string; statuses: InquiryStatus[] },
): Promise<number> {
  const row = db
    .select({ count: sql<number>`count(*)` })
    .from(inquiries)
    .where(
      and(
        inArray(inquiries.status, filter.statuses),
        filter.artistId === undefined ? undefined : eq(inquiries.artistId, filter.artistId),
      ),
    )
    .get();
  return row?.count ?? 0;
}

/** The same idea of the same address within so long is one form sent twice. */
const SAME_WITHIN_MS = 10 * 60_000;

function sentJustNow(db: Db, inquiry: NewInquiry): InquiryRow | undefined {
  return db
    .select()
    .from(inquiries)
    .where(
      and(
        eq(inquiries.artistId, inquiry.artistId),
        eq(inquiries.status, "OPEN"),
        gt(inquiries.createdAt, inquiry.createdAt - SAME_WITHIN_MS),
        eq(inquiries.serviceId, inquiry.serviceId),
        eq(inquiries.description, inquiry.description),
      ),
    )
    .all()
    .find(({ clientEmail }) => emailKey(clientEmail) === emailKey(inquiry.clientEmail));
}

/** A form without scripts sends its files anew each time: those that are there already, by name and size, are left out. */
function picturesNotThere(db: Db, aboutId: string, tokenHashes: string[]): string[] {
  const sameThere = sql`(SELECT 1 FROM reference_pictures AS there WHERE there.about_id = ${aboutId}
    AND there.filename = ${referencePictures.filename} AND there.size = ${referencePictures.size})`;
  return db
    .select({ tokenHash: referencePictures.tokenHash })
    .from(referencePictures)
    .where(and(inArray(referencePictures.tokenHash, tokenHashes), notExists(sameThere)))
    .all()
    .map(({ tokenHash }) => tokenHash);
}

/**
 * Stores an inquiry with its customer, pictures, history line and notices as one. @returns what is stored: where the
 * same was sent a moment ago, that one, with the pictures that are new.
 */
export async function insertInquiry(
  db: Db,
  input: {
    inquiry: NewInquiry;
    customer: BookingCustomer;
    /** Hashes of the tokens of pictures that were sent already. */
    pictures: string[];
    audit: AuditEntry;
    outbox: NewOutboxRow[];
  },
): Promise<{ id: string; linkGeneration: number }> {
  const { inquiry } = input;
  return transaction(db, () => {
    const known = sentJustNow(db, inquiry);
    if (known) {
      const { id: aboutId, customerId } = known;
      const tokenHashes = picturesNotThere(db, aboutId, input.pictures);
      attachPictures(db, { tokenHashes, aboutId, customerId, nowMs: inquiry.createdAt });
      return known;
    }
    const customerId = matchCustomer(db, input.customer);
    db.insert(inquiries)
      .values({ ...inquiry, customerId })
      .run();
    attachPictures(db, {
      tokenHashes: input.pictures,
      aboutId: inquiry.id,
      customerId,
      nowMs: inquiry.createdAt,
    });
    writeAudit(db, input.audit);
    for (const row of input.outbox) enqueue(db, row);
    queueInquiryWebhooks(db, { id: inquiry.id, at: inquiry.createdAt });
    return { id: inquiry.id, linkGeneration: 0 };
  });
}

export interface InquiryChange {
  id: string;
  expectedVersion: number;
  set: Partial<NewInquiry>;
  audit: AuditEntry;
  outbox: NewOutboxRow[];
}

/** Inside the caller's transaction; see changeInquiry. */
export function applyInquiryChange(db: Db, change: InquiryChange): "changed" | "stale" {
  const result = db
    .update(inquiries)
    .set({ ...change.set, version: change.expectedVersion + 1, updatedAt: change.audit.at })
    .where(and(eq(inquiries.id, change.id), eq(inquiries.version, change.expectedVersion)))
    .run();
  if (result.changes !== 1) return "stale";
  writeAudit(db, change.audit);
  for (const row of change.outbox) enqueue(db, row);
  return "changed";
}

/** One change of one inquiry, its history line and its notices. */
export async function changeInquiry(db: Db, change: InquiryChange): Promise<"changed" | "stale"> {
  return transaction(db, () => applyInquiryChange(db, change));
}

/** Inquiries nobody answered in time. */
export async function listOverdueInquiries(db: Db, nowMs: number, limit: number): Promise<InquiryRow[]> {
  return db
    .select()
    .from(inquiries)
    .where(and(eq(inquiries.status, "OPEN"), lte(inquiries.expiresAt, nowMs)))
    .limit(limit)
    .all();
}
