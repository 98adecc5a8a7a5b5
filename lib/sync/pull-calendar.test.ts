import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { countObjects, listSyncLogs } from "#db/queries/calendars.ts";
import { listMirroredEtags } from "#db/queries/mirror.ts";
import { artistCalendars } from "#db/schema/calendars.ts";
import { checkAvailability } from "#lib/availability/check-availability.ts";
import { testCalendar } from "#lib/calendars/test-calendar.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import {
  cloudEvent,
  deleteCloudEvent,
  editOnlyEvent,
  replaceCloudObject,
  writeCloudEvent,
} from "#tests/support/cloud-event.ts";
import { TEN } from "#tests/support/test-request.ts";
import { type CloudStudio, openCloudStudio } from "#tests/support/test-studio.ts";
import { deliverOutbox } from "./deliver-outbox.ts";
import { pullCalendar } from "./pull-calendar.ts";
import { rollMirror } from "./roll-mirror.ts";
import { syncAll, syncNew } from "./sync-all.ts";

const { confirmAppointment } = appointmentVerbs;

const hour = { startMs: TEN, endMs: TEN + HOUR };

async function reasonAt(studio: CloudStudio, startMs: number) {
  const answer = await checkAvailability(studio.ctx(), { artistId: "mara", startMs, endMs: startMs + HOUR });
  return answer.reason;
}

async function mirrorOf(studio: CloudStudio) {
  const calendar = await studio.calendar();
  const etags = await listMirroredEtags(studio.db, calendar.id);
  return { token: calendar.syncToken, syncedAt: calendar.syncedAt, etags: [...etags] };
}

const lastLog = async (studio: CloudStudio) =>
  (await listSyncLogs(studio.db, [(await studio.calendar()).id], 1))[0];

describe("a person's own events", () => {
  test("block once they are there, move, and free the time once they are gone", async () => {
    const studio = await openCloudStudio();
    const href = await writeCloudEvent(studio, "dentist", hour);
    expect(await studio.pull()).toMatchObject({ ok: true, created: 1, updated: 0, deleted: 0 });
    expect(await reasonAt(studio, TEN)).toBe("busy");
    await replaceCloudObject(
      studio,
      href,
      cloudEvent("dentist", { startMs: TEN + 2 * HOUR, endMs: TEN + 3 * HOUR }),
    );
    expect(await studio.pull()).toMatchObject({ created: 0, updated: 1 });
    expect([await reasonAt(studio, TEN), await reasonAt(studio, TEN + 2 * HOUR)]).toEqual([null, "busy"]);
    await deleteCloudEvent(studio, href);
    expect(await studio.pull()).toMatchObject({ deleted: 1 });
    expect(await reasonAt(studio, TEN + 2 * HOUR)).toBeNull();
    expect(await lastLog(studio)).toMatchObject({
      direction: "pull",
      cause: "schedule",
      ok: true,
      deleted: 1,
    });
  });

  test("block by every instance, further ahead as time goes on", async () => {
    const studio = await openCloudStudio();
    await writeCloudEvent(studio, "weekly", hour, ["RRULE:FREQ=WEEKLY"]);
    await studio.pull();
    expect(await reasonAt(studio, TEN + 7 * DAY)).toBe("busy");
    studio.clock.advance(60 * 7 * DAY);
    const ahead = TEN + 70 * 7 * DAY + HOUR / 2;
    expect(await reasonAt(studio, ahead)).not.toBe("busy");
    await rollMirror(studio.ctx("worker"));
    expect(await reasonAt(studio, ahead)).toBe("busy");
    expect(await reasonAt(studio, ahead + DAY)).toBeNull();
  });

  test("that are transparent or cancelled do not block", async () => {
    const studio = await openCloudStudio();
    await writeCloudEvent(studio, "sale", hour, ["TRANSP:TRANSPARENT"]);
    await writeCloudEvent(studio, "off", hour, ["STATUS:CANCELLED"]);
    await studio.pull();
    expect(await reasonAt(studio, TEN)).toBeNull();
  });

  test("that cannot be read block their span and are counted, and nothing else suffers", async () => {
    const studio = await openCloudStudio();
    await writeCloudEvent(studio, "odd", hour, ["RRULE:FREQ=SOMETIMES"]);
    await writeCloudEvent(studio, "good", { startMs: TEN - HOUR, endMs: TEN });
    expect(await studio.pull()).toMatchObject({ ok: true, created: 2, unreadable: 1 });
    expect([await reasonAt(studio, TEN), await reasonAt(studio, TEN - HOUR)]).toEqual(["busy", "busy"]);
    const calendar = await studio.calendar();
    expect((await countObjects(studio.db, [calendar.id])).get(calendar.id)).toEqual({
      objects: 2,
      unreadable: 1,
    });
  });
});

