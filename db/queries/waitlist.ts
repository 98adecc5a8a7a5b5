import { and, asc, eq, gt, inArray, lt, max, sql } from "drizzle-orm";
import { emailKey } from "#lib/core/contact-keys.ts";
import { type Db, transaction } from "../client.ts";
import { artists, services } from "../schema/artists.ts";
import { offers, waitlistEntries } from "../schema/inquiries.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import { type BookingCustomer, matchCustomer } from "./customer-matching.ts";
import { enqueue, type NewOutboxRow } from "./outbox.ts";

export type WaitlistRow = typeof waitlistEntries.$inferSelect;
export type NewWaitlistEntry = typeof waitlistEntries.$inferInsert;

export interface WaitlistWithNames extends WaitlistRow {
  artist: { id: string; slug: string; name: string; timeZone: string };
  service: { id: string; name: string; durationMinutes: number };
}

const named = {
  entry: waitlistEntries,
  artist: { id: artists.id, slug: artists.slug, name: artists.name, timeZone: artists.timeZone },
  service: { id: services.id, name: services.name, durationMinutes: services.durationMinutes },
};

function withNames(db: Db) {
  return db
    .select(named)
    .from(waitlistEntries)
    .innerJoin(artists, eq(artists.id, waitlistEntries.artistId))
    .innerJoin(services, eq(services.id, waitlistEntries.serviceId))
    .$dynamic();
}

type Named = {
  entry: WaitlistRow;
  artist: WaitlistWithNames["artist"];
  service: WaitlistWithNames["service"];
};
const flatten = (row: Named): WaitlistWithNames => ({
  ...row.entry,
  artist: row.artist,
  service: row.service,
});

export async function findWaitlistEntry(db: Db, id: string): Promise<WaitlistWithNames | undefined> {
  const row = withNames(db).where(eq(waitlistEntries.id, id)).get();
  return row && flatten(row);
}

export async function findWaitlistByToken(db: Db, tokenHash: string): Promise<WaitlistWithNames | undefined> {
  const row = withNames(db).where(eq(waitlistEntries.tokenHash, tokenHash)).get();
  return row && flatten(row);
}

/** How often somebody let a time pass, by a word or by silence; what the studio took back does not count. */
const passes = sql<number>`(SELECT count(*) FROM ${offers} WHERE ${offers.aboutId} = ${waitlistEntries.id}
  AND ${offers.state} IN ('expired', 'refused'))`;

/** Where an entry stands in the line. */
export interface WaitlistPlace {
  passes: number;
  createdAt: number;
  id: string;
}

/** Those who wait for an artist, in turn, from a place on: who let fewer times pass first, then who came first. */
export async function listWaiting(
  db: Db,
  filter: { artistId: string; after: WaitlistPlace | null; limit: number },
): Promise<{ entries: WaitlistWithNames[]; next: WaitlistPlace | null }> {
  const { after, limit } = filter;
  const rows = db
    .select({ ...named, passes })
    .from(waitlistEntries)
    .innerJoin(artists, eq(artists.id, waitlistEntries.artistId))
    .innerJoin(services, eq(services.id, waitlistEntries.serviceId))
    .where(
      and(
        eq(waitlistEntries.state, "WAITING"),
        eq(waitlistEntries.artistId, filter.artistId),
        after === null
          ? undefined
          : sql`(${passes}, ${waitlistEntries.createdAt}, ${waitlistEntries.id})
            > (${after.passes}, ${after.createdAt}, ${after.id})`,
      ),
    )
    .orderBy(asc(passes), asc(waitlistEntries.createdAt), asc(waitlistEntries.id))
    .limit(limit)
    .all();
  const last = rows.length === limit ? rows.at(-1) : undefined;
  const next = last ? { passes: last.passes, createdAt: last.entry.createdAt, id: last.entry.id } : null;
  return { entries: rows.map(flatten), next };
}

/** How many times were held for an entry without any answer. */
export function countUnanswered(db: Db, entryId: string): number {
  const row = db
    .select({ count: sql<number>`count(*)` })
    .from(offers)
    .where(and(eq(offers.aboutId, entryId), eq(offers.state, "expired")))
    .get();
  return row?.count ?? 0;
}

/** Whose turn it is first stands first. */
export async function listWaitlist(
  db: Db,
  filter: { artistId?: string; states: WaitlistRow["state"][]; limit: number },
): Promise<WaitlistWithNames[]> {
  return withNames(db)
    .where(
      and(
        inArray(waitlistEntries.state, filter.states),
        filter.artistId === undefined ? undefined : eq(waitlistEntries.artistId, filter.artistId),
      ),
    )
    .orderBy(asc(passes), asc(waitlistEntries.createdAt), asc(waitlistEntries.id))
    .limit(filter.limit)
    .all()
    .map(flatten);
}

