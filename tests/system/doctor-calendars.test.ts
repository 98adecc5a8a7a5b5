import { writeFileSync } from "node:fs";
import { eq, ne } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { databasePath } from "#db/client.ts";
import { artistCalendars } from "#db/schema/calendars.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { writeCloudEvent } from "#tests/support/cloud-event.ts";
import { TEN } from "#tests/support/test-request.ts";
import { type CloudStudio, calendarPath, openCloudStudio } from "#tests/support/test-studio.ts";
import { holdDatabase } from "./support/children.ts";
import { type DoctorCase, expectFinding, runDoctor } from "./support/doctor.ts";
import { startMiddleman } from "./support/other-servers.ts";

const setCalendars = (set: Partial<typeof artistCalendars.$inferInsert>) => async (studio: CloudStudio) => {
  const { id } = await studio.calendar();
  studio.db.update(artistCalendars).set(set).where(eq(artistCalendars.id, id)).run();
  return {};
};

const cases: DoctorCase[] = [
  {
    name: "a subpath that came later",
    begin: async (studio) => {
      const front = await startMiddleman(() => studio.cloud.cloud.port, "/cloud");
      const { id, href } = await studio.calendar();
      studio.db.delete(artistCalendars).where(ne(artistCalendars.id, id)).run();
      await setCalendars({ calendarUrl: `${front.url}${href}` })(studio);
      return { NEXTCLOUD_BASE_URL: front.url };
    },
    line: /^✗ calendar of Mara: stands at \/cloud\/remote\.php.* save its address again$/,
  },
  {
    name: "a calendar on another host",
    begin: setCalendars({ calendarUrl: "https://other.example/remote.php/dav/calendars/parlour/personal/" }),
    line: /^✗ calendar of Mara: Another server\. .*https:\/\/other\.example.*correct NEXTCLOUD_BASE_URL/,
  },
  {
    name: "a calendar that is not shared",
    begin: async (studio) =>
      setCalendars({ calendarUrl: `${studio.proxy.url}${calendarPath("june")}` })(studio),
    line: /^✗ calendar of Mara: Calendar not shared\. .*“can edit”/,
  },
  {
    name: "a calendar that is gone",
    begin: async (studio) => {
      await studio.cloud.send({ user: "mara", method: "DELETE", path: calendarPath("mara") });
      return {};
    },
    line: /^✗ calendar of Mara: Calendar not found\. .*list of those the account can see/,
  },
  {
    name: "a calendar that may only be read",
    begin: async (studio) => {
      const body =
        '<oc:share xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><oc:set><d:href>principal:principals/users/parlour</d:href></oc:set></oc:share>';
      await studio.cloud.send({ user: "mara", method: "POST", path: calendarPath("mara"), body });
      return {};
    },
    line: /^✗ calendar of Mara: may only be read; share it with “can edit” ticked$/,
  },
  {
    name: "a clock that was set back",
    begin: setCalendars({ syncedAt: Date.now() + HOUR }),
    line: /^✗ clock: was set back.*NTP/,
  },
];

describe("parlour doctor finds, and names the cure for", () => {
  test.each(cases)("$name", async (one) => {
    await expectFinding(await openCloudStudio({ now: new Date().toISOString() }), one);
  });

  test("a database that another program holds", async () => {
    const studio = await openCloudStudio({ now: new Date().toISOString() });
    const { release } = await holdDatabase(studio.url);
    const { code, out } = await runDoctor(studio);
    expect(out).toMatch(/^✗ database: Another program held Parlour's database for too long\./m);
    expect(code).toBe(1);
    await release();
  });

  test("a database that is none", async () => {
    const studio = await openCloudStudio({ now: new Date().toISOString() });
    const url = `${studio.url}.other`;
    writeFileSync(databasePath(url), "no database ".repeat(100));
    const { code, out } = await runDoctor(studio, { DATABASE_URL: url });
    expect(out).toMatch(/^✗ database: .* cannot be used .*put a backup back/m);
    expect(code).toBe(1);
  });
});

test("parlour doctor is content where all is well, and tells what else to look at", async () => {
  const studio = await openCloudStudio({ now: new Date().toISOString() });
  // The command asks the real clock.
  const ten = Math.ceil(Date.now() / DAY) * DAY + 2 * DAY + (TEN % DAY);
  await writeCloudEvent(studio, "odd", { startMs: ten, endMs: ten + HOUR }, ["RRULE:FREQ=NONSENSE"]);
  await studio.pull();
  studio.cloud.cloud.faults.add({ method: "PUT", status: 500 });
  await studio.request({ startTime: ten - HOUR });
  const { code, out, err } = await runDoctor(studio);
  expect(err).toBe("");
  expect(out).not.toContain("✗");
  for (const line of [
    /^✓ Nextcloud: .* at http/m,
    /^✓ account parlour: signs in and sees 3 calendars$/m,
    /^✓ clock: agrees/m,
    /^✓ calendar of Mara: .* answers$/m,
    /^! calendar of Mara: 1 events cannot be read/m,
    /^! calendar of Mara: read through a share/m,
    /^! outbox: 1 writes wait, the oldest since .*status 500/m,
    /^! worker: not running/m,
    /^! backup: no daily copies; set PARLOUR_BACKUP_DIR/m,
    /^! users: nobody can sign in yet/m,
  ])
    expect(out).toMatch(line);
  expect(code).toBe(0);
});
