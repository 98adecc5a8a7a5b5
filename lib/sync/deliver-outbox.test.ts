import { describe, expect, onTestFinished, test, vi } from "vitest";
import { changeAppointment } from "#db/queries/appointment-changes.ts";
import { countDue, findOutboxRow } from "#db/queries/outbox.ts";
import { artistCalendars } from "#db/schema/calendars.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import { DAY, HOUR, MINUTE, SECOND } from "#lib/core/clock.ts";
import { retryDelivery } from "#lib/outbox/retry-delivery.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import {
  cloudEvent,
  deleteCloudEvent,
  editOnlyEvent,
  replaceCloudObject,
} from "#tests/support/cloud-event.ts";
import { icsProperties } from "#tests/support/ics-properties.ts";
import { startMailServer } from "#tests/support/mail-server.ts";
import { TEN } from "#tests/support/test-request.ts";
import { type CloudStudio, calendarPath, openCloudStudio } from "#tests/support/test-studio.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { deliverOutbox } from "./deliver-outbox.ts";
import { calendarPush } from "./outbox-rows.ts";

const { cancelAppointment, confirmAppointment, rescheduleAppointment } = appointmentVerbs;

const deliver = (studio: CloudStudio) => deliverOutbox(studio.ctx("worker"), { limit: 50 });
const rowOf = (studio: CloudStudio, id: string) => findOutboxRow(studio.db, `calendar:${id}`);

/** Time goes on past every backoff; what waits is delivered. */
async function catchUp(studio: CloudStudio): Promise<void> {
  studio.cloud.cloud.faults.clear();
  studio.clock.advance(30 * MINUTE);
  await deliver(studio);
}

async function expectOneEvent(studio: CloudStudio, more: Record<string, string> = {}): Promise<string> {
  const events = await studio.events();
  expect(events).toHaveLength(1);
  const ics = events[0]?.ics ?? "";
  expect(icsProperties(ics)).toMatchObject({ DTSTART: "2026-12-02T09:00:00Z", ...more });
  expect(await studio.outboxIds()).toEqual([]);
  return ics;
}

async function requestWith(studio: CloudStudio, fault: { drop: true }) {
  studio.cloud.cloud.faults.add({ method: "PUT", ...fault });
  return (await studio.request()).appointment;
}

