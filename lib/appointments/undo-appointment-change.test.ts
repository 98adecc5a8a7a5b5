import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { claimDue } from "#db/queries/outbox.ts";
import { addTimeOff } from "#lib/artists/add-time-off.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { DECISION_WAIT_MS } from "#lib/sync/outbox-rows.ts";
import { editOnlyEvent, writeCloudEvent } from "#tests/support/cloud-event.ts";
import { icsProperties } from "#tests/support/ics-properties.ts";
import { startMailServer } from "#tests/support/mail-server.ts";
import { TEN } from "#tests/support/test-request.ts";
import {
  type CloudStudio,
  openCloudStudio,
  openStudio,
  type TestStudio,
} from "#tests/support/test-studio.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { cancelAppointment } from "./cancel-appointment.ts";
import { cancelManagedAppointment } from "./cancel-managed-appointment.ts";
import { confirmAppointment } from "./confirm-appointment.ts";
import { declineAppointment } from "./decline-appointment.ts";
import { expireRequests } from "./expire-requests.ts";
import { rescheduleAppointment } from "./reschedule-appointment.ts";
import { showAppointment } from "./show-appointment.ts";
import { undoAppointmentChange } from "./undo-appointment-change.ts";

const onlyEvent = async (studio: CloudStudio) => {
  const events = await studio.events();
  expect(events).toHaveLength(1);
  return icsProperties(events[0]?.ics ?? "");
};

async function withRequest<Studio extends TestStudio>(studio: Studio) {
  const { appointment, manageUrl } = await studio.request();
  const undo = () => undoAppointmentChange(studio.ctx("admin"), appointment.id);
  return {
    studio,
    id: appointment.id,
    token: manageUrl.split("/").at(-1) ?? "",
    admin: studio.ctx("admin"),
    undo,
  };
}

const inCloud = async () => withRequest(await openCloudStudio());
const inBooks = async () => withRequest(await openStudio());
const conflict = { code: "conflict" };

