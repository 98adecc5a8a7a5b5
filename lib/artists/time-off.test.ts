import { describe, expect, test } from "vitest";
import { insertAppointment } from "#db/queries/appointment-changes.ts";
import { listAudit } from "#db/queries/audit.ts";
import { MAX_TIME_OFF } from "#db/queries/time-off.ts";
import { timeOff } from "#db/schema/time-off.ts";
import { cancelAppointment } from "#lib/appointments/cancel-appointment.ts";
import { rescheduleAppointment } from "#lib/appointments/reschedule-appointment.ts";
import { checkAvailability } from "#lib/availability/check-availability.ts";
import { listSlots } from "#lib/availability/list-slots.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { TEN } from "#tests/support/test-request.ts";
import { appointmentRow, auditLine } from "#tests/support/test-rows.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { addTimeOff } from "./add-time-off.ts";
import { removeTimeOff } from "./remove-time-off.ts";

const off = { startTime: TEN, endTime: TEN + 2 * HOUR, note: "Dentist" };
const ask = (studio: TestStudio, startMs: number, artistId = "mara", serviceId = "session") =>
  checkAvailability(studio.ctx(), { artistId, serviceId, startMs, endMs: startMs + HOUR });
const starts = async (studio: TestStudio) => {
  const window = { fromMs: TEN - HOUR, toMs: TEN + 4 * HOUR };
  const { slots } = await listSlots(studio.ctx(), { artistId: "mara", serviceId: "session", ...window });
  return slots.map((slot) => (slot.startMs - TEN) / HOUR);
};

describe("time off", () => {
  test("is offered to nobody, and is free again once it is removed", async () => {
    const studio = await openStudio();
    const { artist, conflicts } = await addTimeOff(studio.ctx("mara"), "mara", off);
    expect(conflicts).toBe(0);
    const [row] = artist.timeOff;
    expect(artist.timeOff).toEqual([{ id: row?.id, startMs: TEN, endMs: TEN + 2 * HOUR, note: "Dentist" }]);
    expect(await starts(studio)).toEqual([-1, 2, 2.5, 3, 3.5]);
    expect((await ask(studio, TEN + HOUR)).reason).toBe("busy");
    expect((await ask(studio, TEN - HOUR + MINUTE)).reason).toBe("busy");
    for (const free of [TEN - HOUR, TEN + 2 * HOUR]) expect((await ask(studio, free)).reason).toBeNull();
    expect((await ask(studio, TEN, "theo")).reason).toBeNull();
    // The buffers around a service need their time too.
    expect((await ask(studio, TEN + 2 * HOUR, "mara", "buffered")).reason).toBe("busy");
    await removeTimeOff(studio.ctx("mara"), "mara", { timeOffId: row?.id ?? "" });
    expect(await starts(studio)).toEqual([-1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5]);
    expect(
      (await listAudit(studio.db, "artist", "mara")).map(({ action, detail }) => [action, detail]),
    ).toEqual([
      ["time_off_added", { timeOffId: row?.id, startMs: TEN, endMs: TEN + 2 * HOUR }],
      ["time_off_removed", { timeOffId: row?.id }],
    ]);
  });

  test("refuses a booking, and a move by the studio, onto it", async () => {
    const studio = await openStudio();
    await addTimeOff(studio.ctx("admin"), "mara", off);
    await expect(studio.request()).rejects.toMatchObject({ code: "slot_taken" });
    const { appointment } = await studio.request({ startTime: TEN + 3 * HOUR });
    const move = rescheduleAppointment(studio.ctx("admin"), { id: appointment.id, startMs: TEN + HOUR });
    await expect(move).rejects.toMatchObject({ code: "slot_taken" });
    expect((await studio.appointment(appointment.id)).startMs).toBe(TEN + 3 * HOUR);
  });

  test("taken in the moment before a request is stored is seen by the transaction", async () => {
    const studio = await openStudio();
    await addTimeOff(studio.ctx("admin"), "mara", off);
    const span = { start: "2026-12-02T08:30:00Z", end: "2026-12-02T09:30:00Z" };
    const outcome = await insertAppointment(studio.db, {
      appointment: appointmentRow("late", span),
      audit: auditLine("late"),
      outbox: [],
    });
    expect(outcome).toBe("slot_taken");
  });

  test("counts the active appointments in it, wholly or in part, and leaves them", async () => {
    const studio = await openStudio();
    const inside = await studio.request({ startTime: TEN });
    const partly = await studio.request({ startTime: TEN + HOUR });
    await studio.request({ startTime: TEN + 2 * HOUR });
    await studio.request({ startTime: TEN, artistId: "theo" });
    const gone = await studio.request({ startTime: TEN + DAY });
    await cancelAppointment(studio.ctx("admin"), { id: gone.appointment.id });
    const span = { startTime: TEN - HOUR, endTime: TEN + HOUR + 30 * MINUTE };
    expect((await addTimeOff(studio.ctx("mara"), "mara", span)).conflicts).toBe(2);
    for (const { appointment } of [inside, partly])
      expect((await studio.appointment(appointment.id)).status).toBe("PENDING");
    const whole = { startTime: TEN + DAY - HOUR, endTime: TEN + 2 * DAY };
    expect((await addTimeOff(studio.ctx("mara"), "mara", whole)).conflicts).toBe(0);
  });

  test("that is over is refused, and no longer listed once it is", async () => {
    const studio = await openStudio();
    const passed = { startTime: studio.clock.now() - HOUR, endTime: studio.clock.now() };
    await expect(addTimeOff(studio.ctx("mara"), "mara", passed)).rejects.toMatchObject({
      errors: { endTime: ["past"] },
    });
    await addTimeOff(studio.ctx("mara"), "mara", off);
    studio.clock.set(new Date(TEN + 2 * HOUR).toISOString());
    const later = { startTime: TEN + DAY, endTime: TEN + 2 * DAY };
    const { artist } = await addTimeOff(studio.ctx("mara"), "mara", later);
    expect(artist.timeOff.map(({ startMs }) => startMs)).toEqual([TEN + DAY]);
  });

  test("is removed by its artist only, once, and there is a bound to it", async () => {
    const studio = await openStudio();
    const { artist } = await addTimeOff(studio.ctx("mara"), "mara", off);
    const timeOffId = artist.timeOff[0]?.id ?? "";
    // Theo names Mara's time off under his own address.
    await expect(removeTimeOff(studio.ctx("theo"), "theo", { timeOffId })).rejects.toMatchObject({
      code: "not_found",
    });
    await removeTimeOff(studio.ctx("mara"), "mara", { timeOffId });
    await expect(removeTimeOff(studio.ctx("mara"), "mara", { timeOffId })).rejects.toMatchObject({
      code: "not_found",
    });
    const rows = Array.from({ length: MAX_TIME_OFF }, (_, index) => ({
      id: `off-${index}`,
      artistId: "mara",
      startMs: TEN,
      endMs: TEN + 1,
      createdAt: 0,
    }));
    studio.db.insert(timeOff).values(rows).run();
    await expect(addTimeOff(studio.ctx("mara"), "mara", off)).rejects.toMatchObject({ code: "conflict" });
  });
});