describe("a creation", () => {
  test("whose answer was lost leaves exactly one event, which is known afterwards", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ method: "PUT", drop: "after", times: 1 });
    const { id } = (await studio.request()).appointment;
    expect(await rowOf(studio, id)).toMatchObject({ attempts: 1 });
    await catchUp(studio);
    await expectOneEvent(studio);
    const [event] = await studio.events();
    expect((await studio.appointment(id)).caldavEtag).toBe(event?.etag);
  });

  test("whose answer was lost, and which a sync sees first, is not taken for a person's change", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ method: "PUT", drop: "after", times: 1 });
    const { id } = (await studio.request()).appointment;
    await studio.pull();
    await confirmAppointment(studio.ctx("admin"), { id });
    await catchUp(studio);
    await expectOneEvent(studio, { STATUS: "CONFIRMED" });
    expect(await studio.appointment(id)).toMatchObject({ status: "CONFIRMED", startMs: TEN, version: 2 });
  });

  test.each([500, 503, 403, 423])("refused with %i is tried again", async (status) => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ method: "PUT", status });
    const { id } = (await studio.request()).appointment;
    expect(await rowOf(studio, id)).toMatchObject({ attempts: 1, lastError: expect.any(String) });
    await catchUp(studio);
    await expectOneEvent(studio);
  });

  test("answered without an ETag asks for it", async () => {
    const studio = await openCloudStudio();
    studio.proxy.rewriteHeaders = (request, headers) => {
      if (request.method !== "PUT") return headers;
      const { etag: _, "oc-etag": __, ...rest } = headers;
      return rest;
    };
    const { id } = (await studio.request()).appointment;
    const [event] = await studio.events();
    expect((await studio.appointment(id)).caldavEtag).toBe(event?.etag);
    await studio.pull();
    expect((await studio.appointment(id)).version).toBe(1);
  });

  test.each<[string, (studio: CloudStudio, uid: string) => Promise<void>]>([
    [
      "stands at another address",
      (studio, uid) =>
        replaceCloudObject(
          studio,
          `${calendarPath("mara")}elsewhere.ics`,
          cloudEvent(uid, { startMs: TEN + DAY, endMs: TEN + DAY + HOUR }),
        ),
    ],
    [
      "lies in the trash bin",
      async (studio, uid) => {
        const href = `${calendarPath("mara")}${uid}.ics`;
        await replaceCloudObject(studio, href, cloudEvent(uid, { startMs: TEN, endMs: TEN + HOUR }));
        await deleteCloudEvent(studio, href);
      },
    ],
  ])("whose UID %s takes a fresh one", async (_name, occupy) => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ method: "PUT", status: 500 });
    const { id } = (await studio.request()).appointment;
    const { caldavUid } = await studio.appointment(id);
    studio.cloud.cloud.faults.clear();
    await occupy(studio, caldavUid);
    await catchUp(studio);
    const after = await studio.appointment(id);
    expect(after.caldavUid).not.toBe(caldavUid);
    expect(after.status).toBe("PENDING");
    const own = (await studio.events()).filter(({ ics }) => ics.includes(after.caldavUid));
    expect(own).toHaveLength(1);
    expect(await studio.outboxIds()).toEqual([]);
  });

  test("into a calendar that is gone waits and says so", async () => {
    const studio = await openCloudStudio();
    await studio.cloud.send({ user: "mara", method: "DELETE", path: calendarPath("mara") });
    const { id, unverified } = (await studio.request()).appointment;
    expect(unverified).toBe(true);
    expect(await rowOf(studio, id)).toMatchObject({
      attempts: 1,
      lastError: expect.stringContaining("calendar"),
    });
    expect((await studio.appointment(id)).status).toBe("PENDING");
  });

  test("is dropped with the calendar's configuration", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ method: "PUT", status: 500 });
    await studio.request();
    studio.db.delete(artistCalendars).run();
    await catchUp(studio);
    expect(await studio.events()).toEqual([]);
    expect(await studio.outboxIds()).toEqual([]);
  });
});

describe("an update", () => {
  test("whose answer was lost is not repeated", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    studio.cloud.cloud.faults.add({ method: "PUT", drop: "after", times: 1 });
    await confirmAppointment(studio.ctx("admin"), { id });
    studio.proxy.requests.length = 0;
    await catchUp(studio);
    await expectOneEvent(studio, { SUMMARY: "Lena Hofer - A sprig of rosemary" });
    expect(studio.proxy.requests.map(({ method }) => method)).toEqual(["GET"]);
  });

  test("refused with 412 because a person was faster is decided afresh on what they wrote", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    let puts = 0;
    studio.proxy.hold = async ({ method }) => {
      // After Parlour has read the event, before it writes.
      if (method === "PUT" && ++puts === 1)
        await editOnlyEvent(studio, (ics) => ics.replace("END:VEVENT", "LOCATION:Room 2\r\nEND:VEVENT"));
      return false;
    };
    await confirmAppointment(studio.ctx("admin"), { id });
    expect(puts).toBe(2);
    await expectOneEvent(studio, { LOCATION: "Room 2", STATUS: "CONFIRMED" });
  });

  test("met by a person who moves the event at that moment yields to them", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    let puts = 0;
    studio.proxy.hold = async ({ method }) => {
      if (method === "PUT" && ++puts === 1)
        await editOnlyEvent(studio, (ics) => ics.replaceAll("20261202T", "20261203T"));
      return false;
    };
    await confirmAppointment(studio.ctx("admin"), { id });
    expect(await studio.appointment(id)).toMatchObject({ status: "CONFIRMED", startMs: TEN + DAY });
    const [event] = await studio.events();
    expect(icsProperties(event?.ics ?? "")).toMatchObject({
      DTSTART: "2026-12-03T09:00:00Z",
      STATUS: "CONFIRMED",
    });
  });

  test("that always meets 412 gives up for now and does not force anything", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    studio.cloud.cloud.faults.add({ method: "PUT", status: 412 });
    studio.proxy.requests.length = 0;
    await confirmAppointment(studio.ctx("admin"), { id });
    expect(studio.proxy.requests.filter(({ method }) => method === "PUT").length).toBeLessThanOrEqual(4);
    expect(await rowOf(studio, id)).toMatchObject({ attempts: 1 });
    await catchUp(studio);
    await expectOneEvent(studio, { STATUS: "CONFIRMED" });
  });

  test("of an event that a person deleted meanwhile cancels instead of writing it anew", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    const [event] = await studio.events();
    await deleteCloudEvent(studio, event?.href ?? "");
    await confirmAppointment(studio.ctx("admin"), { id });
    expect((await studio.appointment(id)).status).toBe("CANCELLED");
    expect(await studio.events()).toEqual([]);
    expect(await studio.outboxIds()).toEqual([]);
  });
});

