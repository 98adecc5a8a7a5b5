import { describe, expect, test } from "vitest";
import { updateService } from "#db/queries/services.ts";
import { listSittings } from "#db/queries/sittings.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { TEN } from "#tests/support/test-request.ts";
import { auditLine } from "#tests/support/test-rows.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { cancelManagedAppointment } from "./cancel-managed-appointment.ts";
import { confirmAppointment } from "./confirm-appointment.ts";
import { declineAppointment } from "./decline-appointment.ts";
import { requestNextSitting } from "./request-next-sitting.ts";
import { rescheduleManagedAppointment } from "./reschedule-managed-appointment.ts";
import { showManagedAppointment } from "./show-managed-appointment.ts";
import { nextSitting, roomOfSitting, sittingPlaces } from "./sittings.ts";

const tokenIn = (url: string) => url.split("/").at(-1) ?? "";

/** A sleeve in three sittings, two weeks apart. */
async function withSeries() {
  const studio = await openStudio();
  await updateService(studio.db, "session", {
    set: { sessions: 3, sessionGapDays: 14 },
    audit: auditLine("session"),
  });
  const { appointment, manageUrl } = await studio.request();
  return { studio, id: appointment.id, token: tokenIn(manageUrl), ctx: studio.ctx() };
}

const sitting = (position: number, status: "CONFIRMED" | "CANCELLED" | "NO_SHOW", startMs: number) => ({
  id: `${position}${status}`,
  status,
  startMs,
  endMs: startMs + HOUR,
  seriesPosition: position,
});

describe("the places of a series", () => {
  test("are empty again where a sitting was cancelled, and the next is the one after the last filled", () => {
    const places = sittingPlaces([sitting(1, "CONFIRMED", 0), sitting(2, "CANCELLED", DAY)], 3);
    expect(places.map(({ status, id }) => [status, id])).toEqual([
      ["CONFIRMED", "1CONFIRMED"],
      ["CANCELLED", null],
      [null, null],
    ]);
    expect(nextSitting(places, 14)).toEqual({ position: 2, earliestMs: HOUR + 14 * DAY });
  });

  test("have no next one after the last, after one that was missed, and where none is left", () => {
    expect(nextSitting(sittingPlaces([sitting(3, "CONFIRMED", 0)], 3), 14)).toBeNull();
    expect(nextSitting(sittingPlaces([sitting(1, "NO_SHOW", 0)], 3), 14)).toBeNull();
    expect(nextSitting(sittingPlaces([sitting(1, "CANCELLED", 0)], 3), 14)).toBeNull();
    expect(nextSitting([], 14)).toBeNull();
  });

  test("leave room between their neighbours", () => {
    const places = sittingPlaces(
      [1, 2, 3].map((position) => sitting(position, "CONFIRMED", position * 30 * DAY)),
      3,
    );
    expect(roomOfSitting(places, 2, 14)).toEqual({ fromMs: 44 * DAY + HOUR, toMs: 76 * DAY });
    expect(roomOfSitting(places, 1, 14)).toEqual({ fromMs: null, toMs: 46 * DAY });
    expect(roomOfSitting([], 1, 14)).toEqual({ fromMs: null, toMs: null });
  });
});

describe("asking for the next sitting by the link", () => {
  test("makes an appointment of its own, with the same details and its own link", async () => {
    const { studio, id, token, ctx } = await withSeries();
    const startMs = TEN + 15 * DAY;
    const url = await requestNextSitting(ctx, token, { startMs });
    const first = await studio.appointment(id);
    const page = await showManagedAppointment(ctx, tokenIn(url));
    expect(page?.appointment).toMatchObject({
      status: "PENDING",
      startMs,
      endMs: startMs + HOUR,
      clientName: "Lena Hofer",
      description: "A sprig of rosemary",
      seriesPosition: 2,
      seriesTotal: 3,
    });
    const second = await studio.appointment(page?.appointment.id ?? "");
    expect(second).toMatchObject({
      customerId: first.customerId,
      seriesId: first.seriesId,
      depositState: "none",
    });
    expect(page?.sittings.map(({ position, isThis, path }) => [position, isThis, path !== null])).toEqual([
      [1, false, true],
      [2, true, false],
      [3, false, false],
    ]);
    expect(page?.next).toEqual({ position: 3, earliestMs: startMs + HOUR + 14 * DAY });
    // Sent twice it is the same one.
    expect(await requestNextSitting(ctx, token, { startMs })).toBe(url);
  });

  test("keeps the gap, fills a place once, and can be done again once it is empty", async () => {
    const { studio, id, token, ctx } = await withSeries();
    await expect(requestNextSitting(ctx, token, { startMs: TEN + 13 * DAY })).rejects.toMatchObject({
      code: "slot_unavailable",
      errors: { startTime: ["too_close"] },
    });
    const times = [TEN + 20 * DAY, TEN + 21 * DAY];
    const outcomes = await Promise.allSettled(
      times.map((startMs) => requestNextSitting(ctx, token, { startMs })),
    );
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
    const { seriesId } = await studio.appointment(id);
    const [, second] = await listSittings(studio.db, seriesId ?? "");
    await declineAppointment(studio.ctx("admin"), { id: second?.id ?? "" });
    await requestNextSitting(ctx, token, { startMs: TEN + 22 * DAY });
    const sittings = await listSittings(studio.db, seriesId ?? "");
    expect(sittings.map(({ seriesPosition, status }) => [seriesPosition, status])).toEqual([
      [1, "PENDING"],
      [2, "DECLINED"],
      [2, "PENDING"],
    ]);
  });

  test("ends with the series, and is nothing for a single appointment", async () => {
    const { token, ctx } = await withSeries();
    await requestNextSitting(ctx, token, { startMs: TEN + 20 * DAY });
    await requestNextSitting(ctx, token, { startMs: TEN + 40 * DAY });
    await expect(requestNextSitting(ctx, token, { startMs: TEN + 60 * DAY })).rejects.toMatchObject({
      code: "conflict",
      errors: { action: ["no_sitting"] },
    });
    const studio = await openStudio();
    const single = tokenIn((await studio.request()).manageUrl);
    await expect(requestNextSitting(studio.ctx(), single, { startMs: TEN + 20 * DAY })).rejects.toMatchObject(
      {
        code: "conflict",
      },
    );
  });

  test("cannot be overtaken by moving the one before", async () => {
    const { token, ctx } = await withSeries();
    await requestNextSitting(ctx, token, { startMs: TEN + 20 * DAY });
    await expect(rescheduleManagedAppointment(ctx, token, { startMs: TEN + 7 * DAY })).rejects.toMatchObject({
      errors: { startTime: ["too_close"] },
    });
    await rescheduleManagedAppointment(ctx, token, { startMs: TEN + 5 * DAY });
  });
});

test("cancelling a sitting leaves the others, or takes the later ones with it", async () => {
  const { studio, id, token, ctx } = await withSeries();
  const second = await requestNextSitting(ctx, token, { startMs: TEN + 20 * DAY });
  await requestNextSitting(ctx, token, { startMs: TEN + 40 * DAY });
  await confirmAppointment(studio.ctx("admin"), { id });
  expect((await showManagedAppointment(ctx, tokenIn(second)))?.laterSittings).toBe(1);
  await cancelManagedAppointment(ctx, tokenIn(second), { later: true });
  const { seriesId } = await studio.appointment(id);
  expect((await listSittings(studio.db, seriesId ?? "")).map(({ status }) => status)).toEqual([
    "CONFIRMED",
    "CANCELLED",
    "CANCELLED",
  ]);
});
