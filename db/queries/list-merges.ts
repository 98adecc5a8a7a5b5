import { and, desc, eq, gte, isNull, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { customerMerges } from "../schema/customers.ts";

/**
 * Who became part of a customer since `sinceMs` and can be undone, newest first, at most 100. A merge that came over
 * with somebody is not among them: the later one has to be undone first.
 */
export async function listMerges(
  db: Db,
  keptId: string,
  sinceMs: number,
): Promise<{ id: string; otherName: string; createdAt: number }[]> {
  return db
    .select({
      id: customerMerges.id,
      otherName: sql<string>`${customerMerges.before} ->> '$.other.name'`,
      createdAt: customerMerges.createdAt,
    })
    .from(customerMerges)
    .where(
      and(
        eq(customerMerges.keptId, keptId),
        isNull(customerMerges.undoneAt),
        gte(customerMerges.createdAt, sinceMs),
        sql`${customerMerges.before} ->> '$.kept.id' = ${keptId}`,
      ),
    )
    .orderBy(desc(customerMerges.createdAt), desc(customerMerges.id))
    .limit(100)
    .all();
}
