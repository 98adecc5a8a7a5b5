import { describe, expect, test } from "vitest";
import { listAppointments } from "#db/queries/appointments.ts";
import { listSyncLogs, type SyncLogRow } from "#db/queries/calendars.ts";
import { findOutboxRow } from "#db/queries/outbox.ts";
import { requestAppointment } from "#lib/appointments/request-appointment.ts";
import { checkAvailability } from "#lib/availability/check-availability.ts";
import { testCalendar } from "#lib/calendars/test-calendar.ts";
import { updateCalendar } from "#lib/calendars/update-calendar.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import type { Env } from "#lib/core/env.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { pullCalendar } from "#lib/sync/pull-calendar.ts";
import { cloudPassword } from "#sandbox/users.ts";
import { writeCloudEvent } from "#tests/support/cloud-event.ts";
import { TEN, testRequest } from "#tests/support/test-request.ts";
import { type CloudStudio, calendarPath, openCloudStudio } from "#tests/support/test-studio.ts";
import { closedAddress, startMiddleman, startStranger, startUntrusted } from "./support/other-servers.ts";

const shared = "/remote.php/dav/calendars/parlour/personal_shared_by_mara/";

const logOf = async (studio: CloudStudio): Promise<SyncLogRow[]> =>
  listSyncLogs(studio.db, [(await studio.calendar()).id], 20);

describe("the address of a calendar", () => {
  test.each<[string, (base: string) => string]>([
    ["without its trailing slash", (base) => `${base}${shared.slice(0, -1)}`],
    ["with credentials in it", (base) => `${base.replace("://", "://parlour:s3cret-in-url@")}${shared}`],
    ["as the artist sees it", (base) => `${base}${calendarPath("mara")}`],
    ["as an export link", (base) => `${base}${shared}?export`],
    ["as a bare path", () => shared],
  ])("%s finds the calendar, and only its plain address is kept", async (_name, pasted) => {
    const studio = await openCloudStudio();
    const { id } = await studio.calendar();
    const calendarUrl = pasted(studio.proxy.url);
    expect(await testCalendar(studio.ctx("admin"), { calendarUrl })).toMatchObject({
      ok: true,
      calendar: { href: shared },
    });
    await updateCalendar(studio.ctx("admin"), { id, calendarUrl });
    expect(await studio.calendar()).toMatchObject({
      calendarUrl: `${studio.proxy.url}${shared}`,
      href: shared,
    });
    expect(await studio.pull()).toMatchObject({ ok: true });
    expect(JSON.stringify(await studio.calendar())).not.toContain("s3cret-in-url");
  });

  test("on another host is refused with a sentence, and that host is not asked", async () => {
    const studio = await openCloudStudio();
    const stranger = await startStranger();
    const calendarUrl = `${stranger.url}${shared}`;
    expect(await testCalendar(studio.ctx("admin"), { calendarUrl })).toMatchObject({
      ok: false,
      problem: { key: "other-origin", detail: expect.stringContaining(stranger.url) },
    });
    const { id } = await studio.calendar();
    await expect(updateCalendar(studio.ctx("admin"), { id, calendarUrl })).rejects.toMatchObject({
      code: "invalid_input",
      errors: { calendarUrl: [expect.stringContaining("only calendars at")] },
    });
    expect(stranger.asked).toEqual([]);
    expect((await studio.calendar()).href).toBe(shared);
  });

  test("of another user who does not share it names what to do", async () => {
    const studio = await openCloudStudio();
    const calendarUrl = `${studio.proxy.url}${calendarPath("june")}`;
    expect(await testCalendar(studio.ctx("admin"), { calendarUrl })).toMatchObject({
      ok: false,
      problem: { key: "not-shared", detail: expect.stringMatching(/june shares it with “parlour”/) },
    });
  });

  test("at a Nextcloud under a subpath works from the first sync to the event and back", async () => {
    const studio = await openCloudStudio();
    const front = await startMiddleman(() => studio.cloud.cloud.port, "/cloud");
    const env = { NEXTCLOUD_BASE_URL: front.url };
    const admin = studio.ctx("admin", env);
    for (const calendarUrl of [`${front.url}${shared}`, shared, `${front.url}${calendarPath("mara")}`])
      expect(await testCalendar(admin, { calendarUrl })).toMatchObject({
        ok: true,
        calendar: { href: `/cloud${shared}` },
      });
    const { id } = await studio.calendar();
    await updateCalendar(admin, { id, calendarUrl: `${front.url}${shared}` });
    await writeCloudEvent(studio, "dentist", { startMs: TEN + HOUR, endMs: TEN + 2 * HOUR });
    expect(await pullCalendar(studio.ctx("worker", env), id, { cause: "first" })).toMatchObject({ ok: true });
    const booked = await requestAppointment(studio.ctx("customer", env), testRequest(), { locale: "en" });
    expect(booked.appointment.unverified).toBe(false);
    expect(await studio.events()).toHaveLength(2);
    expect(await studio.outboxIds()).toEqual([]);
  });
});

