import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { listSyncLogs } from "#db/queries/calendars.ts";
import { findOutboxRow } from "#db/queries/outbox.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { editOnlyEvent, writeCloudEvent } from "#tests/support/cloud-event.ts";
import { icsProperties } from "#tests/support/ics-properties.ts";
import { TEN } from "#tests/support/test-request.ts";
import { type CloudStudio, openCloudStudio, openStudio } from "#tests/support/test-studio.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { cancelAppointment } from "./cancel-appointment.ts";
import { cancelManagedAppointment } from "./cancel-managed-appointment.ts";
import { confirmAppointment } from "./confirm-appointment.ts";
import { declineAppointment } from "./decline-appointment.ts";
import { expireRequests } from "./expire-requests.ts";
import { findManagedAppointment } from "./find-managed-appointment.ts";
import { rescheduleAppointment } from "./reschedule-appointment.ts";
import { showAppointment } from "./show-appointment.ts";

const onlyEvent = async (studio: CloudStudio) => {
  const events = await studio.events();
  expect(events).toHaveLength(1);
  return icsProperties(events[0]?.ics ?? "");
};

async function withRequest() {
  const studio = await openCloudStudio();
  const { appointment, manageUrl } = await studio.request();
  return { studio, id: appointment.id, token: manageUrl.split("/").at(-1) ?? "", admin: studio.ctx("admin") };
}

/** What an artist adds in a calendar app. */
const personMade = (ics: string) =>
  ics.replace(
    "END:VEVENT",
    [
      "LOCATION:Room 2",
      "X-APPLE-TRAVEL-DURATION:PT30M",
      "CATEGORIES:Ink",
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      "TRIGGER:-PT15M",
      "DESCRIPTION:Soon",
      "END:VALARM",
      "END:VEVENT",
    ].join("\r\n"),
  );

function expectPersonMade(ics: string | undefined): void {
  for (const line of ["LOCATION:Room 2", "X-APPLE-TRAVEL-DURATION:PT30M", "CATEGORIES:Ink", "TRIGGER:-PT15M"])
    expect(ics).toContain(line);
}

describe("confirming", () => {
  test("takes the prefix away, once", async () => {
    const { studio, id, admin } = await withRequest();
    await confirmAppointment(admin, { id });
    expect(await onlyEvent(studio)).toMatchObject({
      SUMMARY: "Lena Hofer - A sprig of rosemary",
      STATUS: "CONFIRMED",
    });
    expect(await studio.appointment(id)).toMatchObject({ status: "CONFIRMED", version: 2 });
    await expect(confirmAppointment(admin, { id })).rejects.toMatchObject({ code: "conflict" });
    await expect(declineAppointment(admin, { id })).rejects.toMatchObject({ code: "conflict" });
  });

  test("keeps what a person added in the calendar, seen by a sync before or not", async () => {
    for (const pulled of [true, false]) {
      const { studio, id, admin } = await withRequest();
      await editOnlyEvent(studio, personMade);
      if (pulled) await studio.pull();
      await confirmAppointment(admin, { id });
      const [event] = await studio.events();
      expectPersonMade(event?.ics);
      expect(icsProperties(event?.ics ?? "").SUMMARY).toBe("Lena Hofer - A sprig of rosemary");
    }
  });

  test("of two people at once one decides", async () => {
    const { studio, id } = await withRequest();
    const outcomes = await Promise.allSettled([
      confirmAppointment(studio.ctx("staff"), { id }),
      declineAppointment(studio.ctx("mara"), { id }),
      confirmAppointment(studio.ctx("admin"), { id }),
    ]);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect((await studio.appointment(id)).version).toBe(2);
  });

  test("on a version somebody else has changed is refused", async () => {
    const { studio, id, admin } = await withRequest();
    await rescheduleAppointment(admin, { id, startMs: TEN + HOUR, version: 1 });
    await expect(confirmAppointment(admin, { id, version: 1 })).rejects.toMatchObject({ code: "conflict" });
    await confirmAppointment(admin, { id, version: 2 });
    expect((await studio.appointment(id)).status).toBe("CONFIRMED");
  });
});