describe("taking back, with the calendar", () => {
  test.each([
    ["a decline", declineAppointment],
    ["a cancellation", cancelAppointment],
  ] as const)("%s: pending again, a fresh event where the old one was", async (_name, verb) => {
    const { studio, id, admin, undo } = await inCloud();
    const before = await studio.appointment(id);
    await verb(admin, { id, word: "Sorry" });
    expect(await studio.events()).toEqual([]);
    studio.clock.advance(30 * MINUTE);
    await undo();
    const after = await studio.appointment(id);
    expect(after).toMatchObject({
      status: "PENDING",
      statusReason: null,
      startMs: before.startMs,
      blockEndMs: before.blockEndMs,
      expiresAt: before.expiresAt,
      version: 3,
    });
    expect(after.caldavUid).not.toBe(before.caldavUid);
    expect(after.caldavEtag).toBeTruthy();
    expect(await onlyEvent(studio)).toMatchObject({
      UID: after.caldavUid,
      SUMMARY: "REQUEST: Lena Hofer - A sprig of rosemary",
      STATUS: "TENTATIVE",
    });
    expect(await studio.outboxIds()).toEqual([]);
    // The sync sees our own event and means nothing by it.
    await studio.pull();
    await studio.pull({ complete: true });
    expect((await studio.appointment(id)).version).toBe(3);
    // And it can be decided on as before.
    await confirmAppointment(admin, { id });
    expect((await onlyEvent(studio)).SUMMARY).toBe("Lena Hofer - A sprig of rosemary");
  });

  test("a cancellation of what was confirmed: confirmed again", async () => {
    const { studio, id, admin, undo } = await inCloud();
    await confirmAppointment(admin, { id });
    await cancelAppointment(admin, { id });
    await undo();
    expect((await studio.appointment(id)).status).toBe("CONFIRMED");
    expect(await onlyEvent(studio)).toMatchObject({
      SUMMARY: "Lena Hofer - A sprig of rosemary",
      STATUS: "CONFIRMED",
    });
  });

  test("a confirmation: the same event says again that it waits, what a person added stays", async () => {
    const { studio, id, admin, undo } = await inCloud();
    const { caldavUid } = await studio.appointment(id);
    await editOnlyEvent(studio, (ics) => ics.replace("END:VEVENT", "LOCATION:Room 2\r\nEND:VEVENT"));
    await studio.pull();
    await confirmAppointment(admin, { id });
    expect((await onlyEvent(studio)).STATUS).toBe("CONFIRMED");
    await undo();
    expect(await onlyEvent(studio)).toMatchObject({
      UID: caldavUid,
      SUMMARY: "REQUEST: Lena Hofer - A sprig of rosemary",
      STATUS: "TENTATIVE",
      LOCATION: "Room 2",
    });
    await studio.pull();
    await studio.pull({ complete: true });
    expect(await studio.appointment(id)).toMatchObject({ status: "PENDING", version: 3 });
  });

  test("a move: back at its time, buffers and all, with a raised SEQUENCE", async () => {
    const studio = await openCloudStudio();
    const { appointment } = await studio.request({ serviceId: "buffered" });
    const { id } = appointment;
    const before = await studio.appointment(id);
    const longer = { id, startMs: TEN + 3 * HOUR, endMs: TEN + 5 * HOUR };
    await rescheduleAppointment(studio.ctx("mara"), longer);
    await undoAppointmentChange(studio.ctx("staff"), id);
    const { startMs, endMs, blockStartMs, blockEndMs, expiresAt } = before;
    expect(await studio.appointment(id)).toMatchObject({
      startMs,
      endMs,
      blockStartMs,
      blockEndMs,
      expiresAt,
    });
    expect(await onlyEvent(studio)).toMatchObject({
      DTSTART: "2026-12-02T09:00:00Z",
      DTEND: "2026-12-02T10:00:00Z",
      SEQUENCE: "2",
    });
    await studio.pull();
    expect((await studio.appointment(id)).version).toBe(3);
  });

  test("whose event a person put another one over is refused: the time is taken", async () => {
    const { studio, id, admin, undo } = await inCloud();
    await declineAppointment(admin, { id });
    await writeCloudEvent(studio, "lunch", { startMs: TEN + 30 * MINUTE, endMs: TEN + HOUR });
    await expect(undo()).rejects.toMatchObject({ code: "slot_taken" });
    expect((await studio.appointment(id)).status).toBe("DECLINED");
    expect(await studio.events()).toHaveLength(1);
  });

  test("while the cloud cannot be reached leaves exactly one event once it can", async () => {
    const { studio, id, admin, undo } = await inCloud();
    studio.cloud.cloud.faults.add({ status: 503 });
    await declineAppointment(admin, { id });
    await undo();
    expect((await studio.appointment(id)).status).toBe("PENDING");
    studio.cloud.cloud.faults.clear();
    studio.clock.advance(HOUR);
    await deliverOutbox(studio.ctx("worker"), { limit: 10 });
    await studio.pull({ complete: true });
    expect((await onlyEvent(studio)).STATUS).toBe("TENTATIVE");
    expect((await studio.appointment(id)).status).toBe("PENDING");
    expect(await studio.outboxIds()).toEqual([]);
  });

  test("a decline whose deletion is still on its way brings the event back", async () => {
    const { studio, id, admin, undo } = await inCloud();
    studio.cloud.cloud.faults.add({ method: "DELETE", delayMs: 2600, times: 1 });
    await declineAppointment(admin, { id });
    expect(await studio.events()).toHaveLength(1);
    await undo();
    await waitFor("the late deletion to be made good", async () => {
      const { caldavEtag, caldavUid } = await studio.appointment(id);
      const [event] = await studio.events();
      const deleted = studio.proxy.requests.some(({ method }) => method === "DELETE");
      return deleted && studio.proxy.active() === 0 && caldavEtag !== null && event?.ics.includes(caldavUid);
    });
    expect((await onlyEvent(studio)).STATUS).toBe("TENTATIVE");
    await studio.pull({ complete: true });
    expect((await studio.appointment(id)).status).toBe("PENDING");
    expect(await studio.outboxIds()).toEqual([]);
  });

  test("a decline whose deletion was done and its answer lost brings the event back", async () => {
    const { studio, id, admin, undo } = await inCloud();
    studio.cloud.cloud.faults.add({ method: "DELETE", drop: "after", times: 1 });
    studio.cloud.cloud.faults.add({ status: 503, times: 6 });
    await declineAppointment(admin, { id });
    expect(await studio.events().catch(() => [])).toEqual([]);
    expect((await studio.appointment(id)).caldavHref).not.toBeNull();
    await undo();
    studio.cloud.cloud.faults.clear();
    studio.clock.advance(HOUR);
    await deliverOutbox(studio.ctx("worker"), { limit: 10 });
    expect((await onlyEvent(studio)).STATUS).toBe("TENTATIVE");
    expect((await studio.appointment(id)).status).toBe("PENDING");
  });
});

