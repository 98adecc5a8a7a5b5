import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { listOutbox } from "#db/queries/outbox.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { changeSettings } from "#lib/studio/change-settings.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import { editOnlyEvent } from "#tests/support/cloud-event.ts";
import { headerOf, startMailServer } from "#tests/support/mail-server.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openCloudStudio, openStudio } from "#tests/support/test-studio.ts";
import { queueReminders } from "./queue-reminders.ts";

const START = TEN + 7 * DAY;

/** A studio with one confirmed appointment in a week, of which everybody has been told. */
async function withAppointment() {
  const server = await startMailServer();
  const studio = await openStudio({ variables: { SMTP_URL: server.url, MAIL_FROM: "desk@studio.example" } });
  const { id } = (await studio.request({ startTime: START })).appointment;
  await appointmentVerbs.confirmAppointment(studio.ctx("mara"), { id });
  const worker = studio.ctx("worker");
  const deliver = async () => {
    studio.clock.advance(MINUTE);
    await deliverOutbox(worker, { limit: 50 });
  };
  const goTo = (ms: number) => studio.clock.set(new Date(ms).toISOString());
  await deliver();
  server.mails.length = 0;
  return { studio, server, id, deliver, goTo, remind: () => queueReminders(worker) };
}

describe("a reminder", () => {
  test("is sent once, the studio's hours before, with the appointment and nothing to put into a calendar", async () => {
    const { server, studio, id, deliver, goTo, remind } = await withAppointment();
    goTo(START - 24 * HOUR - 1);
    expect(await remind()).toBe(0);
    goTo(START - 24 * HOUR);
    expect(await remind()).toBe(1);
    expect(await remind()).toBe(0);
    expect((await studio.appointment(id)).remindedAt).toBe(START - 24 * HOUR);
    await deliver();
    expect(server.mails.map((mail) => [mail.to, headerOf(mail, "Subject")])).toEqual([
      [["lena@example.org"], "Reminder: Session with Mara"],
    ]);
    expect(server.mails[0]?.body).toContain("Wednesday, 9 December 2026, 10:00–11:00");
    expect(server.mails[0]?.parsed.attachments).toEqual([]);
  });

  test("keeps to the hours the studio chose, and to none", async () => {
    const { studio, goTo, remind } = await withAppointment();
    expect(await changeSettings(studio.ctx("admin"), { reminderHours: null })).toMatchObject({
      reminderHours: null,
    });
    goTo(START - HOUR);
    expect(await remind()).toBe(0);
    await changeSettings(studio.ctx("admin"), { reminderHours: 48 });
    expect(await remind()).toBe(1);
  });

  test("is for nobody who booked, was confirmed or was moved later than that", async () => {
    const { studio, goTo, remind } = await withAppointment();
    goTo(START - 20 * HOUR);
    const late = await studio.request({ startTime: START + 2 * HOUR });
    await appointmentVerbs.confirmAppointment(studio.ctx("mara"), { id: late.appointment.id });
    expect(await remind()).toBe(1);
    expect((await studio.appointment(late.appointment.id)).remindedAt).toBeNull();
    expect(await remind()).toBe(0);
  });

  test("is for nobody with an open request, and nothing that is over", async () => {
    const { studio, id, goTo, remind } = await withAppointment();
    await studio.request({ startTime: START + 2 * HOUR });
    await appointmentVerbs.cancelAppointment(studio.ctx("mara"), { id });
    goTo(START - 2 * HOUR);
    expect(await remind()).toBe(0);
  });

  test.each<[string, (w: Awaited<ReturnType<typeof withAppointment>>) => Promise<unknown>]>([
    ["cancelled", ({ studio, id }) => appointmentVerbs.cancelAppointment(studio.ctx("mara"), { id })],
    [
      "moved",
      ({ studio, id }) =>
        appointmentVerbs.rescheduleAppointment(studio.ctx("mara"), { id, startMs: START + DAY }),
    ],
    ["over", async ({ goTo }) => goTo(START)],
  ])("that waits is not sent once the appointment is %s", async (_name, change) => {
    const waiting = await withAppointment();
    waiting.goTo(START - 20 * HOUR);
    expect(await waiting.remind()).toBe(1);
    await change(waiting);
    await waiting.deliver();
    const subjects = waiting.server.mails.map((mail) => headerOf(mail, "Subject"));
    expect(subjects.filter((subject) => subject.startsWith("Reminder"))).toEqual([]);
    expect(await listOutbox(waiting.studio.db, 5)).toEqual([]);
  });

  test("is not remembered as sent where no mail server is configured", async () => {
    const { studio, id, goTo } = await withAppointment();
    goTo(START - HOUR);
    expect(await queueReminders(studio.ctx("worker", { SMTP_URL: undefined }))).toBe(0);
    expect((await studio.appointment(id)).remindedAt).toBeNull();
  });

  test("of an appointment that was moved to a later day comes again", async () => {
    const { studio, id, goTo, remind, deliver, server } = await withAppointment();
    goTo(START - 20 * HOUR);
    expect(await remind()).toBe(1);
    await deliver();
    await appointmentVerbs.rescheduleAppointment(studio.ctx("mara"), { id, startMs: START + 4 * DAY });
    await deliver();
    server.mails.length = 0;
    goTo(START + 3 * DAY);
    expect(await remind()).toBe(1);
    await deliver();
    expect(server.mails.map((mail) => headerOf(mail, "Subject"))).toEqual(["Reminder: Session with Mara"]);
  });
});

