import { describe, expect, test } from "vitest";
import { artistCalendars } from "#db/schema/calendars.ts";
import { completeAppointment } from "#lib/appointments/complete-appointment.ts";
import { confirmAppointment } from "#lib/appointments/confirm-appointment.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { changeService } from "#lib/services/change-service.ts";
import { TEN } from "#tests/support/test-request.ts";
import { OPENING_DAY, openStudio, type StudioOptions } from "#tests/support/test-studio.ts";
import { checkAvailability } from "./check-availability.ts";
import { listSlots } from "./list-slots.ts";

const now = Date.parse(OPENING_DAY);

type CalendarState = { syncedAt: number | null; failingSince?: number };

async function withCalendars(states: CalendarState[], options: StudioOptions = {}) {
  const studio = await openStudio(options);
  for (const [index, state] of states.entries())
    studio.db
      .insert(artistCalendars)
      .values({
        id: `c${index}`,
        artistId: "mara",
        calendarUrl: "u",
        href: `/c${index}/`,
        calendarId: "c",
        purpose: index === 0 ? "write" : "block",
        createdAt: 0,
        ...state,
      })
      .run();
  const list = () =>
    listSlots(studio.ctx(), {
      artistId: "mara",
      serviceId: "session",
      fromMs: TEN - 2 * HOUR,
      toMs: TEN + DAY,
    });
  const check = () => checkAvailability(studio.ctx(), { artistId: "mara", startMs: TEN, endMs: TEN + HOUR });
  return { studio, list, check };
}

describe("how far an answer can be trusted", () => {
  test.each<[string, CalendarState[], number | null, boolean]>([
    ["no calendar: our own data, never verified", [], now, false],
    ["never read", [{ syncedAt: null }], null, false],
    ["just read", [{ syncedAt: now }], now, true],
    ["read a quarter of an hour ago", [{ syncedAt: now - 15 * MINUTE }], now - 15 * MINUTE, true],
    ["older than that", [{ syncedAt: now - 15 * MINUTE - 1 }], now - 15 * MINUTE - 1, false],
    ["failing", [{ syncedAt: now - MINUTE, failingSince: now }], now - MINUTE, false],
    ["as old as the oldest", [{ syncedAt: now }, { syncedAt: now - 5 * MINUTE }], now - 5 * MINUTE, true],
    ["as bad as the worst", [{ syncedAt: now }, { syncedAt: null }], null, false],
    ["as bad as the worst, the other way round", [{ syncedAt: null }, { syncedAt: now }], null, false],
  ])("%s", async (_name, states, asOf, verified) => {
    const { list, check } = await withCalendars(states);
    expect(await list()).toMatchObject({ asOf, verified });
    expect(await check()).toMatchObject({ asOf, verified, available: true, reason: null });
  });

  test("three missed runs of a slow schedule are allowed", async () => {
    const variables = { PARLOUR_SYNC_INTERVAL_SECONDS: "3600" };
    expect((await (await withCalendars([{ syncedAt: now - 3 * HOUR }], { variables })).list()).verified).toBe(
      true,
    );
    expect(
      (await (await withCalendars([{ syncedAt: now - 3 * HOUR - 1 }], { variables })).list()).verified,
    ).toBe(false);
  });

  test("an artist who refuses what cannot be verified offers nothing then", async () => {
    const options = { artist: { whenUnreachable: "refuse" as const } };
    const stale = await withCalendars([{ syncedAt: now - DAY }], options);
    expect((await stale.list()).slots).toEqual([]);
    expect(await stale.check()).toMatchObject({ available: false, reason: "calendar_unreachable" });
    const fresh = await withCalendars([{ syncedAt: now }], options);
    expect((await fresh.list()).slots).not.toEqual([]);
    const none = await withCalendars([], options);
    expect((await none.list()).slots).not.toEqual([]);
  });
});

describe("what is asked", () => {
  test.each<[string, object, string, object | undefined]>([
    ["reversed", { toMs: TEN - DAY }, "invalid_input", { to: ["before_start"] }],
    ["over 62 days", { toMs: TEN + 62 * DAY + 1 }, "invalid_input", { to: ["too_long"] }],
    ["for nobody", { artistId: "nobody" }, "not_found", { artistId: ["unknown"] }],
    ["for a service not offered", { serviceId: "none" }, "not_found", { serviceId: ["unknown"] }],
  ])("%s is refused", async (_name, more, code, errors) => {
    const { studio } = await withCalendars([]);
    const input = { artistId: "mara", serviceId: "session", fromMs: TEN, toMs: TEN + DAY, ...more };
    await expect(listSlots(studio.ctx(), input)).rejects.toMatchObject({ code, errors });
  });

  test("an artist who is not active any more is not there", async () => {
    const { list } = await withCalendars([], { artist: { active: false } });
    await expect(list()).rejects.toMatchObject({ code: "not_found" });
  });
});

