import { and, asc, count, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { customers } from "../schema/customers.ts";
import { type CustomerScope, withinScope } from "./customer-scope.ts";
import type { CustomerRow } from "./customers.ts";

/** One word of a search, folded as `searchText` is. */
export interface SearchWord {
  text: string;
  /** Its digits, without what is dialled in front, and the key they make; null where it is no number. */
  digits: string | null;
  phoneKey: string | null;
}

export interface CustomerFilter {
  /** All have to stand somewhere. */
  words: SearchWord[];
  /** Names that begin with it come first. */
  prefix: string;
  tag?: string;
  scope?: CustomerScope;
}

/** A customer's place in the list. */
export interface CustomerPosition {
  /** 0: the name begins with what was typed; 1: one of its words does; 2: it stands elsewhere. */
  rank: number;
  /** Folded. */
  name: string;
  id: string;
}

/** The first line of the search text: the name. */
const foldedName = sql<string>`substr(${customers.searchText}, 1, instr(${customers.searchText}, char(10)) - 1)`;

const rankOf = (prefix: string) =>
  prefix === ""
    ? // A bare number would be the number of a column to ORDER BY.
      sql<number>`CAST(0 AS INTEGER)`
    : sql<number>`CASE WHEN substr(${foldedName}, 1, length(${prefix})) = ${prefix} THEN 0
        WHEN instr(${foldedName}, ' ' || ${prefix}) > 0 THEN 1 ELSE 2 END`;

/** Customers a filter finds, in the order of their positions, those after one of them where given. */
export async function searchCustomers(
  db: Db,
  filter: CustomerFilter,
  page: { after?: CustomerPosition; limit: number },
): Promise<{ row: CustomerRow; position: CustomerPosition }[]> {
  const rank = rankOf(filter.prefix);
  const after = page.after
    ? sql`(${rank}, ${foldedName}, ${customers.id}) > (${page.after.rank}, ${page.after.name}, ${page.after.id})`
    : undefined;
  return db
    .select({ row: customers, rank, name: foldedName })
    .from(customers)
    .where(and(matches(filter), after))
    .orderBy(asc(rank), asc(foldedName), asc(customers.id))
    .limit(page.limit)
    .all()
    .map(({ row, rank: found, name }) => ({ row, position: { rank: found, name, id: row.id } }));
}

export async function countCustomers(db: Db, filter: CustomerFilter): Promise<number> {
  return db.select({ count: count() }).from(customers).where(matches(filter)).get()?.count ?? 0;
}

function matches(filter: CustomerFilter): SQL | undefined {
  return and(
    ...filter.words.map(standsIn),
    filter.tag === undefined
      ? undefined
      : sql`EXISTS (SELECT 1 FROM customer_tags WHERE customer_id = ${customers.id}
          AND casefold(tag) = casefold(${filter.tag}))`,
    withinScope(filter.scope),
  );
}

/** Compared as text, never as a pattern: `%` and `_` mean themselves. */
function standsIn({ text, digits, phoneKey }: SearchWord): SQL {
  const inText = (part: string) => sql`instr(${customers.searchText}, ${part}) > 0`;
  const ways = [
    inText(text),
    digits === null ? undefined : inText(digits),
    phoneKey === null ? undefined : eq(customers.phoneKey, phoneKey),
  ].filter((way) => way !== undefined);
  return sql`(${sql.join(ways, sql` OR `)})`;
}