test("whoever reads of a new time only now, moved and confirmed at once in the calendar, is not reminded of it", async () => {
  const studio = await openCloudStudio({ variables: { SMTP_URL: "smtp://127.0.0.1:1" } });
  const { id } = (await studio.request({ startTime: START })).appointment;
  studio.clock.set(new Date(START - 20 * HOUR).toISOString());
  await editOnlyEvent(studio, (ics) =>
    ics
      .replace("DTSTART:20261209T090000Z", "DTSTART:20261209T110000Z")
      .replace("T100000Z", "T120000Z")
      .replace("SUMMARY:REQUEST: ", "SUMMARY:"),
  );
  await studio.pull();
  expect(await studio.appointment(id)).toMatchObject({ status: "CONFIRMED", startMs: START + 2 * HOUR });
  const history = await listAudit(studio.db, "appointment", id);
  expect(history.at(-1)?.action).toBe("rescheduled_and_confirmed");
  expect(await queueReminders(studio.ctx("worker"))).toBe(0);
});

/** Two days before, whatever the clocks did in between, and by the clock that counts on the day itself. */
test.each([
  {
    change: "Vienna's clocks go forward",
    booked: "2027-03-20T07:00:00Z",
    due: "2027-03-27T08:00:00Z",
    start: "2027-03-29T08:00:00Z",
    says: ["Monday, 29 March 2027, 10:00–11:00"],
  },
  {
    change: "Vienna's clocks go back",
    booked: "2026-10-17T07:00:00Z",
    due: "2026-10-24T09:00:00Z",
    start: "2026-10-26T09:00:00Z",
    says: ["Monday, 26 October 2026, 10:00–11:00"],
  },
  {
    change: "Auckland's clocks go back, where the customer is",
    booked: "2027-03-29T07:00:00Z",
    due: "2027-04-03T08:00:00Z",
    start: "2027-04-05T08:00:00Z",
    timeZone: "Pacific/Auckland",
    says: [
      "Monday, 5 April 2027, 20:00–21:00, Auckland time (GMT+12)",
      "Monday, 5 April 2027, 10:00–11:00, Vienna time (GMT+2)",
    ],
  },
])("a reminder while $change", async ({ booked, due, start, timeZone, says }) => {
  const server = await startMailServer();
  const studio = await openStudio({
    now: booked,
    variables: { SMTP_URL: server.url, MAIL_FROM: "desk@studio.example" },
  });
  await changeSettings(studio.ctx("admin"), { reminderHours: 48 });
  const { id } = (await studio.request({ startTime: Date.parse(start), timeZone })).appointment;
  await appointmentVerbs.confirmAppointment(studio.ctx("mara"), { id });
  studio.clock.advance(MINUTE);
  await deliverOutbox(studio.ctx("worker"), { limit: 50 });
  server.mails.length = 0;
  studio.clock.set(new Date(Date.parse(due) - 1).toISOString());
  expect(await queueReminders(studio.ctx("worker"))).toBe(0);
  studio.clock.set(due);
  expect(await queueReminders(studio.ctx("worker"))).toBe(1);
  await deliverOutbox(studio.ctx("worker"), { limit: 50 });
  expect(server.mails.map((mail) => headerOf(mail, "Subject"))).toEqual(["Reminder: Session with Mara"]);
  for (const words of says) expect(server.mails[0]?.body).toContain(words);
});