describe("declining and cancelling", () => {
  test.each([
    ["declining", declineAppointment, "DECLINED"],
    ["cancelling", cancelAppointment, "CANCELLED"],
  ] as const)("%s takes the event away and frees the time", async (_name, verb, status) => {
    const { studio, id, admin } = await withRequest();
    await studio.pull();
    await verb(admin, { id, word: "Sorry" });
    expect(await studio.events()).toEqual([]);
    expect(await studio.appointment(id)).toMatchObject({
      status,
      statusReason: "by_studio",
      caldavHref: null,
      caldavEtag: null,
    });
    expect((await listAudit(studio.db, "appointment", id)).at(-1)).toMatchObject({
      detail: { word: "Sorry" },
      actorName: "Admin",
    });
    expect((await studio.request()).appointment.id).not.toBe(id);
  });

  test("works on an event that a person has edited or deleted meanwhile", async () => {
    const { studio, id, admin } = await withRequest();
    await editOnlyEvent(studio, personMade);
    await cancelAppointment(admin, { id });
    expect(await studio.events()).toEqual([]);
    await expect(cancelAppointment(admin, { id })).rejects.toMatchObject({ code: "conflict" });
  });

  test("while the event is still being written leaves none behind", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ method: "PUT", delayMs: 2500, times: 1 });
    const { appointment } = await studio.request();
    await cancelAppointment(studio.ctx("admin"), { id: appointment.id });
    const path = `/personal_shared_by_mara/`;
    await waitFor("the late event to be deleted", () => {
      const seen = studio.proxy.requests.filter((request) => request.path.includes(path));
      return seen.filter((request) => request.method === "DELETE").length >= 2;
    });
    await waitFor("an empty calendar", async () => (await studio.events()).length === 0);
  });
});