describe("a move whose answer was lost, followed by another", () => {
  test.each([
    ["before anybody looked", false],
    ["after a sync saw it", true],
  ])("%s: our own write is no person's move", async (_name, pulled) => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    studio.clock.advance(HOUR);
    const moveTo = (startMs: number) => rescheduleAppointment(studio.ctx("admin"), { id, startMs });
    studio.cloud.cloud.faults.add({ method: "PUT", drop: "after", times: 1 });
    await moveTo(TEN + HOUR);
    // Nor can the sync before the second move, or its own push, look at what became of the first.
    studio.cloud.cloud.faults.add({ method: "REPORT", status: 500, times: 1 });
    studio.cloud.cloud.faults.add({ method: "GET", status: 500, times: 1 });
    await moveTo(TEN + 3 * HOUR);
    if (pulled) await studio.pull();
    await catchUp(studio);
    expect(await studio.appointment(id)).toMatchObject({ startMs: TEN + 3 * HOUR, status: "PENDING" });
    const [event, ...others] = await studio.events();
    expect(others).toEqual([]);
    expect(icsProperties(event?.ics ?? "").DTSTART).toBe("2026-12-02T12:00:00Z");
    expect(await studio.outboxIds()).toEqual([]);
  });

  test("a creation that arrived unseen, then moved, is no person's move either", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ method: "PUT", drop: "after", times: 1 });
    const { id } = (await studio.request()).appointment;
    studio.clock.advance(HOUR);
    studio.cloud.cloud.faults.add({ method: "REPORT", status: 500, times: 1 });
    studio.cloud.cloud.faults.add({ method: "PUT", status: 500, times: 1 });
    await rescheduleAppointment(studio.ctx("admin"), { id, startMs: TEN + HOUR });
    await studio.pull();
    expect((await studio.appointment(id)).startMs).toBe(TEN + HOUR);
    await catchUp(studio);
    expect((await studio.appointment(id)).startMs).toBe(TEN + HOUR);
    expect(icsProperties((await studio.events())[0]?.ics ?? "").DTSTART).toBe("2026-12-02T10:00:00Z");
  });

  test("a person who then moves the event elsewhere still wins, and so does one who moves it back later", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    studio.cloud.cloud.faults.add({ method: "PUT", drop: "after", times: 1 });
    await rescheduleAppointment(studio.ctx("admin"), { id, startMs: TEN + HOUR });
    await editOnlyEvent(studio, (ics) => ics.replaceAll("20261202T", "20261204T"));
    await catchUp(studio);
    expect((await studio.appointment(id)).startMs).toBe(TEN + HOUR + 2 * DAY);
    await rescheduleAppointment(studio.ctx("admin"), { id, startMs: TEN });
    expect(await studio.outboxIds()).toEqual([]);
    await editOnlyEvent(studio, (ics) => ics.replaceAll("20261202T", "20261204T"));
    await studio.pull();
    expect((await studio.appointment(id)).startMs).toBe(TEN + 2 * DAY);
  });
});

