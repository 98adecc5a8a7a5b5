import path from "node:path";
import { fileURLToPath } from "node:url";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import type { Db } from "./client.ts";
import { triggers } from "./triggers.ts";

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "drizzle");

/**
 * Brings the database to the newest schema; safe to run twice. Foreign keys are off meanwhile: drizzle rebuilds
 * a table by copy, and dropping the old one would cascade into its children.
 * @throws Error when rows point nowhere afterwards; nothing is lost, the file is as the migration left it.
 */
export function migrateDatabase(db: Db, migrationsFolder: string = folder): void {
  db.$client.pragma("foreign_keys = OFF");
  // Else the last step of such a rebuild, a renaming, fails on triggers that name the table which is gone by then.
  db.$client.pragma("legacy_alter_table = ON");
  try {
    migrate(db, { migrationsFolder });
    const createTriggers = db.$client.transaction(() => {
      for (const statement of triggers) db.$client.exec(statement);
    });
    createTriggers.immediate();
    const dangling = db.$client.pragma("foreign_key_check");
    if (Array.isArray(dangling) && dangling.length > 0) {
      throw new Error(`${dangling.length} rows refer to rows that do not exist after the migration`);
    }
  } finally {
    db.$client.pragma("legacy_alter_table = OFF");
    db.$client.pragma("foreign_keys = ON");
  }
}