test("an appointment blocks its time with its buffers, and the one that is moved not its own", async () => {
  const { studio, list } = await withCalendars([]);
  const { appointment } = await studio.request({ serviceId: "buffered" });
  const taken = (await list()).slots.map((slot) => slot.startMs);
  expect(taken).not.toContain(TEN - HOUR);
  expect(taken).not.toContain(TEN + HOUR);
  expect(taken).toContain(TEN + 1.5 * HOUR);
  const again = { artistId: "mara", startMs: TEN + 30 * MINUTE, endMs: TEN + 90 * MINUTE };
  expect((await checkAvailability(studio.ctx(), again)).reason).toBe("busy");
  expect(
    (await checkAvailability(studio.ctx(), { ...again, exceptAppointmentId: appointment.id })).reason,
  ).toBeNull();
});

test("a day's maximum counts active appointments of that day only", async () => {
  const { studio, list } = await withCalendars([], { artist: { dailyMaximum: 1 } });
  await studio.request();
  const days = new Set((await list()).slots.map((slot) => new Date(slot.startMs).toISOString().slice(0, 10)));
  expect([...days]).toEqual(["2026-12-03"]);
});

test("a week's maximum, and a service's own with one artist, hold for slots and single times alike", async () => {
  const { studio } = await withCalendars([], { artist: { weeklyMaximum: 2 } });
  const admin = studio.ctx("admin");
  await changeService(admin, "buffered", { weeklyMaximum: 1 });
  const days = async (serviceId: string) => {
    const asked = { artistId: "mara", serviceId, fromMs: TEN - 2 * HOUR, toMs: TEN + 7 * DAY };
    const { slots } = await listSlots(studio.ctx(), asked);
    return [...new Set(slots.map(({ startMs }) => new Date(startMs).toISOString().slice(8, 10)))].join(" ");
  };
  const first = await studio.request({ serviceId: "buffered" });
  expect(await days("buffered")).toBe("07 08 09");
  expect(await days("session")).toBe("02 03 04 05 06 07 08 09");
  await studio.request({ startTime: TEN + DAY });
  expect(await days("session")).toBe("07 08 09");
  const question = {
    artistId: "mara",
    serviceId: "session",
    startMs: TEN + 2 * DAY,
    endMs: TEN + 2 * DAY + HOUR,
  };
  expect((await checkAvailability(studio.ctx(), question)).reason).toBe("week_full");
  const moved = { ...question, exceptAppointmentId: first.appointment.id };
  expect((await checkAvailability(studio.ctx(), moved)).reason).toBeNull();
});

test("what took place still counts: a mark after the fact frees no place", async () => {
  const { studio } = await withCalendars([], { artist: { weeklyMaximum: 1 } });
  const { appointment } = await studio.request();
  await confirmAppointment(studio.ctx("admin"), { id: appointment.id });
  studio.clock.advance(2 * DAY);
  await completeAppointment(studio.ctx("admin"), { id: appointment.id });
  const asked = { artistId: "mara", serviceId: "session", fromMs: TEN + DAY, toMs: TEN + 2 * DAY };
  expect((await listSlots(studio.ctx(), asked)).slots).toEqual([]);
});

describe("a length that is chosen", () => {
  const asked = { artistId: "mara", serviceId: "session", fromMs: TEN - HOUR, toMs: TEN + DAY };

  test("decides how long slots are and where they end", async () => {
    const { studio } = await withCalendars([]);
    await changeService(studio.ctx("admin"), "session", { durationChoices: [180, 90] });
    const { slots } = await listSlots(studio.ctx(), { ...asked, toMs: TEN + 8 * HOUR, durationMinutes: 180 });
    expect(new Set(slots.map(({ startMs, endMs }) => endMs - startMs))).toEqual(new Set([3 * HOUR]));
    expect(slots.at(-1)?.startMs).toBe(TEN + 4 * HOUR);
  });

  test.each([61, 0, 120])("%s minutes is none of the service's", async (durationMinutes) => {
    const { studio } = await withCalendars([]);
    await expect(listSlots(studio.ctx(), { ...asked, durationMinutes })).rejects.toMatchObject({
      code: "invalid_input",
      errors: { durationMinutes: ["unknown"] },
    });
  });
});

test("the appointment that is to be moved does not stand in its own way", async () => {
  const { studio } = await withCalendars([]);
  const { appointment } = await studio.request();
  const asked = { artistId: "mara", serviceId: "session", fromMs: TEN, toMs: TEN + HOUR };
  const starts = async (more: object) =>
    (await listSlots(studio.ctx(), { ...asked, ...more })).slots.map(({ startMs }) => startMs);
  expect(await starts({})).toEqual([]);
  expect(await starts({ exceptAppointmentId: appointment.id })).toEqual([TEN, TEN + 30 * MINUTE]);
});
