import { sql } from "drizzle-orm";

/** Whether a column holds one of these: a list in one parameter, because there may be more than SQLite takes. */
export function oneOf(column: unknown, values: readonly string[]) {
  return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
}
