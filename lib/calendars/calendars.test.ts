import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { listCalendars } from "#db/queries/calendars.ts";
import { confirmAppointment } from "#lib/appointments/confirm-appointment.ts";
import { checkAvailability } from "#lib/availability/check-availability.ts";
import { HOUR } from "#lib/core/clock.ts";
import { syncCollection } from "#lib/nextcloud/sync-collection.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { syncNow } from "#lib/sync/sync-now.ts";
import { writeCloudEvent } from "#tests/support/cloud-event.ts";
import { TEN } from "#tests/support/test-request.ts";
import { type CloudStudio, calendarPath, openCloudStudio } from "#tests/support/test-studio.ts";
import { createCalendar } from "./create-calendar.ts";
import { deleteCalendar } from "./delete-calendar.ts";
import { discoverCalendars } from "./discover-calendars.ts";
import { listCalendarConfigurations } from "./list-calendar-configurations.ts";
import { testCalendar } from "./test-calendar.ts";
import { updateCalendar } from "./update-calendar.ts";

const secondPath = "/remote.php/dav/calendars/mara/second/";

/** Mara makes a second calendar and shares it, for writing unless said otherwise. */
async function addSecond(studio: CloudStudio, access = "<oc:read-write/>"): Promise<void> {
  await studio.cloud.send({ user: "mara", method: "MKCALENDAR", path: secondPath });
  const body = `<oc:share xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><oc:set><d:href>principal:principals/users/parlour</d:href>${access}</oc:set></oc:share>`;
  const answer = await studio.cloud.send({ user: "mara", method: "POST", path: secondPath, body });
  expect(answer.status).toBe(200);
}

const inSecond = async (studio: CloudStudio) => (await syncCollection(studio.mara, secondPath, null)).changed;
const deliver = (studio: CloudStudio) => deliverOutbox(studio.ctx("worker"), { limit: 10 });

describe("linking a calendar", () => {
  test("stores the address as the service account sees it", async () => {
    const studio = await openCloudStudio();
    expect(await studio.calendar()).toMatchObject({
      calendarUrl: `${studio.proxy.url}/remote.php/dav/calendars/parlour/personal_shared_by_mara/`,
      href: "/remote.php/dav/calendars/parlour/personal_shared_by_mara/",
      calendarId: "personal_shared_by_mara",
      purpose: "write",
      writable: true,
      shared: true,
    });
    expect(await listAudit(studio.db, "calendar", (await studio.calendar()).id)).toMatchObject([
      { action: "created" },
    ]);
  });

  test("a second one only blocks; the same one twice, or two written ones, are refused", async () => {
    const studio = await openCloudStudio();
    await addSecond(studio);
    const link = (calendarUrl: string, purpose?: "write" | "block") =>
      createCalendar(studio.ctx("admin"), { artistId: "mara", calendarUrl, purpose });
    await expect(link(calendarPath("mara"))).rejects.toMatchObject({
      code: "conflict",
      errors: { calendarUrl: ["already_used"] },
    });
    await expect(link(secondPath, "write")).rejects.toMatchObject({
      code: "invalid_input",
      errors: { purpose: ["already_written"] },
    });
    expect(await link(secondPath)).toMatchObject({ purpose: "block", displayName: expect.any(String) });
  });

  test("one that may only be read blocks, and cannot be the written one", async () => {
    const studio = await openCloudStudio();
    await addSecond(studio, "");
    await deleteCalendar(studio.ctx("admin"), { id: (await studio.calendar()).id });
    const input = { artistId: "mara", calendarUrl: secondPath };
    await expect(createCalendar(studio.ctx("mara"), { ...input, purpose: "write" })).rejects.toMatchObject({
      errors: { purpose: ["read_only"] },
    });
    expect(await createCalendar(studio.ctx("mara"), input)).toMatchObject({
      purpose: "block",
      writable: false,
    });
  });

  test.each<[string, string]>([
    ["another server", "https://evil.example/remote.php/dav/calendars/mara/personal/"],
    ["a calendar that is not shared", "/remote.php/dav/calendars/june/personal/"],
    ["no address", "my calendar"],
    ["the calendars' home", "/remote.php/dav/calendars/mara/"],
  ])("%s is refused at the field, and the password goes nowhere", async (_name, calendarUrl) => {
    const studio = await openCloudStudio();
    const attempt = createCalendar(studio.ctx("admin"), { artistId: "mara", calendarUrl });
    await expect(attempt).rejects.toMatchObject({
      code: "invalid_input",
      errors: { calendarUrl: [expect.any(String)] },
    });
    expect(await listCalendars(studio.db, ["mara"])).toHaveLength(1);
  });

  test("writes the appointments that no calendar held yet", async () => {
    const studio = await openCloudStudio();
    await deleteCalendar(studio.ctx("admin"), { id: (await studio.calendar()).id });
    const { id } = (await studio.request()).appointment;
    expect(await studio.outboxIds()).toEqual([]);
    await createCalendar(studio.ctx("admin"), { artistId: "mara", calendarUrl: calendarPath("mara") });
    await deliver(studio);
    expect(await studio.events()).toHaveLength(1);
    expect((await studio.appointment(id)).caldavEtag).not.toBeNull();
  });
});

