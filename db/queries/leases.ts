import { and, eq } from "drizzle-orm";
import type { Db } from "../client.ts";
import { passingTransaction } from "../client.ts";
import { leases } from "../schema/system.ts";

const LONGEST_LEASE_MS = 60_000;

/**
 * Takes or renews a lease, a minute at most. @returns false while another owner holds it.
 */
export async function takeLease(
  db: Db,
  lease: { name: string; owner: string; nowMs: number; forMs: number },
): Promise<boolean> {
  return passingTransaction(db, () => {
    const held = db.select().from(leases).where(eq(leases.name, lease.name)).get();
    // An end further away than a lease can last was written before the clock was set back: it counts for nothing.
    const isHeld = held && held.expiresAt > lease.nowMs && held.expiresAt <= lease.nowMs + LONGEST_LEASE_MS;
    if (isHeld && held.owner !== lease.owner) return false;
    const row = { name: lease.name, owner: lease.owner, expiresAt: lease.nowMs + lease.forMs };
    db.insert(leases).values(row).onConflictDoUpdate({ target: leases.name, set: row }).run();
    return true;
  });
}

export async function releaseLease(db: Db, name: string, owner: string): Promise<void> {
  passingTransaction(db, () =>
    db
      .delete(leases)
      .where(and(eq(leases.name, name), eq(leases.owner, owner)))
      .run(),
  );
}
