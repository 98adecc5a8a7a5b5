import { and, eq, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { passingTransaction } from "../client.ts";
import { prepared } from "../prepared.ts";
import { leases } from "../schema/system.ts";

/** Taken and given back with every sync. */
const leaseStatements = prepared((db) => {
  const value = sql.placeholder;
  return {
    find: db
      .select()
      .from(leases)
      .where(eq(leases.name, value("name")))
      .prepare(),
    store: db
      .insert(leases)
      .values({ name: value("name"), owner: value("owner"), expiresAt: value("expiresAt") })
      .onConflictDoUpdate({
        target: leases.name,
        set: { owner: sql`excluded.owner`, expiresAt: sql`excluded.expires_at` },
      })
      .prepare(),
    release: db
      .delete(leases)
      .where(and(eq(leases.name, value("name")), eq(leases.owner, value("owner"))))
      .prepare(),
  };
});

const LONGEST_LEASE_MS = 60_000;

/**
 * Takes or renews a lease, a minute at most. @returns false while another owner holds it.
 */
export async function takeLease(
  db: Db,
  lease: { name: string; owner: string; nowMs: number; forMs: number },
): Promise<boolean> {
  return passingTransaction(db, () => {
    const { find, store } = leaseStatements(db);
    const held = find.get({ name: lease.name });
    // An end further away than a lease can last was written before the clock was set back: it counts for nothing.
    const isHeld = held && held.expiresAt > lease.nowMs && held.expiresAt <= lease.nowMs + LONGEST_LEASE_MS;
    if (isHeld && held.owner !== lease.owner) return false;
    const row = { name: lease.name, owner: lease.owner, expiresAt: lease.nowMs + lease.forMs };
    store.run(row);
    return true;
  });
}

export async function releaseLease(db: Db, name: string, owner: string): Promise<void> {
  passingTransaction(db, () => leaseStatements(db).release.run({ name, owner }));
}
