import { describe, expect, test } from "vitest";
import { updateArtist } from "#db/queries/edit-artists.ts";
import { artistServices } from "#db/schema/artists.ts";
import { artistCalendars } from "#db/schema/calendars.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { changeService } from "#lib/services/change-service.ts";
import { TEN } from "#tests/support/test-request.ts";
import { OPENING_DAY, openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { checkAvailability } from "./check-availability.ts";
import { listAnySlots } from "./list-any-slots.ts";

const now = Date.parse(OPENING_DAY);
const window = { serviceId: "session", fromMs: TEN - HOUR, toMs: TEN + 2 * HOUR };

async function change(studio: TestStudio, artistId: string, set: object) {
  const audit = auditEntry(studio.ctx("admin"), { entity: "artist", entityId: artistId, action: "changed" });
  await updateArtist(studio.db, artistId, { set, audit });
}

describe("slots of anybody", () => {
  test("are those of everybody who offers the service, each with who could take it", async () => {
    const studio = await openStudio();
    await studio.request({ artistId: "mara" });
    const { slots, timeZone } = await listAnySlots(studio.ctx(), window);
    const at = (startMs: number) => slots.find((slot) => slot.startMs === startMs);
    expect(at(TEN - HOUR)?.artistIds).toEqual(["mara", "theo"]);
    expect(at(TEN)?.artistIds).toEqual(["theo"]);
    expect(timeZone).toBe("Europe/Vienna");
    expect(slots.map(({ startMs }) => startMs)).toEqual(
      [0, 0.5, 1, 1.5, 2, 2.5].map((hours) => TEN + (hours - 1) * HOUR),
    );
  });

  test("leave out who does not offer it, who cannot be booked, and whose limit is reached", async () => {
    const studio = await openStudio();
    studio.db.delete(artistServices).run();
    await expect(listAnySlots(studio.ctx(), window)).rejects.toMatchObject({
      code: "not_found",
      errors: { serviceId: ["unknown"] },
    });
    await changeService(studio.ctx("admin"), "session", { artistIds: ["theo", "mara"], weeklyMaximum: 1 });
    await studio.request({ artistId: "mara", startTime: TEN + DAY });
    expect((await listAnySlots(studio.ctx(), window)).slots[0]?.artistIds).toEqual(["theo"]);
    await change(studio, "theo", { active: false });
    expect((await listAnySlots(studio.ctx(), window)).slots).toEqual([]);
    await changeService(studio.ctx("admin"), "session", { active: false });
    await expect(listAnySlots(studio.ctx(), window)).rejects.toMatchObject({ code: "not_found" });
  });

  test("are as fresh as the least fresh artist", async () => {
    const studio = await openStudio();
    for (const [artistId, syncedAt] of [
      ["mara", now],
      ["theo", now - HOUR],
    ] as const)
      studio.db
        .insert(artistCalendars)
        .values({
          ...{ id: artistId, artistId, calendarUrl: "u", href: `/${artistId}/`, calendarId: "c" },
          ...{ purpose: "write", createdAt: 0, syncedAt },
        })
        .run();
    expect(await listAnySlots(studio.ctx(), window)).toMatchObject({ asOf: now - HOUR, verified: false });
  });
});

describe("whether anybody can take a time", () => {
  const check = (studio: TestStudio) =>
    checkAvailability(studio.ctx(), { ...window, artistId: "any", startMs: TEN, endMs: TEN + HOUR });

  test("somebody is enough; where nobody can, what is nearest to a yes is told", async () => {
    const studio = await openStudio();
    await studio.request({ artistId: "mara" });
    expect(await check(studio)).toMatchObject({ available: true, reason: null });
    await change(studio, "theo", { dailyMaximum: 1 });
    await studio.request({ artistId: "theo", startTime: TEN + 3 * HOUR });
    expect(await check(studio)).toMatchObject({ available: false, reason: "busy" });
    await change(studio, "mara", { active: false });
    expect(await check(studio)).toMatchObject({ available: false, reason: "day_full" });
  });
});
