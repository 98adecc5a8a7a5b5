import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { closeDatabase, databasePath, openDatabase } from "#db/client.ts";
import { listAppointments } from "#db/queries/appointments.ts";
import { listCalendars } from "#db/queries/calendars.ts";
import { takeLease } from "#db/queries/leases.ts";
import { confirmAppointment } from "#lib/appointments/confirm-appointment.ts";
import { requestAppointment } from "#lib/appointments/request-appointment.ts";
import { createBackup } from "#lib/backup/create-backup.ts";
import { keepDailyCopies } from "#lib/backup/keep-daily-copies.ts";
import { restoreBackup } from "#lib/backup/restore-backup.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { expandCalendar } from "#lib/ical/expand-calendar.ts";
import { testDirectory } from "#tests/support/test-database.ts";
import { TEN, testRequest } from "#tests/support/test-request.ts";
import { type CloudStudio, openCloudStudio, openStudio } from "#tests/support/test-studio.ts";
import { childEnvironment, runChild } from "./support/children.ts";

const parlour = (studio: { env: CloudStudio["env"] }, args: string[], more: Record<string, string> = {}) =>
  runChild("bin/parlour.ts", args, childEnvironment(studio.env, more));

/** Every row of every table, but for what a backup says of itself and what a restore forgets. */
function contents(file: string): Record<string, unknown[]> {
  const db = new Database(file, { readonly: true });
  const names = db
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'backup_meta'",
    )
    .all();
  const tables = names.map(({ name }) => {
    const rows = db.prepare<[], Record<string, unknown>>(`SELECT * FROM "${name}" ORDER BY rowid`).all();
    return [name, name === "leases" ? [] : rows.map(({ sync_token: _, ...row }) => row)];
  });
  db.close();
  return Object.fromEntries(tables);
}

describe("parlour backup and restore", () => {
  test("copies a database that is being written to, and puts it back exactly", async () => {
    const studio = await openCloudStudio();
    const first = (await studio.request()).appointment;
    const directory = await testDirectory();
    const file = path.join(directory, "studio.db");
    const writing = (async () => {
      for (let day = 1; day <= 10; day++) await studio.request({ startTime: TEN + day * DAY });
    })();
    const made = await parlour(studio, ["backup", "studio.db"], { PARLOUR_CALLER_DIRECTORY: directory });
    await writing;
    expect(made).toMatchObject({ code: 0, err: "" });
    expect(made.out).toContain("secrets.json");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory)).toEqual(["studio.db"]);
    const then = contents(file);
    expect(then.appointments?.length).toBeGreaterThanOrEqual(1);

    // Later days: the first one is confirmed, another is asked for.
    await confirmAppointment(studio.ctx("admin"), { id: first.id });
    await studio.request({ startTime: TEN + 20 * DAY });
    const now = contents(databasePath(studio.url));
    expect(now).not.toEqual(then);

    const restored = await parlour(studio, ["restore", file]);
    expect(restored).toMatchObject({ code: 0, err: "" });
    expect(contents(databasePath(studio.url))).toEqual(then);
    const kept = /kept as (.*)\.\n/.exec(restored.out)?.[1] ?? "";
    expect(path.basename(kept)).toMatch(/^parlour\.db\.before-restore-\d{8}T\d{6}Z$/);
    expect(contents(kept)).toEqual(now);
    expect(restored.out).not.toContain("PARLOUR_ENCRYPTION_KEY");
  });

  test("after a restore the calendars are compared in full: what was booked since still blocks", async () => {
    const studio = await openCloudStudio();
    const file = path.join(await testDirectory(), "studio.db");
    expect(await parlour(studio, ["backup", file])).toMatchObject({ code: 0 });
    await studio.request();
    expect(await parlour(studio, ["restore", file])).toMatchObject({ code: 0 });
    const db = openDatabase(studio.url);
    onTestFinished(() => closeDatabase(db));
    expect((await listCalendars(db)).map(({ syncToken }) => syncToken)).toEqual([null, null]);
    const customer = { ...studio.ctx(), db };
    expect(await listAppointments(db, { limit: 5 })).toEqual([]);
    await expect(requestAppointment(customer, testRequest(), { locale: "en" })).rejects.toMatchObject({
      code: "slot_taken",
    });
    expect(await studio.events()).toHaveLength(1);
  });

  test("refuses while a worker lives, unless told to", async () => {
    const studio = await openStudio();
    const file = path.join(await testDirectory(), "studio.db");
    await parlour(studio, ["backup", file]);
    await takeLease(studio.db, { name: "worker", owner: "x", nowMs: Date.now(), forMs: HOUR });
    const refused = await parlour(studio, ["restore", file]);
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err.trim()).toBe(
      "Parlour is running. Stop it first, or say --force if you know that it is not.",
    );
    expect(
      readdirSync(path.dirname(databasePath(studio.url))).filter((name) => name.includes("restor")),
    ).toEqual([]);
    expect(await parlour(studio, ["restore", file, "--force"])).toMatchObject({ code: 0 });
  });

  test.each<[string, (file: string) => void, RegExp]>([
    ["no file", () => undefined, /no file/],
    [
      "a text",
      (file) => writeFileSync(file, "hello ".repeat(1000)),
      /not a backup of Parlour, or it is damaged/,
    ],
    ["an empty file", (file) => writeFileSync(file, ""), /not a backup of Parlour/],
    [
      "a damaged backup",
      (file) => {
        const bytes = readFileSync(file.replace("given", "good"));
        bytes.fill(0x5a, 8192, 60_000);
        writeFileSync(file, bytes);
      },
      /damaged/,
    ],
    [
      "a backup of a newer Parlour",
      (file) => {
        copyFileSync(file.replace("given", "good"), file);
        const db = new Database(file);
        db.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 9999999999999)");
        db.close();
      },
      /newer Parlour/,
    ],
  ])("refuses %s and changes nothing", async (_name, make, says) => {
    const studio = await openStudio();
    const directory = await testDirectory();
    await createBackup(studio.ctx("worker"), path.join(directory, "good.db"));
    const file = path.join(directory, "given.db");
    make(file);
    const before = contents(databasePath(studio.url));
    await expect(restoreBackup(studio.ctx("worker"), file, { force: false })).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringMatching(says),
    });
    expect(contents(databasePath(studio.url))).toEqual(before);
  });

  test("says when the key is another one, never writes over a file, and tells its usage", async () => {
    const studio = await openStudio();
    const file = path.join(await testDirectory(), "studio.db");
    await parlour(studio, ["backup", file]);
    expect(await parlour(studio, ["backup", file])).toMatchObject({
      code: 1,
      err: expect.stringContaining("there already"),
    });
    const other = { PARLOUR_ENCRYPTION_KEY: "another-key-0123456789" };
    expect((await parlour(studio, ["restore", file], other)).out).toContain(
      "PARLOUR_ENCRYPTION_KEY is not the one",
    );
    for (const command of ["backup", "restore", "export"])
      expect(await parlour(studio, [command])).toMatchObject({
        code: 2,
        err: expect.stringContaining("Usage"),
      });
  });
});

