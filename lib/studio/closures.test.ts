import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { checkAvailability } from "#lib/availability/check-availability.ts";
import { listAnySlots } from "#lib/availability/list-any-slots.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { addClosure } from "./add-closure.ts";
import { changeSettings } from "./change-settings.ts";
import { newClosure } from "./input.ts";
import { listClosures } from "./list-closures.ts";
import { removeClosure } from "./remove-closure.ts";

const day = { fromDay: "2026-12-02", toDay: "2026-12-02" };

describe("a closed studio", () => {
  test("books nobody on those days, with any artist, and everybody on the days around", async () => {
    const studio = await openStudio();
    const admin = studio.ctx("admin");
    const { id, conflicts } = await addClosure(admin, { ...day, note: "Convention" });
    expect(conflicts).toBe(0);
    const days = async () => {
      const asked = { serviceId: "session", fromMs: TEN - DAY, toMs: TEN + 2 * DAY };
      const { slots } = await listAnySlots(studio.ctx(), asked);
      return [...new Set(slots.map(({ startMs }) => new Date(startMs).toISOString().slice(8, 10)))];
    };
    expect(await days()).toEqual(["01", "03", "04"]);
    await expect(studio.request()).rejects.toMatchObject({ code: "slot_taken" });
    await expect(studio.request({ artistId: "theo" })).rejects.toMatchObject({ code: "slot_taken" });
    expect(await removeClosure(admin, id)).toEqual([]);
    expect(await days()).toEqual(["01", "02", "03", "04"]);
    expect((await listAudit(studio.db, "closure", id)).map(({ action }) => action)).toEqual([
      "added",
      "removed",
    ]);
  });

  test("begins and ends at midnight of the studio's zone, whatever the clocks do", async () => {
    const studio = await openStudio();
    const admin = studio.ctx("admin");
    await changeSettings(admin, { timeZone: "Europe/Vienna" });
    const { closures } = await addClosure(admin, { fromDay: "2027-03-28", toDay: "2027-03-28" });
    expect(closures).toMatchObject([
      {
        startMs: Date.parse("2027-03-27T23:00Z"),
        endMs: Date.parse("2027-03-28T22:00Z"),
        fromDay: "2027-03-28",
        toDay: "2027-03-28",
      },
    ]);
  });

  test("cancels nothing, and says how much lies in it", async () => {
    const studio = await openStudio();
    const { appointment } = await studio.request();
    expect((await addClosure(studio.ctx("admin"), day)).conflicts).toBe(1);
    expect((await studio.appointment(appointment.id)).status).toBe("PENDING");
    const moved = { artistId: "mara", startMs: TEN, endMs: TEN + HOUR, exceptAppointmentId: appointment.id };
    expect((await checkAvailability(studio.ctx(), moved)).reason).toBe("busy");
  });

  test("is an admin's to say, and everybody's of the studio to know; what is over is not listed", async () => {
    const studio = await openStudio();
    await expect(addClosure(studio.ctx("staff"), day)).rejects.toMatchObject({ code: "not_allowed" });
    await expect(addClosure(studio.ctx(), day)).rejects.toMatchObject({ code: "not_signed_in" });
    await expect(removeClosure(studio.ctx("admin"), "none")).rejects.toMatchObject({ code: "not_found" });
    await addClosure(studio.ctx("admin"), day);
    expect(await listClosures(studio.ctx("mara"))).toHaveLength(1);
    await expect(listClosures(studio.ctx())).rejects.toMatchObject({ code: "not_signed_in" });
    studio.clock.advance(3 * DAY);
    expect(await listClosures(studio.ctx("mara"))).toEqual([]);
    await expect(addClosure(studio.ctx("admin"), day)).rejects.toMatchObject({
      code: "invalid_input",
      errors: { toDay: ["past"] },
    });
  });
});

test.each<[string, object, Record<string, string[]>]>([
  ["a day that is none", { fromDay: "2026-02-30", toDay: "2026-03-01" }, { fromDay: ["not_a_day"] }],
  [
    "a month that is none",
    { fromDay: "2026-13-01", toDay: "2026-13-02" },
    { fromDay: ["not_a_day"], toDay: ["not_a_day"] },
  ],
  ["reversed", { fromDay: "2026-12-03", toDay: "2026-12-02" }, { toDay: ["before_start"] }],
  ["ten years", { fromDay: "2026-12-03", toDay: "2036-12-02" }, { toDay: ["too_long"] }],
])("%s is refused at its field", (_name, input, errors) => {
  expect(() => parseInput(newClosure, input)).toThrow(expect.objectContaining({ errors }));
});
