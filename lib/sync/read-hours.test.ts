import { describe, expect, test } from "vitest";
import { findArtist } from "#db/queries/artists.ts";
import { listAudit } from "#db/queries/audit.ts";
import { availableIntervals } from "#db/schema/artists.ts";
import { checkAvailability } from "#lib/availability/check-availability.ts";
import { listSlots } from "#lib/availability/list-slots.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { artistVerbs } from "#tests/support/artist-verbs.ts";
import { availabilityText, available, setCloudHours, viennaHours } from "#tests/support/cloud-hours.ts";
import { type CloudStudio, openCloudStudio, openStudio } from "#tests/support/test-studio.ts";
import { readAllHours, readNextcloudHours } from "./read-hours.ts";
import { rollMirror } from "./roll-mirror.ts";
import { syncNow } from "./sync-now.ts";

const { addTimeOff, changeArtist, chooseHoursSource, showNextcloudHours } = artistVerbs;

const afternoons = availabilityText(...viennaHours("TU,WE,TH", "1400", "1600"));

/** A studio where Mara's hours come from Nextcloud: Tuesday to Thursday, two to four. */
async function withHours(text = afternoons, options: Parameters<typeof openCloudStudio>[0] = {}) {
  const studio = await openCloudStudio(options);
  await setCloudHours(studio, text);
  await chooseHoursSource(studio.ctx("admin"), "mara", { source: "nextcloud" });
  return studio;
}

/** Clock times of a day's slots, as Vienna reads them. */
async function slotsOn(studio: Pick<CloudStudio, "ctx">, day: string) {
  const noon = Date.parse(`${day}T12:00:00Z`);
  const { slots } = await listSlots(studio.ctx(), {
    artistId: "mara",
    serviceId: "session",
    fromMs: noon - DAY,
    toMs: noon + DAY,
  });
  const words = slots.map(({ startMs }) =>
    new Date(startMs).toLocaleString("sv", { timeZone: "Europe/Vienna" }).slice(0, 16),
  );
  return words.filter((one) => one.startsWith(day)).map((one) => one.slice(11));
}

const reasonAt = async (studio: Pick<CloudStudio, "ctx">, start: string) => {
  const startMs = Date.parse(start);
  const answer = await checkAvailability(studio.ctx(), { artistId: "mara", startMs, endMs: startMs + HOUR });
  return answer.reason;
};
const row = async (studio: Pick<CloudStudio, "db">) => {
  const found = await findArtist(studio.db, "mara");
  if (!found) throw new Error("no artist");
  return found;
};

