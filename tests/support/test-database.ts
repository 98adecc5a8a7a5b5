import { mkdtemp, rm } from "node:fs/promises";
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
  const url = `file:${path.join(await testDirectory(), "parlour.db")}`;
  const db = openDatabase(url);
  onTestFinished(() => closeDatabase(db));
  migrateDatabase(db);
  return { db, url };
}