describe("a deletion", () => {
  test("whose answer was lost is done", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    studio.cloud.cloud.faults.add({ method: "DELETE", drop: "after", times: 1 });
    await cancelAppointment(studio.ctx("admin"), { id });
    await catchUp(studio);
    expect(await studio.events()).toEqual([]);
    expect(await studio.outboxIds()).toEqual([]);
  });

  test("of an event whose creation was never answered finds it", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ method: "PUT", drop: "after", times: 1 });
    const { id } = (await studio.request()).appointment;
    await cancelAppointment(studio.ctx("admin"), { id });
    await catchUp(studio);
    expect(await studio.events()).toEqual([]);
  });

  test("of an event whose creation arrives only afterwards finds it at its second look", async () => {
    const studio = await openCloudStudio();
    // The creation is on its way and its sender has died: nothing comes back, and it arrives late.
    studio.cloud.cloud.faults.add({ method: "PUT", drop: true, times: 1 });
    const { id } = (await studio.request()).appointment;
    const { caldavUid, caldavHref } = await studio.appointment(id);
    await cancelAppointment(studio.ctx("admin"), { id });
    expect(await rowOf(studio, id)).toBeDefined();
    await replaceCloudObject(
      studio,
      `${calendarPath("mara")}${caldavUid}.ics`,
      cloudEvent(caldavUid, { startMs: TEN, endMs: TEN + HOUR }),
    );
    expect(caldavHref).toContain(caldavUid);
    studio.clock.advance(2 * MINUTE - 1);
    expect(await deliver(studio)).toBe(0);
    studio.clock.advance(1);
    expect(await deliver(studio)).toBe(1);
    expect(await studio.events()).toEqual([]);
    expect(await studio.outboxIds()).toEqual([]);
  });

  test("of an event that never came is over after the second look", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ method: "PUT", drop: true, times: 1 });
    const { id } = (await studio.request()).appointment;
    await cancelAppointment(studio.ctx("admin"), { id });
    studio.clock.advance(2 * MINUTE);
    await deliver(studio);
    expect(await studio.outboxIds()).toEqual([]);
    expect((await studio.appointment(id)).caldavHref).toBeNull();
  });

  test("that fails keeps the time free and is tried again", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    await studio.pull();
    studio.cloud.cloud.faults.add({ method: "DELETE", status: 500 });
    await cancelAppointment(studio.ctx("admin"), { id });
    const next = (await studio.request()).appointment;
    await catchUp(studio);
    expect(await studio.events()).toHaveLength(1);
    expect((await studio.appointment(next.id)).status).toBe("PENDING");
  });
});