describe("hours from Nextcloud", () => {
  test("decide what is offered and what is accepted; those kept in Parlour wait for the way back", async () => {
    const studio = await withHours();
    expect(await slotsOn(studio, "2026-12-02")).toEqual(["14:00", "14:30", "15:00"]);
    expect(await slotsOn(studio, "2026-12-04")).toEqual([]);
    expect(await reasonAt(studio, "2026-12-02T13:00:00Z")).toBeNull();
    expect(await reasonAt(studio, "2026-12-02T14:01:00Z")).toBe("outside_hours");
    expect(await reasonAt(studio, "2026-12-02T09:00:00Z")).toBe("outside_hours");
    await expect(studio.request()).rejects.toMatchObject({ code: "slot_unavailable" });
    const { appointment } = await studio.request({ startTime: Date.parse("2026-12-02T13:00:00Z") });
    expect(appointment.unverified).toBe(false);
    // Theo's are his own.
    const theo = { artistId: "theo", startMs: Date.parse("2026-12-02T09:00:00Z") };
    expect(
      (await checkAvailability(studio.ctx(), { ...theo, endMs: theo.startMs + HOUR })).reason,
    ).toBeNull();
    const back = await chooseHoursSource(studio.ctx("mara"), "mara", { source: "parlour" });
    expect(back).toMatchObject({ hoursSource: "parlour", nextcloudUser: "mara" });
    expect(back.hours).toHaveLength(7);
    expect(await slotsOn(studio, "2026-12-04")).toHaveLength(15);
    expect(studio.db.select().from(availableIntervals).all()).toEqual([]);
    const lines = (await listAudit(studio.db, "artist", "mara")).map(({ action, detail }) => [
      action,
      detail,
    ]);
    expect(lines).toEqual([
      ["hours_source_chosen", { source: "nextcloud", nextcloudUser: "mara" }],
      ["hours_source_chosen", { source: "parlour" }],
    ]);
  });

  test("end where the exceptions begin, and time off in Parlour still blocks", async () => {
    const studio = await withHours(
      availabilityText(
        ...viennaHours("TU,WE,TH", "1400", "1600"),
        ...available("extra", "DTSTART:20261205T100000Z", "DTEND:20261205T120000Z"),
      ),
    );
    expect(await slotsOn(studio, "2026-12-05")).toEqual(["11:00", "11:30", "12:00"]);
    const off = Date.parse("2026-12-02T13:30:00Z");
    await addTimeOff(studio.ctx("mara"), "mara", { startTime: off, endTime: off + HOUR / 2 });
    expect(await slotsOn(studio, "2026-12-02")).toEqual(["15:00"]);
    expect(await reasonAt(studio, "2026-12-02T13:00:00Z")).toBe("busy");
  });

  test("begin by the artist's clock, and last as long as they were written, in the week clocks change", async () => {
    const text = availabilityText(
      ...viennaHours("SU", "0100", "0500"),
      ...viennaHours("SA,SU", "1000", "1200"),
    );
    const studio = await withHours(text, { now: "2027-03-24T06:00:00Z" });
    const morning = ["10:00", "10:30", "11:00"];
    expect(await slotsOn(studio, "2027-03-27")).toEqual(morning);
    // RFC 5545 §3.8.5.3: each instance has the exact duration of the first; two to three is left out.
    const night = ["01:00", "01:30", "03:00", "03:30", "04:00", "04:30", "05:00"];
    expect(await slotsOn(studio, "2027-03-28")).toEqual([...night, ...morning]);
    expect(await slotsOn(studio, "2027-04-04")).toEqual([
      ...["01:00", "01:30", "02:00", "02:30", "03:00", "03:30", "04:00"],
      ...morning,
    ]);
    expect(await reasonAt(studio, "2027-03-28T03:00:00Z")).toBeNull();
    expect(await reasonAt(studio, "2027-03-28T03:01:00Z")).toBe("outside_hours");
    expect(await reasonAt(studio, "2027-03-28T09:00:00Z")).toBeNull();
    expect(await reasonAt(studio, "2027-03-28T09:01:00Z")).toBe("outside_hours");
  });

  test("written for every hour of the week begin each day's slots at midnight, whatever the moment of reading", async () => {
    const always = availabilityText(
      ...available("always", "DTSTART:20200101T003000Z", "DTEND:20200102T003000Z", "RRULE:FREQ=DAILY"),
    );
    const studio = await withHours(always, { now: "2026-12-01T06:17:23Z" });
    const times = await slotsOn(studio, "2026-12-02");
    expect([times[0], times.at(-1), times.length]).toEqual(["00:00", "23:30", 48]);
  });

  test("that offer nothing at all are taken at their word", async () => {
    const studio = await withHours(availabilityText());
    expect(await slotsOn(studio, "2026-12-02")).toEqual([]);
    expect((await row(studio)).availabilityErrorKey).toBeNull();
  });
});