describe("daily copies", () => {
  test("one a day, the newest kept, and nobody else's file touched", async () => {
    const directory = await testDirectory();
    const studio = await openStudio({
      variables: { PARLOUR_BACKUP_DIR: directory, PARLOUR_BACKUP_KEEP: "3" },
    });
    writeFileSync(path.join(directory, "parlour-by-hand.db"), "mine");
    for (let day = 0; day < 5; day++) {
      expect(await keepDailyCopies(studio.ctx("worker"))).toContain(directory);
      studio.clock.advance(HOUR);
      expect(await keepDailyCopies(studio.ctx("worker"))).toBeNull();
      studio.clock.advance(DAY - HOUR);
    }
    expect(readdirSync(directory).sort()).toEqual([
      "parlour-2026-12-03.db",
      "parlour-2026-12-04.db",
      "parlour-2026-12-05.db",
      "parlour-by-hand.db",
    ]);
  });

  test("a copy that cannot be written leaves nothing behind and is tried again", async () => {
    const directory = await testDirectory();
    const blocked = path.join(directory, "file");
    writeFileSync(blocked, "");
    const studio = await openStudio();
    const into = (folder: string) => studio.ctx("worker", { PARLOUR_BACKUP_DIR: folder });
    await expect(keepDailyCopies(into(path.join(blocked, "folder")))).rejects.toThrow();
    expect(await keepDailyCopies(into(path.join(directory, "folder")))).not.toBeNull();
  });

  test("none where no folder is named; nobody but the worker and admins makes one", async () => {
    const studio = await openStudio();
    expect(await keepDailyCopies(studio.ctx("worker"))).toBeNull();
    const directory = await testDirectory();
    await expect(
      keepDailyCopies(studio.ctx("staff", { PARLOUR_BACKUP_DIR: directory })),
    ).rejects.toMatchObject({ code: "not_allowed" });
    expect(readdirSync(directory)).toEqual([]);
  });
});

test("export writes everything but secrets, and every artist's appointments as a calendar", async () => {
  const studio = await openStudio({ artist: { bio: "Fine lines, “quoted”, 日本" } });
  const { id } = (await studio.request({ description: "Line one\nDTSTART:20200101T000000Z" })).appointment;
  await studio.request({ artistId: "theo", startTime: TEN + DAY });
  const directory = path.join(await testDirectory(), "out");
  const made = await parlour(studio, ["export", directory]);
  expect(made).toMatchObject({ code: 0, err: "" });

  const row = z.record(z.string(), z.unknown());
  const read = (name: string) =>
    z.array(row).parse(JSON.parse(readFileSync(path.join(directory, name), "utf8")));
  expect(read("appointments.json").map((one) => one.id)).toContain(id);
  expect(read("appointments.json")[0]).toMatchObject({ start_ms: TEN, alternatives: [], status: "PENDING" });
  expect(read("artists.json").map(({ bio }) => bio)).toEqual(Array(2).fill("Fine lines, “quoted”, 日本"));
  expect(read("audit_log.json")).toHaveLength(3);
  expect(read("artist_calendars.json")).toEqual([]);
  const files = readdirSync(directory);
  for (const name of files)
    for (const key of name.endsWith(".json") ? read(name).flatMap((one) => Object.keys(one)) : [])
      expect(key).not.toMatch(/hash|token|password|secret/);
  for (const name of ["leases.json", "outbox.json", "limits.json", "sign_in_links.json"])
    expect(files).not.toContain(name);

  const window = { fromMs: TEN - 7 * DAY, toMs: TEN + 7 * DAY, timeZone: "UTC", maxOccurrences: 100 };
  const { occurrences, unreadable } = expandCalendar(
    readFileSync(path.join(directory, "mara.ics"), "utf8"),
    window,
  );
  expect(unreadable).toEqual([]);
  expect(occurrences).toMatchObject([{ startMs: TEN, endMs: TEN + 60 * MINUTE, status: "TENTATIVE" }]);

  expect(await parlour(studio, ["export", directory])).toMatchObject({
    code: 1,
    err: expect.stringContaining("not empty"),
  });
  expect(existsSync(path.join(directory, "theo.ics"))).toBe(true);
});
