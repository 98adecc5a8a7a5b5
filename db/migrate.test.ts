import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { expect, onTestFinished, test } from "vitest";
import { testDirectory } from "#tests/support/test-database.ts";
import { closeDatabase, type Db, openDatabase } from "./client.ts";
import { migrateDatabase } from "./migrate.ts";

const triggerNames = [
  ...[
    "appointments",
    "artist_hours",
    "artist_services",
    "available_intervals",
    "private_intervals",
    "time_off",
    "closures",
  ].flatMap((table) => ["delete", "insert", "update"].map((event) => `${table}_availability_${event}`)),
  "appointments_no_overlap_insert",
  "appointments_no_overlap_update",
  "artist_calendars_availability_delete",
  "artist_calendars_availability_update",
  "artists_availability_update",
  "services_availability_update",
].sort();

function open(directory: string): Db {
  const db = openDatabase(`file:${path.join(directory, "parlour.db")}`);
  onTestFinished(() => closeDatabase(db));
  return db;
}

const triggersOf = (db: Db) =>
  db.$client.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name").pluck().all();

/** A studio with an appointment, a mirrored event and a row in the outbox, written in plain SQL. */
const rows = `
  INSERT INTO artists (id, slug, name, time_zone, created_at) VALUES ('mara', 'mara', 'Mara', 'Europe/Vienna', 1);
  INSERT INTO services (id, name, duration_minutes, created_at) VALUES ('session', 'Session', 60, 1);
  INSERT INTO artist_services (artist_id, service_id) VALUES ('mara', 'session');
  INSERT INTO artist_calendars (id, artist_id, calendar_url, href, calendar_id, created_at)
    VALUES ('calendar', 'mara', 'https://cloud.example/c/', '/c/', 'c', 1);
  INSERT INTO calendar_objects (calendar_id, href, etag, uid, ics, recurring) VALUES ('calendar', '/c/1.ics', '"1"', 'u', 'x', 0);
  INSERT INTO busy_intervals (object_id, artist_id, uid, start_ms, end_ms) VALUES (1, 'mara', 'u', 1, 2);
  INSERT INTO appointments (id, artist_id, service_id, status, start_ms, end_ms, block_start_ms, block_end_ms, time_zone,
      client_name, client_email, expires_at, manage_token_hash, calendar_id, caldav_uid, created_at, updated_at)
    VALUES ('a', 'mara', 'session', 'PENDING', 10, 20, 10, 20, 'Europe/Vienna', 'Lena', 'l@example.org', 10, 'h', 'calendar', 'uid', 1, 1);
  INSERT INTO outbox (id, kind, appointment_id, next_attempt_at, created_at) VALUES ('calendar:a', 'calendar', 'a', 1, 1);`;

const tables = ["artists", "artist_services", "calendar_objects", "busy_intervals", "appointments", "outbox"];
const counts = (db: Db) =>
  tables.map((table) => db.$client.prepare(`SELECT count(*) FROM ${table}`).pluck().get());

test("migrating twice changes nothing and keeps the triggers", async () => {
  const db = open(await testDirectory());
  migrateDatabase(db);
  db.$client.exec(rows);
  migrateDatabase(db);
  expect(triggersOf(db)).toEqual(triggerNames);
  expect(counts(db)).toEqual(tables.map(() => 1));
  expect(db.$client.pragma("foreign_keys", { simple: true })).toBe(1);
  expect(db.$client.pragma("foreign_key_check")).toEqual([]);
});

/** The project's migrations up to one of them, as an older version came with. */
async function migrationsUpTo(count: number): Promise<string> {
  const folder = path.join(await testDirectory(), "drizzle");
  await cp("drizzle", folder, { recursive: true });
  const journalFile = path.join(folder, "meta/_journal.json");
  const journal: { entries: object[] } = JSON.parse(await readFile(journalFile, "utf8"));
  const entries = journal.entries.slice(0, count);
  await writeFile(journalFile, JSON.stringify({ ...journal, entries }));
  return folder;
}

/** Every row of every table there is, without the bookkeeping of the migrations. */
function contents(db: Db): Record<string, unknown[]> {
  const names = db.$client
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_\\_%' ESCAPE '\\' ORDER BY name",
    )
    .pluck()
    .all();
  return Object.fromEntries(
    names.map((name) => [String(name), db.$client.prepare(`SELECT * FROM "${String(name)}"`).all()]),
  );
}