describe("is refused", () => {
  test("where nothing was decided, or an undo was the last", async () => {
    const { id, admin, undo } = await inBooks();
    await expect(undo()).rejects.toMatchObject(conflict);
    await confirmAppointment(admin, { id });
    await undo();
    await expect(undo()).rejects.toMatchObject(conflict);
  });

  test("after thirty minutes", async () => {
    const { studio, id, admin, undo } = await inBooks();
    await declineAppointment(admin, { id });
    studio.clock.advance(30 * MINUTE + 1);
    await expect(undo()).rejects.toMatchObject(conflict);
    expect((await studio.appointment(id)).status).toBe("DECLINED");
  });

  test("of what the customer or the clock did", async () => {
    const byCustomer = await inBooks();
    await confirmAppointment(byCustomer.admin, { id: byCustomer.id });
    await cancelManagedAppointment(byCustomer.studio.ctx(), byCustomer.token);
    await expect(byCustomer.undo()).rejects.toMatchObject(conflict);

    const expired = await inBooks();
    expired.studio.clock.set(new Date(TEN).toISOString());
    await expireRequests(expired.studio.ctx("worker"));
    expect((await expired.studio.appointment(expired.id)).statusReason).toBe("expired");
    await expect(expired.undo()).rejects.toMatchObject(conflict);
  });

  test("when somebody else has the time by now, or it is time off", async () => {
    const { studio, id, admin, undo } = await inBooks();
    await declineAppointment(admin, { id });
    const other = await studio.request({ clientName: "Somebody else" });
    await expect(undo()).rejects.toMatchObject({ code: "slot_taken" });
    await cancelAppointment(admin, { id: other.appointment.id });
    await addTimeOff(admin, "mara", { startTime: TEN - HOUR, endTime: TEN + 1 });
    await expect(undo()).rejects.toMatchObject({ code: "slot_taken" });
    expect(await studio.appointment(id)).toMatchObject({ status: "DECLINED", version: 2 });
  });

  test("of a move when its old time was given away, and the new one stays", async () => {
    const { studio, id, admin, undo } = await inBooks();
    await rescheduleAppointment(admin, { id, startMs: TEN + 3 * HOUR });
    await studio.request({ clientName: "Somebody else" });
    await expect(undo()).rejects.toMatchObject({ code: "slot_taken" });
    expect((await studio.appointment(id)).startMs).toBe(TEN + 3 * HOUR);
  });

  test("for a request whose time has passed; what was confirmed may come back", async () => {
    for (const [confirmed, outcome] of [
      [false, "rejected"],
      [true, "fulfilled"],
    ] as const) {
      const { studio, id, admin, undo } = await inBooks();
      studio.clock.set(new Date(TEN - MINUTE).toISOString());
      if (confirmed) await confirmAppointment(admin, { id });
      await cancelAppointment(admin, { id });
      studio.clock.advance(2 * MINUTE);
      const [settled] = await Promise.allSettled([undo()]);
      expect(settled.status).toBe(outcome);
    }
  });
});

