import { describe, expect, test } from "vitest";
import { artistCalendars } from "#db/schema/calendars.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
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