describe("what fails", () => {
  test("waits longer each time, a quarter of an hour at most", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ method: "PUT", status: 500 });
    const { id } = (await studio.request()).appointment;
    for (let attempt = 1; attempt <= 14; attempt++) {
      const row = await rowOf(studio, id);
      expect(row?.attempts).toBe(attempt);
      const delay = (row?.nextAttemptAt ?? 0) - studio.clock.now();
      const ceiling = Math.min(15 * MINUTE, 2 * SECOND * 2 ** (attempt - 1));
      expect(delay).toBeGreaterThanOrEqual(ceiling / 10);
      expect(delay).toBeLessThanOrEqual(ceiling);
      studio.clock.advance(delay - 1);
      expect(await deliver(studio)).toBe(0);
      studio.clock.advance(1);
      expect(await deliver(studio)).toBe(1);
    }
  });

  test.each([429, 503])("with %i waits as long as the server asks", async (status) => {
    // What a server asks for counts from the real time at which it answered.
    const before = Date.now();
    const studio = await openCloudStudio({ now: new Date(before).toISOString() });
    studio.cloud.cloud.faults.add({ method: "PUT", status, headers: { "Retry-After": "64800" } });
    const startTime = Math.floor(before / DAY) * DAY + 2 * DAY + 10 * HOUR;
    const { id } = (await studio.request({ startTime })).appointment;
    const nextAttemptAt = (await rowOf(studio, id))?.nextAttemptAt ?? 0;
    expect(nextAttemptAt).toBeGreaterThanOrEqual(before + 18 * HOUR);
    expect(nextAttemptAt).toBeLessThanOrEqual(Date.now() + 18 * HOUR);
  });

  test("is refused for good five times and given up; retried after the cause is mended it is written", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ method: "PUT", status: 403 });
    const { id } = (await studio.request()).appointment;
    for (let refusal = 2; refusal <= 5; refusal++) {
      expect((await rowOf(studio, id))?.deadAt).toBeNull();
      studio.clock.advance(HOUR);
      expect(await deliver(studio)).toBe(1);
    }
    expect(await rowOf(studio, id)).toMatchObject({
      deadAt: studio.clock.now(),
      attempts: 5,
      lastErrorKey: "forbidden",
      lastError: expect.stringContaining("not allowed"),
    });
    studio.clock.advance(DAY);
    studio.proxy.requests.length = 0;
    expect(await deliver(studio)).toBe(0);
    expect(studio.proxy.requests).toEqual([]);
    expect((await studio.appointment(id)).status).toBe("PENDING");

    // Refused once more it is given up at once; allowed it goes through.
    await retryDelivery(studio.ctx("mara"), { id: `calendar:${id}` });
    await deliver(studio);
    expect((await rowOf(studio, id))?.deadAt).toBe(studio.clock.now());
    studio.cloud.cloud.faults.clear();
    await retryDelivery(studio.ctx("mara"), { id: `calendar:${id}` });
    await deliver(studio);
    await expectOneEvent(studio);
  });

  test("and was given up is pushed again when the appointment is changed", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ method: "PUT", status: 403, times: 5 });
    const { id } = (await studio.request()).appointment;
    for (let refusal = 2; refusal <= 5; refusal++) {
      studio.clock.advance(HOUR);
      await deliver(studio);
    }
    expect((await rowOf(studio, id))?.deadAt).not.toBeNull();
    await confirmAppointment(studio.ctx("admin"), { id });
    await expectOneEvent(studio, { STATUS: "CONFIRMED" });
  });

  test("because of the network, time-outs and failing servers is never given up", async () => {
    const studio = await openCloudStudio();
    const { id } = await requestWith(studio, { drop: true });
    const faults = [{ status: 500 }, { status: 507 }, { status: 404 }, { status: 429 }, { drop: true }];
    for (const fault of [...faults, ...faults]) {
      studio.cloud.cloud.faults.clear();
      studio.cloud.cloud.faults.add({ method: "PUT", ...fault });
      studio.clock.advance(2 * DAY);
      expect(await deliver(studio)).toBe(1);
      expect((await rowOf(studio, id))?.deadAt).toBeNull();
    }
    studio.clock.advance(DAY);
    await catchUp(studio);
    expect(await studio.outboxIds()).toEqual([]);
  });

  test("because of the password is asked once, whatever waits, and once an hour from then on", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ method: "PUT", status: 500 });
    for (let hour = 0; hour < 6; hour++) await studio.request({ startTime: TEN + hour * HOUR });
    studio.cloud.cloud.faults.clear();
    studio.cloud.cloud.faults.add({ status: 401 });
    studio.clock.advance(HOUR);
    studio.proxy.requests.length = 0;
    expect(await deliver(studio)).toBe(6);
    expect(studio.proxy.requests).toHaveLength(1);
    expect(await studio.outboxIds()).toHaveLength(6);
    studio.clock.advance(HOUR - 1);
    await deliver(studio);
    expect(studio.proxy.requests).toHaveLength(1);
    studio.clock.advance(1);
    await deliver(studio);
    expect(studio.proxy.requests).toHaveLength(2);
    studio.cloud.cloud.faults.clear();
    studio.clock.advance(HOUR);
    await deliver(studio);
    // Whoever was refused while the probe was under way is due again since it succeeded.
    await deliver(studio);
    expect(await studio.outboxIds()).toEqual([]);
    expect(await studio.events()).toHaveLength(6);
  });

  test("does not hold up the rows behind it", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ match: /personal_shared_by_mara/, method: "PUT", status: 500 });
    await studio.request();
    studio.cloud.cloud.faults.add({ match: /personal_shared_by_theo/, method: "PUT", status: 500, times: 1 });
    const theos = (await studio.request({ artistId: "theo" })).appointment;
    studio.clock.advance(30 * MINUTE);
    expect(await deliver(studio)).toBe(2);
    expect(await rowOf(studio, theos.id)).toBeUndefined();
    expect(await studio.events("theo")).toHaveLength(1);
  });
});

