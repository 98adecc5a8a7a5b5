import { mkdirSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { processWide } from "#lib/core/process-wide.ts";

/** The open database. Only modules of db/ look inside. */
export type Db = BetterSQLite3Database & { $client: Database.Database };

/** Turns `file:./data/parlour.db` into a path. */
export function databasePath(url: string): string {
  return url.replace(/^file:(\/\/)?/, "");
}

/**
 * Opens the database: write-ahead log, foreign keys, 5 s of patience with another writer, and every commit on
 * disk before it is answered (`synchronous=FULL`), because an accepted booking must survive a power cut.
 */
export function openDatabase(url: string): Db {
  const file = databasePath(url);
  if (file !== ":memory:") mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  const client = new Database(file, { timeout: 5000 });
  client.pragma("journal_mode = WAL");
  client.pragma("synchronous = FULL");
  client.pragma("foreign_keys = ON");
  client.pragma("cache_size = -32000");
  // SQLite's own lower() knows ASCII only.
  client.function("casefold", { deterministic: true }, (value) =>
    typeof value === "string" ? value.normalize("NFC").toLowerCase() : value,
  );
  return drizzle({ client });
}

export function closeDatabase(db: Db): void {
  db.$client.close();
}

/** Runs `work` as one IMMEDIATE transaction: the write lock is taken before the first read. */
export function transaction<T>(db: Db, work: () => T): T {
  return db.$client.transaction(work).immediate();
}

/**
 * As `transaction`, for what matters only while processes live (leases): the commit does not wait for the disk. A
 * power cut may take it back, and the processes with it.
 */
export function passingTransaction<T>(db: Db, work: () => T): T {
  db.$client.pragma("synchronous = NORMAL");
  try {
    return transaction(db, work);
  } finally {
    db.$client.pragma("synchronous = FULL");
  }
}

/** The process's database, opened once. */
export function database(url: string): Db {
  return processWide("database", () => openDatabase(url));
}
