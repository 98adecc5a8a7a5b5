import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { closeDatabase, type Db, openDatabase } from "#db/client.ts";
import { migrateDatabase } from "#db/migrate.ts";

/** A directory of the running test's own, removed when the test is over. */
export async function testDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), "parlour-test-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** A database file of the running test's own with the real migrations; closed and removed when the test is over. */
export async function testDatabase(): Promise<{ db: Db; url: string }> {
  const file = path.join(await testDirectory(), "parlour.db");
  migrated ??= await migratedFile();
  await writeFile(file, migrated);
  const url = `file:${file}`;
  const db = openDatabase(url);
  onTestFinished(() => closeDatabase(db));
  return { db, url };
}

/** Migrating takes longer than most tests: it is done once a process. */
let migrated: Buffer | undefined;

async function migratedFile(): Promise<Buffer> {
  const file = path.join(await testDirectory(), "migrated.db");
  const db = openDatabase(`file:${file}`);
  migrateDatabase(db);
  closeDatabase(db);
  return readFile(file);
}
