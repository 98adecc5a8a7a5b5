import { eq } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { customers } from "../schema/customers.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";

/**
 * Blocks a customer since an instant, or lets them book again with null. The version stays: nothing they are known by
 * changes. @returns "unchanged" when it was so already and for the same reason, "gone" when there is no such customer.
 */
export async function setBlocked(
  db: Db,
  id: string,
  block: { atMs: number | null; reason: string; audit: AuditEntry },
): Promise<"changed" | "unchanged" | "gone"> {
  return transaction(db, () => {
    const current = db.select().from(customers).where(eq(customers.id, id)).get();
    if (!current) return "gone";
    const same = (current.blockedAt === null) === (block.atMs === null);
    if (same && current.blockedReason === block.reason) return "unchanged";
    db.update(customers)
      .set({
        blockedAt: block.atMs === null ? null : (current.blockedAt ?? block.atMs),
        blockedReason: block.reason,
        updatedAt: block.audit.at,
      })
      .where(eq(customers.id, id))
      .run();
    writeAudit(db, block.audit);
    return "changed";
  });
}
