import { writeFile } from "node:fs/promises";
import path from "node:path";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { insertSyncLog } from "#db/queries/calendars.ts";
import { artists } from "#db/schema/artists.ts";
import { artistCalendars } from "#db/schema/calendars.ts";
import { outbox } from "#db/schema/system.ts";
import { HOUR, MINUTE } from "#lib/core/clock.ts";
import { testDirectory } from "#tests/support/test-database.ts";
import { calendarPath, openCloudStudio } from "#tests/support/test-studio.ts";
import { childEnvironment, runChild } from "./support/children.ts";
import { runDoctor } from "./support/doctor.ts";

const opened = () => openCloudStudio({ now: new Date().toISOString() });

test("parlour doctor tells how each calendar's sync goes", async () => {
  const studio = await opened();
  const { id } = await studio.calendar("theo");
  const { out, code } = await runDoctor(studio);
  expect(out).toMatch(
    /^✓ sync of Mara's .+: read \d+ s ago, 100 % of 1 runs in 24 h succeeded, half of them within \d+ ms$/m,
  );
  const run = { calendarId: id, artistId: "theo", direction: "pull", cause: "schedule" } as const;
  for (let index = 0; index < 30; index++)
    await insertSyncLog(studio.db, {
      ...run,
      startedAt: studio.clock.now() - index * MINUTE,
      durationMs: 100,
      ok: index % 5 !== 0,
      errorKey: index % 5 === 0 ? "timeout" : null,
    });
  expect((await runDoctor(studio)).out).toMatch(
    /^! sync of Theo's .+: .*80\.6 % of 31 runs.* listed under Sync/m,
  );
  expect(code).toBe(0);
});

test("parlour doctor names what fails, what is old, what is held, what was given up, and the cure", async () => {
  const studio = await opened();
  const { id } = await studio.calendar();
  const now = studio.clock.now();
  studio.db
    .update(artistCalendars)
    .set({ failingSince: now - HOUR, lastErrorKey: "maintenance" })
    .where(eq(artistCalendars.id, id))
    .run();
  studio.db
    .update(artistCalendars)
    .set({ syncedAt: now - 5 * HOUR })
    .where(eq(artistCalendars.artistId, "theo"))
    .run();
  studio.db
    .update(artists)
    .set({ hoursSource: "nextcloud", nextcloudUser: "mara", availabilityErrorKey: "availability-unset" })
    .where(eq(artists.id, "mara"))
    .run();
  studio.db
    .insert(outbox)
    .values({ id: "notice:x", kind: "notice", nextAttemptAt: now, createdAt: now, deadAt: now, attempts: 9 })
    .run();
  const { out, code } = await runDoctor(studio);
  for (const line of [
    /^! sync of Mara's .+; fails since .+: Maintenance\. Wait until it ends/m,
    /^! sync of Theo's .+: read 5 h ago.*; check that bin\/start runs/m,
    /^! hours of Mara: no working hours are set in Nextcloud; none are known\. Set them/m,
    /^! outbox: 1 writes were given up; try them again under Sync/m,
  ])
    expect(out).toMatch(line);
  expect(out).not.toMatch(/writes wait/);
  expect(code).toBe(0);
});

test("parlour calendars import says what becomes of each line, first without doing it", async () => {
  const studio = await opened();
  const file = path.join(await testDirectory(), "calendars.csv");
  await writeFile(file, `artist;calendar_url\r\nMara;${calendarPath("mara")}\r\nnobody;/x/\r\n`);
  const command = (...args: string[]) =>
    runChild("bin/parlour.ts", ["calendars", "import", ...args], childEnvironment(studio.env, {}));
  const dry = await command(file, "--dry-run");
  expect(dry.out).toMatch(/^line 2: Mara .+: there already$/m);
  expect(dry.out).toMatch(/^line 3: nobody \/x\/: cannot be used: There is no artist nobody\.$/m);
  expect(dry.out).toMatch(
    /^0 would be connected, 1 are there already, 1 cannot be used\. Nothing has changed\.$/m,
  );
  expect(dry.code).toBe(1);
  studio.db.delete(artistCalendars).where(eq(artistCalendars.artistId, "mara")).run();
  expect((await command(file)).out).toMatch(/^line 2: Mara .+: connected$/m);
  expect(await studio.calendar("mara")).toMatchObject({ purpose: "write" });
  expect((await command()).code).toBe(2);
});