test("a database of the first version keeps every row, and the triggers work on it", async () => {
  const db = open(await testDirectory());
  migrate(db, { migrationsFolder: await migrationsUpTo(1) });
  db.$client.exec(rows);
  db.$client.exec(`
    INSERT INTO users (id, email, name, role, artist_id, password_hash, created_at)
      VALUES ('u', 'Mara@example.org', 'Mara', 'artist', 'mara', 'scrypt$a$b', 1);
    INSERT INTO api_tokens (id, user_id, name, token_hash, created_at) VALUES ('t', 'u', 'Phone', 'h', 1);
    INSERT INTO sign_in_links (token_hash, purpose, user_id, expires_at) VALUES ('l', 'invite', 'u', 9);
    INSERT INTO settings (name, value) VALUES ('name', '"Ink"');
    INSERT INTO audit_log (at, actor_kind, actor_name, entity, entity_id, action) VALUES (1, 'customer', 'customer', 'appointment', 'a', 'requested');`);
  const before = contents(db);
  expect(before.users).toHaveLength(1);
  expect(before).not.toHaveProperty("time_off");

  migrateDatabase(db);
  const after = contents(db);
  for (const [table, old] of Object.entries(before)) expect(after[table], table).toMatchObject(old);
  expect(after.users).toMatchObject([{ session_epoch: 0 }]);
  expect(after.artists).toMatchObject([{ picture_id: null, hours_source: "parlour" }]);
  // SQLite reads a quoted name that is no column as a text.
  expect(after.outbox).toMatchObject([{ last_error_key: null, dead_at: null }]);
  expect([after.time_off, after.pictures]).toEqual([[], []]);
  expect(db.$client.pragma("foreign_key_check")).toEqual([]);
  expect(db.$client.pragma("integrity_check", { simple: true })).toBe("ok");

  expect(triggersOf(db)).toEqual(triggerNames);
  const onTop = `INSERT INTO appointments (id, artist_id, service_id, status, start_ms, end_ms, block_start_ms, block_end_ms,
      time_zone, client_name, client_email, expires_at, manage_token_hash, caldav_uid, created_at, updated_at)
    VALUES ('b', 'mara', 'session', 'PENDING', 15, 25, 15, 25, 'Europe/Vienna', 'X', 'x@example.org', 15, 'h2', 'uid2', 1, 1)`;
  expect(() => db.$client.exec(onTop)).toThrow("slot_taken");
  expect(() => db.$client.exec("UPDATE artists SET picture_id = 'nothing'")).toThrow(/FOREIGN KEY/);
  const reversed =
    "INSERT INTO time_off (id, artist_id, start_ms, end_ms, created_at) VALUES ('o', 'mara', 2, 2, 1)";
  expect(() => db.$client.exec(reversed)).toThrow(/CHECK/);
});

/** The project's migrations and one more that rebuilds `appointments` by copy, as drizzle-kit writes it. */
async function withRebuildMigration(directory: string): Promise<string> {
  const folder = path.join(directory, "drizzle");
  await mkdir(folder);
  await cp("drizzle", folder, { recursive: true });
  const journalFile = path.join(folder, "meta/_journal.json");
  const journal: { entries: { idx: number; when: number }[] } = JSON.parse(
    await readFile(journalFile, "utf8"),
  );
  const last = journal.entries.at(-1);
  const next = { ...last, idx: journal.entries.length, when: (last?.when ?? 0) + 1, tag: "9999_rebuild" };
  await writeFile(journalFile, JSON.stringify({ ...journal, entries: [...journal.entries, next] }));
  await writeFile(
    path.join(folder, "9999_rebuild.sql"),
    [
      "PRAGMA foreign_keys=OFF;",
      "CREATE TABLE `__new_appointments` AS SELECT * FROM appointments;",
      "ALTER TABLE `__new_appointments` ADD `another` integer;",
      "DROP TABLE `appointments`;",
      "ALTER TABLE `__new_appointments` RENAME TO `appointments`;",
      "CREATE UNIQUE INDEX `rebuilt_id` ON `appointments` (`id`);",
      "PRAGMA foreign_keys=ON;",
    ].join("--> statement-breakpoint\n"),
  );
  return folder;
}

test("a table rebuilt by copy loses neither its children nor its triggers", async () => {
  const directory = await testDirectory();
  const db = open(directory);
  migrateDatabase(db);
  db.$client.exec(rows);
  migrateDatabase(db, await withRebuildMigration(directory));
  expect(counts(db)).toEqual(tables.map(() => 1));
  expect(triggersOf(db)).toEqual(triggerNames);
  expect(db.$client.pragma("foreign_key_check")).toEqual([]);
  db.$client.exec(`CREATE TEMP TABLE another AS SELECT * FROM appointments;
    UPDATE another SET id = 'b', start_ms = 15, end_ms = 25, block_start_ms = 15, block_end_ms = 25,
      manage_token_hash = 'h2', caldav_uid = 'uid2';`);
  const again = db.$client.prepare("INSERT INTO appointments SELECT * FROM another");
  expect(() => again.run()).toThrow("slot_taken");
});

test("a row that points nowhere is told, and foreign keys are on again afterwards", async () => {
  const db = open(await testDirectory());
  migrateDatabase(db);
  db.$client.exec(rows);
  db.$client.pragma("foreign_keys = OFF");
  db.$client.exec("DELETE FROM artists");
  expect(() => migrateDatabase(db)).toThrow(/do not exist/);
  expect(db.$client.pragma("foreign_keys", { simple: true })).toBe(1);
});

test("children go with what they belong to, and an appointment outlives its calendar", async () => {
  const db = open(await testDirectory());
  migrateDatabase(db);
  db.$client.exec(rows);
  db.$client.exec("DELETE FROM artist_calendars");
  expect(counts(db)).toEqual([1, 1, 0, 0, 1, 1]);
  expect(db.$client.prepare("SELECT calendar_id FROM appointments").pluck().get()).toBeNull();
  expect(() => db.$client.exec("DELETE FROM artists")).toThrow(/FOREIGN KEY/);
});