test("the scheduled sync asks once for all calendars and touches only what changed", async () => {
  const studio = await openCloudStudio();
  studio.clock.advance(5 * MINUTE);
  await syncAll(studio.ctx("worker"));
  expect(studio.proxy.requests.map((request) => request.method)).toEqual(["PROPFIND"]);
  expect((await studio.calendar("theo")).syncedAt).toBe(studio.clock.now());
  await writeCloudEvent(studio, "dentist", hour);
  studio.proxy.requests.length = 0;
  await syncAll(studio.ctx("worker"));
  expect(studio.proxy.requests.map((request) => request.method)).toEqual(["PROPFIND", "REPORT"]);
  expect(await reasonAt(studio, TEN)).toBe("busy");
});

test("where the home cannot be read every calendar is tried, and each keeps its own result", async () => {
  const studio = await openCloudStudio();
  await writeCloudEvent(studio, "dentist", hour);
  studio.cloud.cloud.faults.add({ method: "PROPFIND", status: 500 });
  studio.cloud.cloud.faults.add({ match: /shared_by_theo/, status: 404 });
  await syncAll(studio.ctx("worker"));
  expect(await reasonAt(studio, TEN)).toBe("busy");
  expect((await studio.calendar("mara")).failingSince).toBeNull();
  expect((await studio.calendar("theo")).lastErrorKey).toBe("not-found");
});

test("an unchanged calendar costs one request", async () => {
  const studio = await openCloudStudio();
  await studio.pull();
  expect(studio.proxy.requests.map((request) => request.method)).toEqual(["REPORT"]);
});