describe("reading again", () => {
  test("brings what was changed, by hand or on schedule, and leaves alone what was not", async () => {
    const studio = await withHours();
    const stored = () => studio.db.select().from(availableIntervals).all();
    const before = stored();
    studio.clock.advance(10 * MINUTE);
    await readAllHours(studio.ctx("worker"));
    expect(stored()).toEqual(before);
    expect((await row(studio)).availabilityReadAt).toBe(studio.clock.now());
    await setCloudHours(studio, availabilityText(...viennaHours("WE", "1000", "1200")));
    expect(await readNextcloudHours(studio.ctx("worker"), "mara")).toBeNull();
    expect(await slotsOn(studio, "2026-12-02")).toEqual(["10:00", "10:30", "11:00"]);
    await setCloudHours(studio, availabilityText(...viennaHours("WE", "1600", "1700")));
    await syncNow(studio.ctx("mara"), { artistId: "mara" });
    expect(await slotsOn(studio, "2026-12-02")).toEqual(["16:00"]);
  });

  test.each<[string, (studio: CloudStudio) => unknown, string]>([
    ["nothing is set any more", (studio) => setCloudHours(studio, null), "availability-unset"],
    [
      "there are no working hours in it",
      (studio) => setCloudHours(studio, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR"),
      "availability-unset",
    ],
    [
      "the text is cut",
      (studio) => setCloudHours(studio, afternoons.slice(0, -20)),
      "availability-unreadable",
    ],
    ["it is no calendar", (studio) => setCloudHours(studio, "hello"), "availability-unreadable"],
    [
      "Nextcloud fails",
      (studio) => studio.cloud.cloud.faults.add({ match: /inbox/, status: 503 }),
      "unavailable",
    ],
    [
      "the user has gone",
      (studio) => {
        studio.cloud.cloud.faults.add({ match: /calendars\/mara\/inbox/, status: 404 });
        studio.cloud.cloud.faults.add({ match: /principals\/users\/mara/, status: 404 });
      },
      "availability-no-user",
    ],
  ])(
    "keeps the hours known last when %s, says why, and is well again afterwards",
    async (_name, spoil, key) => {
      const studio = await withHours();
      const readAt = studio.clock.now();
      await spoil(studio);
      studio.clock.advance(10 * MINUTE);
      expect(await readNextcloudHours(studio.ctx("worker"), "mara")).toBe(key);
      expect(await slotsOn(studio, "2026-12-02")).toEqual(["14:00", "14:30", "15:00"]);
      expect(await showNextcloudHours(studio.ctx("mara"), "mara")).toMatchObject({ errorKey: key, readAt });
      studio.cloud.cloud.faults.clear();
      await setCloudHours(studio, afternoons);
      expect(await readNextcloudHours(studio.ctx("worker"), "mara")).toBeNull();
      expect(await row(studio)).toMatchObject({
        availabilityErrorKey: null,
        availabilityReadAt: studio.clock.now(),
      });
    },
  );

  test("of which a part cannot be read offers the rest only, says so, and goes on saying so", async () => {
    const studio = await withHours();
    const broken = available("b", "DTSTART:20261203T100000Z", "DTEND:20261203T120000Z", "RRULE:FREQ=NEVER");
    await setCloudHours(studio, availabilityText(...viennaHours("WE", "0900", "1000"), ...broken));
    for (let round = 0; round < 2; round++) {
      expect(await readNextcloudHours(studio.ctx("worker"), "mara")).toBe("availability-partly");
      expect(await slotsOn(studio, "2026-12-02")).toEqual(["09:00"]);
      expect(await slotsOn(studio, "2026-12-03")).toEqual([]);
    }
    studio.cloud.cloud.faults.add({ match: /inbox/, status: 503 });
    expect(await readNextcloudHours(studio.ctx("worker"), "mara")).toBe("unavailable");
    studio.cloud.cloud.faults.clear();
    expect(await readNextcloudHours(studio.ctx("worker"), "mara")).toBe("availability-partly");
  });

  test("changes nothing where Parlour keeps the hours, nor where somebody chose so meanwhile", async () => {
    const studio = await withHours();
    const gate = Promise.withResolvers<void>();
    studio.proxy.hold = async () => {
      await gate.promise;
      return false;
    };
    const reading = readNextcloudHours(studio.ctx("worker"), "mara");
    await chooseHoursSource(studio.ctx("admin"), "mara", { source: "parlour" });
    gate.resolve();
    expect(await reading).toBeNull();
    expect(await row(studio)).toMatchObject({ hoursSource: "parlour", availabilityReadAt: null });
    expect(studio.db.select().from(availableIntervals).all()).toEqual([]);
  });

  test("is for the artist and admins", async () => {
    const studio = await openStudio();
    for (const actor of ["theo", "staff"] as const)
      await expect(readNextcloudHours(studio.ctx(actor), "mara")).rejects.toMatchObject({
        code: "not_allowed",
      });
    await expect(readNextcloudHours(studio.ctx(), "mara")).rejects.toMatchObject({ code: "not_signed_in" });
    await expect(readAllHours(studio.ctx("mara"))).rejects.toMatchObject({ code: "not_allowed" });
  });
});

test("as time goes on the hours reach on, also while Nextcloud is away; a day does not rewrite them", async () => {
  const studio = await withHours();
  studio.cloud.cloud.faults.add({ match: /remote\.php/, status: 503 });
  const last = () =>
    Math.max(
      ...studio.db
        .select()
        .from(availableIntervals)
        .all()
        .map(({ endMs }) => endMs),
    );
  const before = last();
  studio.clock.advance(2 * DAY);
  await rollMirror(studio.ctx("worker"));
  expect(last()).toBe(before);
  studio.clock.advance(60 * DAY);
  await rollMirror(studio.ctx("worker"));
  expect(last()).toBeGreaterThan(before + 50 * DAY);
  expect(await slotsOn(studio, "2027-02-03")).toEqual(["14:00", "14:30", "15:00"]);
  expect(await slotsOn(studio, "2027-05-05")).toEqual([]); // Beyond the service's horizon.
});

test("hours without a zone are read in the artist's, whose zone may change", async () => {
  const floating = available("f", "DTSTART:20261202T100000", "DTEND:20261202T120000", "RRULE:FREQ=WEEKLY");
  const studio = await withHours(availabilityText(...floating));
  expect(await reasonAt(studio, "2026-12-02T09:00:00Z")).toBeNull();
  await changeArtist(studio.ctx("admin"), "mara", { timeZone: "America/New_York" });
  expect(await reasonAt(studio, "2026-12-02T09:00:00Z")).toBe("outside_hours");
  expect(await reasonAt(studio, "2026-12-02T15:00:00Z")).toBeNull();
});