describe("ending the link and making it again", () => {
  test("leaves the appointment and its one event", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    await deleteCalendar(studio.ctx("admin"), { id: (await studio.calendar()).id });
    expect(await studio.appointment(id)).toMatchObject({ status: "PENDING", calendarId: null });
    expect(await studio.events()).toHaveLength(1);
    await createCalendar(studio.ctx("admin"), { artistId: "mara", calendarUrl: calendarPath("mara") });
    await deliver(studio);
    await studio.pull();
    expect(await studio.events()).toHaveLength(1);
    expect((await studio.appointment(id)).status).toBe("PENDING");
  });
});

describe("another address", () => {
  test("starts the mirror anew and takes coming appointments along, even when the old calendar is gone", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    await writeCloudEvent(studio, "dentist", { startMs: TEN + 2 * HOUR, endMs: TEN + 3 * HOUR });
    await studio.pull();
    await addSecond(studio);
    await studio.cloud.send({ user: "mara", method: "DELETE", path: calendarPath("mara") });
    const calendar = await studio.calendar();
    await updateCalendar(studio.ctx("mara"), { id: calendar.id, calendarUrl: secondPath });
    expect(await studio.calendar()).toMatchObject({
      syncToken: null,
      syncedAt: null,
      calendarId: "second_shared_by_mara",
    });
    await syncNow(studio.ctx("mara"), {});
    await deliver(studio);
    await confirmAppointment(studio.ctx("mara"), { id });
    expect(await studio.appointment(id)).toMatchObject({ status: "CONFIRMED", startMs: TEN });
    expect(await inSecond(studio)).toHaveLength(1);
    const dentist = { artistId: "mara", startMs: TEN + 2 * HOUR, endMs: TEN + 3 * HOUR };
    expect((await checkAvailability(studio.ctx(), dentist)).reason).toBeNull();
  });

  test("the same address changes nothing of the mirror; another way of blocking does", async () => {
    const studio = await openCloudStudio();
    await writeCloudEvent(studio, "sale", { startMs: TEN, endMs: TEN + HOUR }, ["TRANSP:TRANSPARENT"]);
    await studio.pull();
    const { id, syncToken } = await studio.calendar();
    await updateCalendar(studio.ctx("admin"), { id, calendarUrl: calendarPath("mara") });
    expect((await studio.calendar()).syncToken).toBe(syncToken);
    await updateCalendar(studio.ctx("admin"), { id, blockBy: "everything" });
    await studio.pull();
    const time = { artistId: "mara", startMs: TEN, endMs: TEN + HOUR };
    expect((await checkAvailability(studio.ctx(), time)).reason).toBe("busy");
  });
});

test("a test says what was found, or what is wrong and how to mend it", async () => {
  const studio = await openCloudStudio();
  const ctx = studio.ctx("admin");
  expect(await testCalendar(ctx, { calendarUrl: calendarPath("mara") })).toMatchObject({
    ok: true,
    calendar: { owner: "mara", writable: true },
  });
  expect(await testCalendar(ctx, { calendarUrl: "/remote.php/dav/calendars/june/personal/" })).toMatchObject({
    ok: false,
    problem: { key: "not-shared", cure: expect.any(String) },
  });
  const unconfigured = studio.ctx("admin", { NEXTCLOUD_PASSWORD: undefined });
  expect(await testCalendar(unconfigured, { calendarUrl: calendarPath("mara") })).toMatchObject({
    ok: false,
    problem: { key: "not-configured", detail: expect.stringContaining("NEXTCLOUD_PASSWORD") },
  });
});

test("discovery names who uses what; the list tells what is missing", async () => {
  const studio = await openCloudStudio();
  const found = await discoverCalendars(studio.ctx("admin"));
  expect(Object.fromEntries(found.map((calendar) => [calendar.calendarId, calendar.usedBy]))).toMatchObject({
    personal_shared_by_mara: "Mara",
    personal_shared_by_theo: "Theo",
    personal: null,
  });
  const list = await listCalendarConfigurations(studio.ctx("admin", { NEXTCLOUD_USERNAME: undefined }));
  expect(list).toMatchObject({ configured: false, missing: ["NEXTCLOUD_USERNAME"], serviceUser: null });
  expect(list.artists[0]?.calendars[0]).toMatchObject({
    objects: 0,
    unreadable: 0,
    log: [{ cause: "first", ok: true }],
  });
});

describe("sync now", () => {
  test("answers a result for each calendar, failures included", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ match: /shared_by_theo/, status: 500 });
    const results = await syncNow(studio.ctx("admin"), { complete: true });
    expect(results.map(({ artistId, ok }) => [artistId, ok])).toEqual([
      ["mara", true],
      ["theo", false],
    ]);
    expect(results[1]?.error?.key).toBe("unavailable");
    expect((await syncNow(studio.ctx("theo"), {})).map(({ artistId }) => artistId)).toEqual(["theo"]);
    await expect(syncNow(studio.ctx("admin"), { artistId: "nobody" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