test("a change that is made during a push is pushed again", async () => {
  const studio = await openCloudStudio();
  studio.cloud.cloud.faults.add({ method: "PUT", status: 500, times: 1 });
  const { id } = (await studio.request()).appointment;
  studio.clock.advance(HOUR);
  const admin = studio.ctx("admin");
  let changed: Promise<unknown> | undefined;
  // The moment the creation is on its way, somebody confirms; only the database takes part in that.
  studio.proxy.hold = ({ method }) => {
    if (method === "PUT")
      changed ??= changeAppointment(studio.db, {
        id,
        expectedVersion: 1,
        set: { status: "CONFIRMED" },
        audit: auditEntry(admin, { entity: "appointment", entityId: id, action: "confirmed" }),
        outbox: [calendarPush(admin, id)],
      });
    return false;
  };
  await deliver(studio);
  expect(await changed).toBe("changed");
  expect(icsProperties((await studio.events())[0]?.ics ?? "").STATUS).toBe("TENTATIVE");
  expect(await rowOf(studio, id)).toMatchObject({ revision: 2 });
  await deliver(studio);
  await expectOneEvent(studio, { STATUS: "CONFIRMED" });
});

describe("while Nextcloud answers nothing", () => {
  test("mails leave, and so do pushes once it answers, several at once and each once", async () => {
    const server = await startMailServer();
    const studio = await openCloudStudio({ variables: { SMTP_URL: server.url } });
    studio.cloud.cloud.faults.add({ method: "PUT", status: 500 });
    for (let hour = 0; hour < 6; hour++) await studio.request({ startTime: TEN + hour * HOUR });
    studio.cloud.cloud.faults.clear();
    studio.clock.advance(HOUR);
    const { promise: answers, resolve: answer } = Promise.withResolvers<boolean>();
    let first = true;
    let most = 0;
    studio.proxy.hold = ({ method }) => {
      if (method !== "PUT") return false;
      most = Math.max(most, studio.proxy.active());
      // The first goes ahead; the others wait with it held back.
      if (!first) return answers;
      first = false;
      return false;
    };
    const pushes = deliverOutbox(studio.ctx("worker"), { kinds: ["calendar"], limit: 50 });
    await waitFor("several pushes under way", () => studio.proxy.active() >= 3);
    expect(await deliverOutbox(studio.ctx("worker"), { kinds: ["mail"], limit: 50 })).toBe(12);
    // No user reads Mara's, so those are done without a mail.
    expect(server.mails).toHaveLength(6);
    answer(false);
    expect(await pushes).toBe(6);
    expect(most).toBe(3);
    expect(await studio.events()).toHaveLength(6);
    expect(await studio.outboxIds()).toEqual([]);
  });

  test("a push that takes longer than any hold stays with whoever took it", async () => {
    // Only the renewal's timer: everything else goes on in real time.
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    onTestFinished(() => void vi.useRealTimers());
    const studio = await openCloudStudio();
    const { promise: answers, resolve: answer } = Promise.withResolvers<boolean>();
    studio.proxy.hold = ({ method }) => (method === "PUT" ? answers : false);
    const requested = studio.request();
    await waitFor("the push", () => studio.proxy.requests.some(({ method }) => method === "PUT"));
    for (let third = 0; third < 9; third++) {
      studio.clock.advance(20 * SECOND);
      vi.advanceTimersByTime(20 * SECOND);
      expect(await deliver(studio)).toBe(0);
    }
    answer(false);
    await requested;
    await waitFor("the push to end", async () => (await studio.outboxIds()).length === 0);
    expect(await studio.events()).toHaveLength(1);
    expect(studio.proxy.requests.filter(({ method }) => method === "PUT")).toHaveLength(1);
  });

  test("a row behind others is not held while they take their time", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ method: "PUT", status: 500 });
    for (let hour = 0; hour < 6; hour++) await studio.request({ startTime: TEN + hour * HOUR });
    studio.cloud.cloud.faults.clear();
    studio.clock.advance(HOUR);
    const { promise: answers, resolve: answer } = Promise.withResolvers<boolean>();
    studio.proxy.hold = ({ method }) => (method === "PUT" ? answers : false);
    const pushes = deliver(studio);
    await waitFor("the first push", () => studio.proxy.active() === 1);
    expect(await countDue(studio.db, studio.clock.now())).toBe(5);
    answer(false);
    await pushes;
    expect(await studio.events()).toHaveLength(6);
  });
});