test("of two who take back at once one does, and a decision made meanwhile stands", async () => {
  const { studio, id, admin, undo } = await inBooks();
  await declineAppointment(admin, { id });
  const both = await Promise.allSettled([undo(), undo()]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect((await studio.appointment(id)).version).toBe(3);
});

test("the last step alone is taken back, and the history says who undid what", async () => {
  const { studio, id, admin } = await inBooks();
  await confirmAppointment(studio.ctx("mara"), { id });
  await rescheduleAppointment(admin, { id, startMs: TEN + 2 * HOUR });
  await undoAppointmentChange(studio.ctx("staff"), id);
  expect(await studio.appointment(id)).toMatchObject({ status: "CONFIRMED", startMs: TEN });
  expect((await showAppointment(admin, id)).history.at(-1)).toMatchObject({
    action: "undone",
    actorName: "Front Desk",
    detail: { undid: "rescheduled", undidBy: "Admin", fromMs: TEN + 2 * HOUR, toMs: TEN },
  });
  expect((await listAudit(studio.db, "appointment", id)).map(({ action }) => action)).toEqual([
    "requested",
    "confirmed",
    "rescheduled",
    "undone",
  ]);
});

test("a request that would lapse the moment it comes back has a day to be answered", async () => {
  const studio = await openStudio();
  const { appointment } = await studio.request({ startTime: TEN + 20 * DAY });
  const { expiresAt } = await studio.appointment(appointment.id);
  studio.clock.set(new Date(expiresAt - MINUTE).toISOString());
  await declineAppointment(studio.ctx("admin"), { id: appointment.id });
  studio.clock.advance(5 * MINUTE);
  await undoAppointmentChange(studio.ctx("admin"), appointment.id);
  expect(await expireRequests(studio.ctx("worker"))).toBe(0);
  expect((await studio.appointment(appointment.id)).expiresAt).toBe(studio.clock.now() + DAY);
});

describe("what the customer reads", () => {
  const subjects = (mails: { headers: string[] }[]) =>
    mails.map(({ headers }) => headers.find((line) => line.startsWith("Subject:"))?.slice(9));

  async function withMail(options: { refuse?: boolean } = {}) {
    const mail = await startMailServer(options);
    const variables = { SMTP_URL: mail.url, MAIL_FROM: "studio@example.org" };
    const made = await withRequest(await openStudio({ variables }));
    const deliver = () => deliverOutbox(made.studio.ctx("worker"), { limit: 10 });
    await deliver();
    mail.mails.length = 0;
    return { ...made, mail, deliver };
  }

  test.each([0, 1, DECISION_WAIT_MS - 1])(
    "is nothing when it is taken back after %d ms, however often the worker came by",
    async (afterMs) => {
      const { studio, id, admin, undo, mail, deliver } = await withMail();
      await declineAppointment(admin, { id });
      await deliver();
      studio.clock.advance(afterMs);
      await deliver();
      await undo();
      expect(await studio.outboxIds()).toEqual([]);
      studio.clock.advance(HOUR);
      await deliver();
      expect(mail.mails).toEqual([]);
    },
  );

  test("is nothing when it was due and nobody had taken it yet", async () => {
    const { studio, id, admin, undo, mail, deliver } = await withMail();
    await rescheduleAppointment(admin, { id, startMs: TEN + 3 * HOUR });
    studio.clock.advance(10 * MINUTE);
    await undo();
    await deliver();
    expect(mail.mails).toEqual([]);
  });

  test("is how things stand when it was sent", async () => {
    const { studio, id, admin, undo, mail, deliver } = await withMail();
    await confirmAppointment(admin, { id });
    studio.clock.advance(DECISION_WAIT_MS);
    await deliver();
    await cancelAppointment(admin, { id });
    studio.clock.advance(DECISION_WAIT_MS);
    await deliver();
    expect(subjects(mail.mails)).toEqual(["Confirmed: Session with Mara", "Cancelled: Session with Mara"]);
    mail.mails.length = 0;
    await undo();
    await deliver();
    expect(subjects(mail.mails)).toEqual(["Confirmed: Session with Mara"]);
    expect(mail.mails[0]?.to).toEqual(["lena@example.org"]);
  });

  test.each([0, 2 * MINUTE])(
    "is how things stand when somebody had taken it to send, %d ms before",
    async (agoMs) => {
      const { studio, id, admin, undo, mail, deliver } = await withMail();
      await declineAppointment(admin, { id });
      studio.clock.advance(DECISION_WAIT_MS);
      // A sender took it; whether the customer has it by now, nobody can tell.
      expect(
        await claimDue(studio.db, { nowMs: studio.clock.now(), holdMs: MINUTE, limit: 10 }),
      ).toHaveLength(1);
      studio.clock.advance(agoMs);
      await undo();
      await deliver();
      expect(subjects(mail.mails)).toEqual(["Your request at Parlour"]);
    },
  );

  test("is how things stand when an attempt had failed", async () => {
    const { studio, id, admin, undo } = await withMail({ refuse: true });
    await declineAppointment(admin, { id });
    studio.clock.advance(DECISION_WAIT_MS);
    await deliverOutbox(studio.ctx("worker"), { limit: 10 });
    await undo();
    expect((await studio.outboxIds()).filter((one) => one.includes(":3:"))).toEqual([
      `mail:${id}:3:requested:customer`,
    ]);
  });
});
