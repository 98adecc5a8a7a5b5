import { cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { insertTestArtists } from "#tests/support/test-artists.ts";
import { testDatabase, testDirectory } from "#tests/support/test-database.ts";
import { appointmentRow } from "#tests/support/test-rows.ts";
import type { Db } from "./client.ts";
import { migrateDatabase } from "./migrate.ts";
import { availabilityVersion, raiseAvailability } from "./queries/availability-versions.ts";
import { forgetObject, storeWritten } from "./queries/mirror.ts";
import { appointments } from "./schema/appointments.ts";

const NOON = { start: "2026-12-02T12:00:00Z", end: "2026-12-02T13:00:00Z" };

/** An appointment, time off and a calendar of Mara's; Theo has the same hours and services. */
async function withStudio(): Promise<Db> {
  const { db } = await testDatabase();
  await insertTestArtists(db);
  db.insert(appointments).values(appointmentRow("noon", NOON)).run();
  db.$client.exec(`
    INSERT INTO time_off (id, artist_id, start_ms, end_ms, created_at) VALUES ('off', 'mara', 1, 2, 1);
    INSERT INTO artist_calendars (id, artist_id, calendar_url, href, calendar_id, created_at)
      VALUES ('calendar', 'mara', 'https://cloud.example/c/', '/c/', 'c', 1);
    INSERT INTO private_intervals (calendar_id, artist_id, start_ms, end_ms) VALUES ('calendar', 'mara', 1, 2);
    INSERT INTO available_intervals (artist_id, start_ms, end_ms) VALUES ('mara', 1, 2)`);
  return db;
}

const versions = (db: Db) => ({
  mara: availabilityVersion(db, "mara"),
  theo: availabilityVersion(db, "theo"),
});

/** Which artists' versions a statement raises. */
function raisedBy(db: Db, statement: string): string[] {
  const before = versions(db);
  db.$client.exec(statement);
  const after = versions(db);
  return (["mara", "theo"] as const).filter((artist) => after[artist] > before[artist]);
}

describe("what may change free times raises the version of the artists concerned", () => {
  test.each<[string, string, string[]]>([
    ["an appointment's status", "UPDATE appointments SET status = 'CANCELLED'", ["mara"]],
    ["its times", "UPDATE appointments SET start_ms = start_ms + 1", ["mara"]],
    ["its buffers", "UPDATE appointments SET block_end_ms = block_end_ms + 1", ["mara"]],
    ["its artist", "UPDATE appointments SET artist_id = 'theo'", ["mara", "theo"]],
    ["its end", "DELETE FROM appointments", ["mara"]],
    ["time off", "UPDATE time_off SET end_ms = 3", ["mara"]],
    ["no time off any more", "DELETE FROM time_off", ["mara"]],
    ["hours", "DELETE FROM artist_hours WHERE artist_id = 'theo'", ["theo"]],
    ["hours of Nextcloud", "DELETE FROM available_intervals", ["mara"]],
    ["private events", "UPDATE private_intervals SET end_ms = 3", ["mara"]],
    ["a service less", "DELETE FROM artist_services WHERE artist_id = 'mara'", ["mara"]],
    ["a service's duration", "UPDATE services SET duration_minutes = 90", ["mara", "theo"]],
    ["a service that is closed", "UPDATE services SET active = 0 WHERE id = 'session'", ["mara", "theo"]],
    ["an artist's zone", "UPDATE artists SET time_zone = 'UTC' WHERE id = 'theo'", ["theo"]],
    ["an artist's daily maximum", "UPDATE artists SET daily_maximum = 1 WHERE id = 'mara'", ["mara"]],
    ["an artist who leaves", "UPDATE artists SET active = 0 WHERE id = 'mara'", ["mara"]],
    ["what a calendar blocks", "UPDATE artist_calendars SET block_by = 'everything'", ["mara"]],
    ["a calendar less", "DELETE FROM artist_calendars", ["mara"]],
  ])("%s", async (_name, statement, artists) => {
    expect(raisedBy(await withStudio(), statement)).toEqual(artists);
  });

  test.each([
    ["words of an appointment", "UPDATE appointments SET client_name = 'Nora', version = 7, status = status"],
    ["a sync that found nothing", "UPDATE artist_calendars SET synced_at = 5, sync_token = 'x'"],
    ["an artist's words", "UPDATE artists SET bio = 'x', name = 'y'"],
    ["a service's words", "UPDATE services SET price_note = 'x'"],
    ["the order of services", "UPDATE artist_services SET position = 5"],
  ])("but not %s", async (_name, statement) => {
    expect(raisedBy(await withStudio(), statement)).toEqual([]);
  });
});

test("an appointment that is refused raises nothing, one that is stored does", async () => {
  const db = await withStudio();
  const before = availabilityVersion(db, "mara");
  expect(() => db.insert(appointments).values(appointmentRow("again", NOON)).run()).toThrow("slot_taken");
  expect(availabilityVersion(db, "mara")).toBe(before);
  db.insert(appointments)
    .values(appointmentRow("later", { start: "2026-12-02T15:00:00Z", end: "2026-12-02T16:00:00Z" }))
    .run();
  expect(availabilityVersion(db, "mara")).toBe(before + 1);
});

test("an event that we wrote or deleted raises it once; deleting nothing does not", async () => {
  const db = await withStudio();
  const before = availabilityVersion(db, "mara");
  const intervals = Array.from({ length: 50 }, (_, index) => ({
    startMs: index * 10,
    endMs: index * 10 + 5,
  }));
  const object = {
    href: "/c/1.ics",
    etag: '"1"',
    uid: "u",
    ics: "x",
    recurring: true,
    unreadable: null,
    intervals,
  };
  await storeWritten(db, { id: "calendar", artistId: "mara" }, object, 0);
  expect(availabilityVersion(db, "mara")).toBe(before + 1);
  await forgetObject(db, "calendar", "/c/1.ics");
  await forgetObject(db, "calendar", "/c/1.ics");
  expect(availabilityVersion(db, "mara")).toBe(before + 2);
});

test("an artist who goes takes the version along, and nobody's version is nothing", async () => {
  const db = await withStudio();
  expect(availabilityVersion(db, "mara")).toBeGreaterThan(0);
  db.$client.exec("DELETE FROM appointments; DELETE FROM artists WHERE id = 'mara'");
  expect(availabilityVersion(db, "mara")).toBe(0);
  raiseAvailability(db, "mara");
  expect(availabilityVersion(db, "mara")).toBe(0);
  expect(db.$client.pragma("foreign_key_check")).toEqual([]);
});

test("a migration that rebuilds a table which the triggers name goes through", async () => {
  const db = await withStudio();
  const folder = path.join(await testDirectory(), "drizzle");
  await cp("drizzle", folder, { recursive: true });
  const journalFile = path.join(folder, "meta/_journal.json");
  const journal: { entries: { idx: number; when: number }[] } = JSON.parse(
    await readFile(journalFile, "utf8"),
  );
  const last = journal.entries.at(-1);
  const next = { ...last, idx: journal.entries.length, when: (last?.when ?? 0) + 1, tag: "9999_rebuild" };
  await writeFile(journalFile, JSON.stringify({ ...journal, entries: [...journal.entries, next] }));
  const statements = [
    "CREATE TABLE `__new_artist_services` AS SELECT * FROM artist_services;",
    "DROP TABLE `artist_services`;",
    "ALTER TABLE `__new_artist_services` RENAME TO `artist_services`;",
  ];
  await writeFile(path.join(folder, "9999_rebuild.sql"), statements.join("--> statement-breakpoint\n"));
  migrateDatabase(db, folder);
  expect(raisedBy(db, "UPDATE services SET duration_minutes = 95")).toEqual(["mara", "theo"]);
  expect(raisedBy(db, "DELETE FROM artist_services WHERE artist_id = 'mara'")).toEqual(["mara"]);
  expect(db.$client.pragma("legacy_alter_table", { simple: true })).toBe(0);
});
