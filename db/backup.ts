import { chmodSync, existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { z } from "zod";
import { AppError } from "#lib/core/errors.ts";
import { type Db, databasePath, openDatabase } from "./client.ts";
import { migrateDatabase } from "./migrate.ts";

/** The shape of a backup: a Parlour database with one table more that says what it is. */
const FORMAT = 1;

export interface BackupMeta {
  version: number;
  /** Epoch milliseconds. */
  createdAt: number;
  /** Tells whether the studio's key is the same, without telling the key. */
  keyFingerprint: string;
}

/**
 * Copies the running database into one file, consistent as of the end of the copy, and checks the copy. The file
 * appears under its name only once it is whole. Readable by its owner only.
 * @throws Error when the copy cannot be written or is not sound; nothing is left behind then.
 */
export async function backupDatabase(db: Db, file: string, meta: Omit<BackupMeta, "version">): Promise<void> {
  const partial = `${file}.partial`;
  try {
    await db.$client.backup(partial);
    chmodSync(partial, 0o600);
    const copy = new Database(partial);
    try {
      // One file, without a log beside it.
      copy.pragma("journal_mode = DELETE");
      copy.exec(
        `CREATE TABLE backup_meta (version INTEGER NOT NULL, "createdAt" INTEGER NOT NULL, "keyFingerprint" TEXT NOT NULL)`,
      );
      copy
        .prepare("INSERT INTO backup_meta VALUES (?, ?, ?)")
        .run(FORMAT, meta.createdAt, meta.keyFingerprint);
      requireSound(copy);
    } finally {
      copy.close();
    }
    renameSync(partial, file);
  } finally {
    removeDatabase(partial);
  }
}

/** What is wrong inside the running database, in a few words; null when it is sound. */
export function databaseDamage(db: Db): string | null {
  const result = String(db.$client.pragma("quick_check(1)", { simple: true }));
  return result === "ok" ? null : result.replace(/\s+/g, " ").slice(0, 200);
}

/** Looks at a backup without changing it. @throws AppError `invalid_input` when it is none, is damaged, or is too new. */
export function inspectBackup(file: string): BackupMeta {
  if (!existsSync(file)) throw refused(`There is no file ${file}.`);
  const copy = new Database(file, { readonly: true });
  try {
    requireSound(copy);
    return readMeta(copy);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw refused("This file is not a backup of Parlour, or it is damaged.", error);
  } finally {
    copy.close();
  }
}

/**
 * Puts a backup in the place of the database, brought to the newest schema. Leases and sync tokens of then are
 * forgotten, so that the next sync compares everything. The database that was there is kept beside it.
 * @returns where the old database is kept; null where there was none.
 */
export async function replaceDatabase(url: string, file: string, nowMs: number): Promise<string | null> {
  const target = path.resolve(databasePath(url));
  const staged = `${target}.restoring`;
  removeDatabase(staged);
  try {
    const source = new Database(file, { readonly: true });
    try {
      await source.backup(staged);
    } finally {
      source.close();
    }
    const db = openDatabase(`file:${staged}`);
    try {
      migrateDatabase(db);
      db.$client.exec(
        "DROP TABLE backup_meta; DELETE FROM leases; UPDATE artist_calendars SET sync_token = NULL",
      );
      db.$client.pragma("wal_checkpoint(TRUNCATE)");
    } finally {
      db.$client.close();
    }
    chmodSync(staged, 0o600);
    const kept = existsSync(target) ? `${target}.before-restore-${stamp(nowMs)}` : null;
    // The log beside a database belongs to it: it moves along, or it would be read into the restored one.
    if (kept) for (const end of ["", "-wal", "-shm"]) moveIfThere(`${target}${end}`, `${kept}${end}`);
    renameSync(staged, target);
    return kept;
  } finally {
    removeDatabase(staged);
  }
}

/** Ends of names of a database and what SQLite keeps beside it. */
function removeDatabase(file: string): void {
  for (const end of ["", "-wal", "-shm", "-journal"]) rmSync(`${file}${end}`, { force: true });
}

function moveIfThere(from: string, to: string): void {
  if (existsSync(from)) renameSync(from, to);
}

function stamp(nowMs: number): string {
  return new Date(nowMs).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

function requireSound(copy: Database.Database): void {
  const result = copy.pragma("integrity_check", { simple: true });
  if (result !== "ok")
    throw refused(`The file is damaged: ${String(result).replace(/\s+/g, " ").slice(0, 200)}`);
}

function readMeta(copy: Database.Database): BackupMeta {
  const row = copy
    .prepare<[], BackupMeta>(`SELECT version, "createdAt", "keyFingerprint" FROM backup_meta`)
    .get();
  if (!row) throw refused("This file is not a backup of Parlour.");
  if (row.version > FORMAT) throw refused("This backup was made by a newer Parlour. Update first.");
  const newest = copy
    .prepare<[], { at: number | null }>("SELECT max(created_at) AS at FROM __drizzle_migrations")
    .get();
  if ((newest?.at ?? 0) > newestMigration())
    throw refused(
      "This backup was made by a newer Parlour, whose data this one does not know. Update first.",
    );
  return row;
}

/** When the newest migration that this Parlour knows was made, epoch milliseconds. */
function newestMigration(): number {
  const journal = path.join(
    path.dirname(fileURLToPath(import.meta.url)),
    "..",
    "drizzle",
    "meta",
    "_journal.json",
  );
  const { entries } = journalFile.parse(JSON.parse(readFileSync(journal, "utf8")));
  return Math.max(...entries.map(({ when }) => when));
}

const journalFile = z.object({ entries: z.array(z.object({ when: z.number() })) });

function refused(message: string, cause?: unknown): AppError {
  return new AppError("invalid_input", message, { cause });
}