interface BadDay {
  name: string;
  key: string;
  /** Words that a studio owner must find in the explanation. */
  says: RegExp;
  /** Makes the day bad. @returns what the environment says meanwhile, and how to check that nothing leaked. */
  begin(studio: CloudStudio): Promise<{ env?: Partial<Env>; after?: () => void }>;
}

const fault = (add: object) => async (studio: CloudStudio) => {
  studio.cloud.cloud.faults.add(add);
  return {};
};

const badDays: BadDay[] = [
  {
    name: "the password is wrong",
    key: "auth",
    says: /app password/,
    begin: async () => ({ env: { NEXTCLOUD_PASSWORD: "wrong" } }),
  },
  {
    name: "Nextcloud is down",
    key: "refused",
    says: /nothing listens/,
    begin: async () => ({ env: { NEXTCLOUD_BASE_URL: await closedAddress() } }),
  },
  {
    name: "the server's name does not resolve",
    key: "dns",
    says: /typing error/,
    begin: async () => ({ env: { NEXTCLOUD_BASE_URL: "http://cloud.parlour.invalid" } }),
  },
  {
    name: "nobody vouches for the certificate",
    key: "tls",
    says: /certificate/,
    begin: async () => ({ env: { NEXTCLOUD_BASE_URL: await startUntrusted() } }),
  },
  {
    name: "it answers with a web page",
    key: "html",
    says: /login page/,
    begin: fault({ status: 200, body: "<html>Sign in</html>" }),
  },
  {
    name: "it is in maintenance",
    key: "maintenance",
    says: /maintenance:mode --off/,
    begin: fault({ status: 503, headers: { "X-Nextcloud-Maintenance-Mode": "1" } }),
  },
  { name: "it fails", key: "unavailable", says: /log/, begin: fault({ status: 500 }) },
  { name: "it forbids", key: "forbidden", says: /can edit/, begin: fault({ status: 403 }) },
  { name: "it asks for fewer requests", key: "rate-limited", says: /waits/, begin: fault({ status: 429 }) },
  { name: "the connection breaks", key: "network", says: /tried again/, begin: fault({ drop: true }) },
  {
    name: "its answers are cut off in the middle",
    key: "network",
    says: /tried again/,
    begin: async (studio) => {
      const front = await startMiddleman(() => studio.cloud.cloud.port);
      front.cut = true;
      return { env: { NEXTCLOUD_BASE_URL: front.url } };
    },
  },
  {
    name: "it sends requests on to another host, which never sees the password",
    key: "redirect",
    says: /NEXTCLOUD_BASE_URL/,
    begin: async (studio) => {
      const stranger = await startStranger();
      studio.cloud.cloud.faults.add({ status: 302, headers: { Location: `${stranger.url}/` } });
      return { after: () => expect(stranger.asked).toEqual([]) };
    },
  },
];