describe("what a person does to an appointment's event", () => {
  test.each([
    ["a request is declined", false, "DECLINED", "declined"],
    ["a confirmed appointment is cancelled", true, "CANCELLED", "cancelled"],
  ])("deleted: %s", async (_name, confirmed, status, action) => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    if (confirmed) await confirmAppointment(studio.ctx("admin"), { id });
    const [event] = await studio.events();
    await deleteCloudEvent(studio, event?.href ?? "");
    await studio.pull();
    expect(await studio.appointment(id)).toMatchObject({ status, statusReason: "deleted_in_calendar" });
    expect((await listAudit(studio.db, "appointment", id)).at(-1)).toMatchObject({
      action,
      actorKind: "worker",
      detail: { by: "calendar" },
    });
    expect(await studio.outboxIds()).toEqual([]);
    expect((await studio.request()).appointment.unverified).toBe(false);
  });

  test("marked as cancelled: declined, the event stays as the person left it", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    await editOnlyEvent(studio, (ics) => ics.replace("STATUS:TENTATIVE", "STATUS:CANCELLED"));
    await studio.pull();
    expect((await studio.appointment(id)).status).toBe("DECLINED");
    expect(await studio.events()).toHaveLength(1);
    expect(await reasonAt(studio, TEN)).toBeNull();
  });

  test("moved: the appointment follows, its buffers too", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request({ serviceId: "buffered" })).appointment;
    await editOnlyEvent(studio, (ics) => ics.replaceAll("20261202T", "20261203T"));
    await studio.pull();
    expect(await studio.appointment(id)).toMatchObject({
      startMs: TEN + DAY,
      endMs: TEN + DAY + HOUR,
      blockStartMs: TEN + DAY - 15 * MINUTE,
      blockEndMs: TEN + DAY + HOUR + 15 * MINUTE,
      conflict: false,
      version: 2,
    });
    expect([await reasonAt(studio, TEN), await reasonAt(studio, TEN + DAY)]).toEqual([null, "busy"]);
  });

  test("moved onto another appointment: kept with a mark that moving on takes away", async () => {
    const studio = await openCloudStudio();
    const first = (await studio.request()).appointment;
    const second = (await studio.request({ startTime: TEN + 2 * HOUR })).appointment;
    const event = (await studio.events()).find(({ ics }) => ics.includes("DTSTART:20261202T090000Z"));
    const moveTo = (time: string, end: string) =>
      replaceCloudObject(
        studio,
        event?.href ?? "",
        (event?.ics ?? "").replace("DTSTART:20261202T090000Z", time).replace("DTEND:20261202T100000Z", end),
      );
    await moveTo("DTSTART:20261202T113000Z", "DTEND:20261202T123000Z");
    await studio.pull();
    expect(await studio.appointment(first.id)).toMatchObject({ conflict: true, startMs: TEN + 2.5 * HOUR });
    expect(await studio.appointment(second.id)).toMatchObject({ conflict: false, version: 1 });
    await confirmAppointment(studio.ctx("admin"), { id: first.id });
    await confirmAppointment(studio.ctx("admin"), { id: second.id });
    expect(await studio.events()).toHaveLength(2);
  });

  test.each<[string, (studio: CloudStudio, id: string, href: string) => Promise<unknown>]>([
    ["is cancelled here", (studio, id) => appointmentVerbs.cancelAppointment(studio.ctx("admin"), { id })],
    [
      "is moved here",
      (studio, id) =>
        appointmentVerbs.rescheduleAppointment(studio.ctx("admin"), { id, startMs: TEN + 4 * HOUR }),
    ],
    ["is deleted in the calendar", (studio, _id, href) => deleteCloudEvent(studio, href)],
  ])("moved onto another appointment: the mark goes when the other %s", async (_name, makeRoom) => {
    const studio = await openCloudStudio();
    const stays = (await studio.request()).appointment;
    const href = (await studio.events())[0]?.href ?? "";
    const { id } = (await studio.request({ startTime: TEN + DAY })).appointment;
    const moved = (await studio.events()).find((event) => event.href !== href);
    await replaceCloudObject(
      studio,
      moved?.href ?? "",
      (moved?.ics ?? "").replaceAll("20261203T", "20261202T"),
    );
    await studio.pull();
    expect(await studio.appointment(id)).toMatchObject({ startMs: TEN, conflict: true });
    await makeRoom(studio, stays.id, href);
    await studio.pull();
    expect(await studio.appointment(id)).toMatchObject({ startMs: TEN, conflict: false, status: "PENDING" });
  });

  test("two that changed places: neither keeps a conflict mark", async () => {
    const studio = await openCloudStudio();
    const first = (await studio.request()).appointment;
    const second = (await studio.request({ startTime: TEN + HOUR })).appointment;
    const events = await studio.events();
    for (const { href, ics } of events) {
      const isFirst = ics.includes("DTSTART:20261202T090000Z");
      const [from, to] = isFirst ? ["T090000Z", "T100000Z"] : ["T100000Z", "T090000Z"];
      const [fromEnd, toEnd] = isFirst ? ["T100000Z", "T110000Z"] : ["T110000Z", "T100000Z"];
      const moved = ics
        .replace(`DTSTART:20261202${from}`, `DTSTART:20261202${to}`)
        .replace(`DTEND:20261202${fromEnd}`, `DTEND:20261202${toEnd}`);
      await replaceCloudObject(studio, href, moved);
    }
    await studio.pull();
    expect(await studio.appointment(first.id)).toMatchObject({ startMs: TEN + HOUR, conflict: false });
    expect(await studio.appointment(second.id)).toMatchObject({ startMs: TEN, conflict: false });
  });

  test("REQUEST: taken from the title: confirmed", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    await editOnlyEvent(studio, (ics) => ics.replace("SUMMARY:REQUEST: ", "SUMMARY:"));
    await studio.pull();
    expect(await studio.appointment(id)).toMatchObject({ status: "CONFIRMED", startMs: TEN });
  });

  test("REQUEST: taken from the title and moved at once: confirmed at the new time", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    await editOnlyEvent(studio, (ics) =>
      ics.replace("SUMMARY:REQUEST: ", "SUMMARY:").replaceAll("20261202T", "20261203T"),
    );
    await studio.pull();
    expect(await studio.appointment(id)).toMatchObject({ status: "CONFIRMED", startMs: TEN + DAY });
  });

  test("made a series: the further instances block, the appointment stays", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    await editOnlyEvent(studio, (ics) =>
      ics.replace("END:VEVENT", "RRULE:FREQ=WEEKLY;COUNT=3\r\nEND:VEVENT"),
    );
    await studio.pull();
    expect(await studio.appointment(id)).toMatchObject({ status: "PENDING", startMs: TEN });
    expect(await reasonAt(studio, TEN + 7 * DAY)).toBe("busy");
  });
});

test("our own writes come back as nothing", async () => {
  const studio = await openCloudStudio();
  const { id } = (await studio.request()).appointment;
  await studio.pull();
  await confirmAppointment(studio.ctx("admin"), { id });
  const version = (await studio.appointment(id)).version;
  await studio.pull();
  await studio.pull({ complete: true });
  expect((await studio.appointment(id)).version).toBe(version);
  expect(await listAudit(studio.db, "appointment", id)).toHaveLength(2);
});