describe("the customer's own link", () => {
  test("shows and cancels the appointment", async () => {
    const { studio, id, token } = await withRequest();
    expect(await findManagedAppointment(studio.ctx(), token)).toMatchObject({ id, isAhead: true });
    await cancelManagedAppointment(studio.ctx(), token);
    expect(await studio.appointment(id)).toMatchObject({ status: "CANCELLED", statusReason: "by_customer" });
    expect(await studio.events()).toEqual([]);
    await expect(cancelManagedAppointment(studio.ctx(), token)).rejects.toMatchObject({ code: "conflict" });
  });

  test("that nobody made is refused, and so is one whose appointment has begun", async () => {
    const { studio, token } = await withRequest();
    await expect(cancelManagedAppointment(studio.ctx(), `${token}x`)).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await findManagedAppointment(studio.ctx(), "short")).toBeNull();
    studio.clock.set(new Date(TEN).toISOString());
    await expect(cancelManagedAppointment(studio.ctx(), token)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("rescheduling", () => {
  test("moves the event and raises its SEQUENCE", async () => {
    const { studio, id, admin } = await withRequest();
    await rescheduleAppointment(admin, { id, startMs: TEN + DAY });
    expect(await onlyEvent(studio)).toMatchObject({
      DTSTART: "2026-12-03T09:00:00Z",
      DTEND: "2026-12-03T10:00:00Z",
      SEQUENCE: "1",
      SUMMARY: "REQUEST: Lena Hofer - A sprig of rosemary",
    });
    await studio.request();
  });

  test("onto itself, shifted by half its length, is possible", async () => {
    const { studio, id, admin } = await withRequest();
    await studio.pull();
    await rescheduleAppointment(admin, { id, startMs: TEN + HOUR / 2 });
    expect((await studio.appointment(id)).startMs).toBe(TEN + HOUR / 2);
  });

  test("holds although a person edited the event before, seen by a sync or not", async () => {
    for (const pulled of [true, false]) {
      const { studio, id, admin } = await withRequest();
      await editOnlyEvent(studio, personMade);
      if (pulled) await studio.pull();
      await rescheduleAppointment(admin, { id, startMs: TEN + DAY });
      expect((await studio.appointment(id)).startMs).toBe(TEN + DAY);
      const [event] = await studio.events();
      expectPersonMade(event?.ics);
      expect(icsProperties(event?.ics ?? "").DTSTART).toBe("2026-12-03T09:00:00Z");
    }
  });

  test.each([true, false])(
    "while the cloud is away holds against an edit made meanwhile (synced first: %s)",
    async (pulled) => {
      const { studio, id, admin } = await withRequest();
      await editOnlyEvent(studio, personMade);
      studio.cloud.cloud.faults.add({ match: /shared_by_mara/, status: 503 });
      await rescheduleAppointment(admin, { id, startMs: TEN + DAY });
      studio.cloud.cloud.faults.clear();
      if (pulled) await studio.pull();
      studio.clock.advance(HOUR);
      await deliverOutbox(studio.ctx("worker"), { limit: 10 });
      expect(await studio.appointment(id)).toMatchObject({ startMs: TEN + DAY, version: 2 });
      const [event] = await studio.events();
      expectPersonMade(event?.ics);
      expect(icsProperties(event?.ics ?? "").DTSTART).toBe("2026-12-03T09:00:00Z");
    },
  );

  test.each([true, false])(
    "while the cloud is away yields to a person who moves the event (synced first: %s)",
    async (pulled) => {
      const { studio, id, admin } = await withRequest();
      await editOnlyEvent(studio, (ics) => ics.replaceAll("20261202T", "20261204T"));
      studio.cloud.cloud.faults.add({ match: /shared_by_mara/, status: 503 });
      await rescheduleAppointment(admin, { id, startMs: TEN + DAY });
      studio.cloud.cloud.faults.clear();
      if (pulled) await studio.pull();
      studio.clock.advance(HOUR);
      await deliverOutbox(studio.ctx("worker"), { limit: 10 });
      expect((await studio.appointment(id)).startMs).toBe(TEN + 2 * DAY);
      expect((await onlyEvent(studio)).DTSTART).toBe("2026-12-04T09:00:00Z");
    },
  );

  test("onto an event or another appointment is refused and changes nothing", async () => {
    const { studio, id, admin } = await withRequest();
    await writeCloudEvent(studio, "dentist", { startMs: TEN + DAY, endMs: TEN + DAY + HOUR });
    await expect(rescheduleAppointment(admin, { id, startMs: TEN + DAY })).rejects.toMatchObject({
      code: "slot_taken",
    });
    await studio.request({ startTime: TEN + HOUR });
    await expect(rescheduleAppointment(admin, { id, startMs: TEN + HOUR })).rejects.toMatchObject({
      code: "slot_taken",
    });
    expect(await studio.appointment(id)).toMatchObject({ startMs: TEN, version: 1 });
    expect(await studio.outboxIds()).toEqual([]);
  });

  test("may go beyond working hours, never into the past or beyond a day", async () => {
    const { studio, id, admin } = await withRequest();
    const move = (startMs: number, endMs?: number) => rescheduleAppointment(admin, { id, startMs, endMs });
    await expect(move(studio.clock.now())).rejects.toMatchObject({ errors: { startTime: ["past"] } });
    await expect(move(TEN, TEN)).rejects.toMatchObject({ errors: { endTime: ["before_start"] } });
    await expect(move(TEN, TEN + DAY + 1)).rejects.toMatchObject({ errors: { endTime: ["too_long"] } });
    await move(TEN + 12 * HOUR, TEN + 14 * HOUR);
    await expect(rescheduleAppointment(admin, { id, startMs: TEN, version: 1 })).rejects.toMatchObject({
      code: "conflict",
    });
    await cancelAppointment(admin, { id });
    await expect(move(TEN)).rejects.toMatchObject({ code: "conflict" });
  });

  test("keeps the buffers", async () => {
    const studio = await openStudio();
    const { appointment } = await studio.request({ serviceId: "buffered" });
    await rescheduleAppointment(studio.ctx("staff"), { id: appointment.id, startMs: TEN + 2 * HOUR });
    const { startMs, endMs, blockStartMs, blockEndMs } = await studio.appointment(appointment.id);
    expect([startMs - blockStartMs, blockEndMs - endMs]).toEqual([900_000, 900_000]);
  });
});

describe("expiry", () => {
  test("a request nobody answered within seven days is declined and its event goes", async () => {
    const studio = await openCloudStudio();
    const { appointment } = await studio.request({ startTime: TEN + 20 * DAY });
    const worker = studio.ctx("worker");
    studio.clock.advance(7 * DAY - 1);
    expect(await expireRequests(worker)).toBe(0);
    studio.clock.advance(1);
    expect(await expireRequests(worker)).toBe(1);
    expect(await expireRequests(worker)).toBe(0);
    expect(await studio.appointment(appointment.id)).toMatchObject({
      status: "DECLINED",
      statusReason: "expired",
    });
    await deliverOutbox(worker, { limit: 10 });
    expect(await studio.events()).toEqual([]);
  });

  test("a request expires at its start at the latest; a confirmed appointment never does", async () => {
    const studio = await openStudio();
    const first = await studio.request();
    const second = await studio.request({ startTime: TEN + HOUR });
    await confirmAppointment(studio.ctx("admin"), { id: second.appointment.id });
    studio.clock.set(new Date(TEN + 30 * DAY).toISOString());
    expect(await expireRequests(studio.ctx("worker"))).toBe(1);
    expect((await studio.appointment(first.appointment.id)).status).toBe("DECLINED");
    expect((await studio.appointment(second.appointment.id)).status).toBe("CONFIRMED");
  });
});

test("what is shown says how the event stands", async () => {
  const { studio, id, admin } = await withRequest();
  expect((await showAppointment(admin, id)).event).toEqual({
    state: "written",
    lastError: null,
    lastErrorKey: null,
    nextAttemptAt: null,
  });
  studio.cloud.cloud.faults.add({ status: 500 });
  await confirmAppointment(admin, { id });
  const row = await findOutboxRow(studio.db, `calendar:${id}`);
  expect((await showAppointment(admin, id)).event).toEqual({
    state: "waiting",
    lastError: expect.stringContaining("500"),
    lastErrorKey: row?.lastErrorKey ?? null,
    nextAttemptAt: row?.nextAttemptAt,
  });
  const [line] = await listSyncLogs(studio.db, [(await studio.calendar()).id], 1);
  expect(line).toMatchObject({ direction: "push", ok: false, errorKey: "unavailable" });
});
