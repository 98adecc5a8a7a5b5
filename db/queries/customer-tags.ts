import { asc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { customers, customerTags } from "../schema/customers.ts";
import { type CustomerScope, withinScope } from "./customer-scope.ts";

const sameWord = (tag: string) => tag.normalize("NFC").toLowerCase();

/** The tags of some customers, each list in alphabetical order. */
export function tagsOf(db: Db, ids: string[]): Map<string, string[]> {
  const rows = db
    .select()
    .from(customerTags)
    .where(inArray(customerTags.customerId, ids))
    .orderBy(asc(sql`casefold(${customerTags.tag})`))
    .all();
  const grouped = new Map<string, string[]>();
  for (const { customerId, tag } of rows) grouped.set(customerId, [...(grouped.get(customerId) ?? []), tag]);
  return grouped;
}

/**
 * Inside the caller's transaction: these are the customer's tags from now on. A tag that somebody has already keeps
 * its spelling. @returns them as they are stored.
 */
export function replaceTags(db: Db, customerId: string, tags: string[]): string[] {
  const known = new Map(
    db
      .selectDistinct({ tag: customerTags.tag })
      .from(customerTags)
      .all()
      .map(({ tag }) => [sameWord(tag), tag]),
  );
  const wanted = new Map<string, string>();
  for (const tag of tags) {
    const word = sameWord(tag);
    if (!wanted.has(word)) wanted.set(word, known.get(word) ?? tag);
  }
  db.delete(customerTags).where(eq(customerTags.customerId, customerId)).run();
  for (const tag of wanted.values()) db.insert(customerTags).values({ customerId, tag }).run();
  return tagsOf(db, [customerId]).get(customerId) ?? [];
}

/** Every tag in use and how many customers have it, of those one may see. */
export async function countTags(
  db: Db,
  scope?: CustomerScope,
): Promise<{ tag: string; customers: number }[]> {
  return db
    .select({ tag: customerTags.tag, customers: sql<number>`count(*)` })
    .from(customerTags)
    .innerJoin(customers, eq(customers.id, customerTags.customerId))
    .where(withinScope(scope))
    .groupBy(customerTags.tag)
    .orderBy(asc(sql`casefold(${customerTags.tag})`))
    .limit(2000)
    .all();
}