describe("a fetch that fails", () => {
  const xml = "application/xml; charset=utf-8";
  const broken =
    '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:"><d:response><d:href>/remote.php/dav/calen';
  const empty = '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:"></d:multistatus>';

  test.each<[string, object, string]>([
    ["500", { status: 500 }, "unavailable"],
    ["401", { status: 401 }, "auth"],
    ["404", { status: 404 }, "not-found"],
    ["403", { status: 403 }, "forbidden"],
    ["429", { status: 429 }, "rate-limited"],
    ["503 of maintenance", { status: 503, headers: { "X-Nextcloud-Maintenance-Mode": "1" } }, "maintenance"],
    ["a web page", { status: 200, body: "<html>Sign in</html>" }, "html"],
    ["a web page as 207", { status: 207, body: "<html>Sign in</html>" }, "html"],
    ["an answer cut off", { status: 207, body: broken, contentType: xml }, "malformed"],
    ["a list without a token", { status: 207, body: empty, contentType: xml }, "malformed"],
    ["a broken connection", { drop: true }, "network"],
  ])("with %s leaves the mirror as it was", async (_name, fault, key) => {
    const studio = await openCloudStudio();
    await writeCloudEvent(studio, "dentist", hour);
    const { id } = (await studio.request({ startTime: TEN + 2 * HOUR })).appointment;
    await studio.pull();
    const before = await mirrorOf(studio);
    studio.clock.advance(MINUTE);
    studio.cloud.cloud.faults.add(fault);
    expect(await studio.pull()).toMatchObject({ ok: false, error: { key } });
    // After a refused password nothing is sent any more, and that is what the second run says.
    const then = key === "auth" ? "suspended" : key;
    expect(await studio.pull({ complete: true })).toMatchObject({ ok: false, error: { key: then } });
    expect(await mirrorOf(studio)).toEqual(before);
    expect(await reasonAt(studio, TEN)).toBe("busy");
    expect((await studio.appointment(id)).status).toBe("PENDING");
    expect(await studio.calendar()).toMatchObject({ failingSince: studio.clock.now(), lastErrorKey: then });
    expect(await lastLog(studio)).toMatchObject({ ok: false, errorKey: then });
    studio.cloud.cloud.faults.clear();
    await studio.pull();
    if (key !== "auth")
      expect(await studio.calendar()).toMatchObject({ failingSince: null, lastErrorKey: null });
  });

  test("because no answer comes leaves the mirror as it was", async () => {
    const studio = await openCloudStudio();
    await writeCloudEvent(studio, "dentist", hour);
    await studio.pull();
    const before = await mirrorOf(studio);
    studio.cloud.cloud.faults.add({ delayMs: 2000, times: 1 });
    expect(await studio.pull({ signal: AbortSignal.timeout(50) })).toMatchObject({
      ok: false,
      error: { key: "timeout" },
    });
    expect(await mirrorOf(studio)).toEqual(before);
  });

  test("is over with the next run that succeeds, which the log keeps although nothing changed", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ status: 500, times: 1 });
    await studio.pull();
    const { id } = await studio.calendar();
    await pullCalendar(studio.ctx("worker"), id, { cause: "booking" });
    expect(await lastLog(studio)).toMatchObject({ ok: true, cause: "booking" });
    await pullCalendar(studio.ctx("worker"), id, { cause: "booking" });
    expect((await listSyncLogs(studio.db, [id], 10)).filter(({ cause }) => cause === "booking")).toHaveLength(
      1,
    );
  });

  test("since when it fails is kept through further failures", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ status: 500 });
    const first = studio.clock.now();
    await studio.pull();
    studio.clock.advance(HOUR);
    await studio.pull();
    expect((await studio.calendar()).failingSince).toBe(first);
  });
});