describe("a bad day", () => {
  test.each(badDays)("$name: told plainly, nothing lost, nothing doubled", async ({ key, says, begin }) => {
    const studio = await openCloudStudio();
    await writeCloudEvent(studio, "dentist", { startMs: TEN + HOUR, endMs: TEN + 2 * HOUR });
    await studio.pull();
    const { id: calendarId } = await studio.calendar();
    const before = (await logOf(studio)).length;
    const { env = {}, after } = await begin(studio);

    // A person asks: title, meaning and cure, and the technical words beside them.
    const tested = await testCalendar(studio.ctx("admin", env), { calendarUrl: shared });
    if (tested.ok) expect.unreachable();
    expect(tested.problem).toMatchObject({ key, detail: expect.stringMatching(/\w.*\.$/) });
    expect(`${tested.problem.meaning} ${tested.problem.cure}`).toMatch(says);

    // A sync fails and says so; what was busy stays busy.
    const pulled = await pullCalendar(studio.ctx("worker", env), calendarId, { cause: "schedule" });
    expect(pulled).toMatchObject({ ok: false, error: { message: expect.stringMatching(/\w.*\.$/) } });
    const told = key === "auth" ? "suspended" : key;
    expect(pulled.error?.key).toBe(told);
    expect(await studio.calendar()).toMatchObject({ failingSince: studio.clock.now(), lastErrorKey: told });
    const dentist = { artistId: "mara", startMs: TEN + HOUR, endMs: TEN + 2 * HOUR };
    expect(await checkAvailability(studio.ctx(), dentist)).toMatchObject({ reason: "busy", verified: false });

    // A customer asks: accepted as unverified, and the event waits.
    const booked = await requestAppointment(studio.ctx("customer", env), testRequest(), { locale: "en" });
    const { id } = booked.appointment;
    expect(booked.appointment).toMatchObject({ status: "PENDING", unverified: true });
    expect(await findOutboxRow(studio.db, `calendar:${id}`)).toMatchObject({
      attempts: 1,
      lastError: expect.stringMatching(/\w.*\.$/),
    });
    const lines = (await logOf(studio)).slice(0, -before);
    expect(lines.some((line) => line.direction === "pull" && !line.ok && line.errorKey === told)).toBe(true);
    expect(lines.some((line) => line.direction === "push" && !line.ok && line.errorKey === told)).toBe(true);
    for (const line of lines) expect(JSON.stringify(line)).not.toContain(cloudPassword);

    // The day ends: the event arrives, once, and the log is quiet again.
    after?.();
    studio.cloud.cloud.faults.clear();
    studio.clock.advance(HOUR);
    await deliverOutbox(studio.ctx("worker"), { limit: 10 });
    expect(await studio.pull()).toMatchObject({ ok: true });
    expect(await studio.calendar()).toMatchObject({ failingSince: null, lastErrorKey: null });
    const { caldavUid } = await studio.appointment(id);
    expect((await studio.events()).filter(({ ics }) => ics.includes(caldavUid))).toHaveLength(1);
    expect(await studio.events()).toHaveLength(2);
    expect(await listAppointments(studio.db, { limit: 10 })).toHaveLength(1);
    expect(await studio.outboxIds()).toEqual([]);
  });

  test("a corrupt event blocks what is known of it, is counted, and stops nothing else", async () => {
    const studio = await openCloudStudio();
    await writeCloudEvent(studio, "odd", { startMs: TEN, endMs: TEN + HOUR }, [
      "RRULE:FREQ=NONSENSE;BYDAY=XX",
    ]);
    await writeCloudEvent(studio, "good", { startMs: TEN + DAY, endMs: TEN + DAY + HOUR });
    expect(await studio.pull()).toMatchObject({ ok: true, created: 2, unreadable: 1 });
    expect((await logOf(studio))[0]).toMatchObject({ ok: true, unreadable: 1 });
    for (const startMs of [TEN, TEN + DAY])
      expect(
        await checkAvailability(studio.ctx(), { artistId: "mara", startMs, endMs: startMs + HOUR }),
      ).toMatchObject({ reason: "busy" });
    await expect(studio.request()).rejects.toMatchObject({
      code: "slot_taken",
      message: "Time slot not available",
    });
    expect((await studio.request({ startTime: TEN - HOUR })).appointment.unverified).toBe(false);
  });

  test("without any Nextcloud configured everything says what is missing, and a request waits", async () => {
    const studio = await openCloudStudio();
    const env = { NEXTCLOUD_BASE_URL: undefined, NEXTCLOUD_PASSWORD: undefined };
    const says = "CalDAV not configured: NEXTCLOUD_BASE_URL, NEXTCLOUD_PASSWORD missing.";
    const { id: calendarId } = await studio.calendar();
    expect(await testCalendar(studio.ctx("admin", env), { id: calendarId })).toMatchObject({
      ok: false,
      problem: { key: "not-configured", title: "CalDAV not configured", detail: says },
    });
    expect(await pullCalendar(studio.ctx("worker", env), calendarId, { cause: "schedule" })).toMatchObject({
      ok: false,
      error: { key: "not-configured", message: says },
    });
    const { appointment } = await requestAppointment(studio.ctx("customer", env), testRequest(), {
      locale: "en",
    });
    expect(appointment.unverified).toBe(true);
    studio.clock.advance(HOUR);
    await deliverOutbox(studio.ctx("worker"), { limit: 10 });
    expect(await studio.events()).toHaveLength(1);
  });
});

test("a calendar configuration that is not there says so", async () => {
  const studio = await openCloudStudio();
  await expect(
    updateCalendar(studio.ctx("admin"), { id: "nothing", calendarUrl: shared }),
  ).rejects.toMatchObject({
    code: "calendar_not_found",
    message: expect.stringContaining("Calendar configuration not found"),
  });
  expect(await pullCalendar(studio.ctx("worker"), "nothing", { cause: "manual" })).toMatchObject({
    ok: false,
    error: { key: "not-found", message: expect.stringContaining("Calendar configuration not found") },
  });
});