/** The artists somebody waits for, and when one of those entries last changed (epoch ms). */
export async function artistsWaitedFor(db: Db): Promise<{ id: string; changedAt: number }[]> {
  return db
    .select({ id: artists.id, changedAt: max(waitlistEntries.updatedAt) })
    .from(waitlistEntries)
    .innerJoin(artists, eq(artists.id, waitlistEntries.artistId))
    .where(and(eq(waitlistEntries.state, "WAITING"), eq(artists.active, true)))
    .groupBy(artists.id)
    .all()
    .map(({ id, changedAt }) => ({ id, changedAt: changedAt ?? 0 }));
}

/** Entries that wait although their last day lies before `day`; whether it does in the artist's zone is to be asked. */
export async function listOldWaitlist(db: Db, day: string, limit: number): Promise<WaitlistWithNames[]> {
  return withNames(db)
    .where(and(eq(waitlistEntries.state, "WAITING"), lt(waitlistEntries.toDay, day)))
    .limit(limit)
    .all()
    .map(flatten);
}

/** The same wish of the same address within so long is one form sent twice. */
const SAME_WITHIN_MS = 10 * 60_000;

function sentJustNow(db: Db, entry: NewWaitlistEntry): WaitlistRow | undefined {
  const wishOf = ({ fromDay, toDay, weekdays = [], durationMinutes }: NewWaitlistEntry) =>
    JSON.stringify([fromDay, toDay, weekdays, durationMinutes]);
  return db
    .select()
    .from(waitlistEntries)
    .where(
      and(
        eq(waitlistEntries.artistId, entry.artistId),
        eq(waitlistEntries.state, "WAITING"),
        gt(waitlistEntries.createdAt, entry.createdAt - SAME_WITHIN_MS),
        eq(waitlistEntries.serviceId, entry.serviceId),
        eq(waitlistEntries.description, entry.description ?? ""),
      ),
    )
    .all()
    .find(
      (row) => emailKey(row.clientEmail) === emailKey(entry.clientEmail) && wishOf(row) === wishOf(entry),
    );
}

/**
 * Stores an entry with its customer, history line and notice as one.
 * @returns what is stored: where the same was sent a moment ago, that one; "full" when the address waits for the artist
 *   `maximum` times already.
 */
export async function insertWaitlistEntry(
  db: Db,
  input: {
    entry: NewWaitlistEntry;
    customer: BookingCustomer;
    maximum: number;
    audit: AuditEntry;
    outbox: NewOutboxRow[];
  },
): Promise<{ id: string; linkGeneration: number } | "full"> {
  const { entry } = input;
  return transaction(db, () => {
    const known = sentJustNow(db, entry);
    if (known) return known;
    const row = db
      .select({ count: sql<number>`count(*)` })
      .from(waitlistEntries)
      .where(
        and(
          sql`lower(${waitlistEntries.clientEmail}) = lower(${entry.clientEmail})`,
          eq(waitlistEntries.artistId, entry.artistId),
          inArray(waitlistEntries.state, ["WAITING", "OFFERED"]),
        ),
      )
      .get();
    if ((row?.count ?? 0) >= input.maximum) return "full";
    const customerId = matchCustomer(db, input.customer);
    db.insert(waitlistEntries)
      .values({ ...entry, customerId })
      .run();
    writeAudit(db, input.audit);
    for (const outboxRow of input.outbox) enqueue(db, outboxRow);
    return { id: entry.id, linkGeneration: 0 };
  });
}

export interface WaitlistChange {
  id: string;
  expectedVersion: number;
  set: Partial<NewWaitlistEntry>;
  audit: AuditEntry;
  outbox: NewOutboxRow[];
}

/** Inside the caller's transaction; see changeWaitlistEntry. */
export function applyWaitlistChange(db: Db, change: WaitlistChange): "changed" | "stale" {
  const result = db
    .update(waitlistEntries)
    .set({ ...change.set, version: change.expectedVersion + 1, updatedAt: change.audit.at })
    .where(and(eq(waitlistEntries.id, change.id), eq(waitlistEntries.version, change.expectedVersion)))
    .run();
  if (result.changes !== 1) return "stale";
  writeAudit(db, change.audit);
  for (const row of change.outbox) enqueue(db, row);
  return "changed";
}

/** One change of one entry, its history line and its notice. */
export async function changeWaitlistEntry(db: Db, change: WaitlistChange): Promise<"changed" | "stale"> {
  return transaction(db, () => applyWaitlistChange(db, change));
}