describe("a token the server does not know", () => {
  const forget = (studio: CloudStudio, syncToken: string) =>
    studio.db.update(artistCalendars).set({ syncToken }).run();

  test.each([
    ["garbage", "nonsense"],
    ["from before a backup was restored", "http://sabre.io/ns/sync/9000"],
  ])("%s: everything is compared", async (_name, token) => {
    const studio = await openCloudStudio();
    const gone = await writeCloudEvent(studio, "gone", { startMs: TEN + 2 * HOUR, endMs: TEN + 3 * HOUR });
    await studio.pull();
    await deleteCloudEvent(studio, gone);
    await writeCloudEvent(studio, "dentist", hour);
    forget(studio, token);
    expect(await studio.pull()).toMatchObject({ ok: true });
    expect([await reasonAt(studio, TEN), await reasonAt(studio, TEN + 2 * HOUR)]).toEqual(["busy", null]);
    studio.proxy.requests.length = 0;
    await studio.pull();
    expect(studio.proxy.requests).toHaveLength(1);
  });

  test("a complete comparison finds that an own event is gone, and only then", async () => {
    const studio = await openCloudStudio();
    const kept = (await studio.request()).appointment;
    const lost = (await studio.request({ startTime: TEN + HOUR })).appointment;
    const event = (await studio.events()).find(({ ics }) => ics.includes("DTSTART:20261202T100000Z"));
    await deleteCloudEvent(studio, event?.href ?? "");
    forget(studio, "nonsense");
    await studio.pull();
    expect((await studio.appointment(kept.id)).status).toBe("PENDING");
    expect((await studio.appointment(lost.id)).status).toBe("DECLINED");
  });
});

test("two runs at once agree on the result", async () => {
  const studio = await openCloudStudio();
  await writeCloudEvent(studio, "dentist", hour);
  const runs = await Promise.all([
    studio.pull(),
    studio.pull(),
    studio.pull({ complete: true }),
    studio.pull(),
  ]);
  expect(runs.every((run) => run.ok)).toBe(true);
  const { etags } = await mirrorOf(studio);
  expect(etags).toHaveLength(1);
  expect(await reasonAt(studio, TEN)).toBe("busy");
});

describe("a refused password", () => {
  test("stops every request until the hourly probe succeeds, and what waits is then due", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ status: 401 });
    await studio.pull();
    expect(studio.proxy.requests).toHaveLength(1);
    const { id } = (await studio.request()).appointment;
    await syncAll(studio.ctx("worker"));
    await deliverOutbox(studio.ctx("worker"), { limit: 10 });
    expect(studio.proxy.requests).toHaveLength(1);
    studio.clock.advance(HOUR);
    await syncAll(studio.ctx("worker"));
    expect(studio.proxy.requests).toHaveLength(2);
    studio.cloud.cloud.faults.clear();
    studio.clock.advance(HOUR - 1);
    await syncAll(studio.ctx("worker"));
    expect(studio.proxy.requests).toHaveLength(2);
    studio.clock.advance(1);
    await syncAll(studio.ctx("worker"));
    expect(await studio.calendar()).toMatchObject({ failingSince: null });
    await deliverOutbox(studio.ctx("worker"), { limit: 10 });
    expect(await studio.outboxIds()).toEqual([]);
    expect((await studio.appointment(id)).caldavEtag).not.toBeNull();
  });

  test("a deliberate test is sent all the same, and lifts the suspension when it succeeds", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ status: 401 });
    await studio.pull();
    const { id } = await studio.calendar();
    expect(await testCalendar(studio.ctx("admin"), { id })).toMatchObject({
      ok: false,
      problem: { key: "auth" },
    });
    studio.cloud.cloud.faults.clear();
    expect(await studio.pull()).toMatchObject({ ok: false, error: { key: "suspended" } });
    expect(await testCalendar(studio.ctx("admin"), { id })).toMatchObject({ ok: true });
    expect(await studio.pull()).toMatchObject({ ok: true });
  });

  test("new credentials are another account", async () => {
    const studio = await openCloudStudio({ variables: { NEXTCLOUD_PASSWORD: "parlour-demo" } });
    studio.cloud.cloud.faults.add({ status: 401, times: 1 });
    await studio.pull();
    const env = { NEXTCLOUD_USERNAME: "theo" };
    expect(
      (
        await testCalendar(studio.ctx("admin", env), {
          calendarUrl: "/remote.php/dav/calendars/theo/personal/",
        })
      ).ok,
    ).toBe(true);
    expect(await studio.pull()).toMatchObject({ ok: false });
  });
});

test("a calendar that has never been read is read at once", async () => {
  const studio = await openCloudStudio();
  await writeCloudEvent(studio, "dentist", hour);
  studio.db.update(artistCalendars).set({ syncToken: null, syncedAt: null }).run();
  await syncNew(studio.ctx("worker"));
  expect(await reasonAt(studio, TEN)).toBe("busy");
  expect(await lastLog(studio)).toMatchObject({ cause: "first", ok: true });
  studio.proxy.requests.length = 0;
  await syncNew(studio.ctx("worker"));
  expect(studio.proxy.requests).toEqual([]);
});
