import { describe, expect, test } from "vitest";
import { listAppointments } from "#db/queries/appointments.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { changeService } from "#lib/services/change-service.ts";
import { changeSettings } from "#lib/studio/change-settings.ts";
import { TEN, testRequest } from "#tests/support/test-request.ts";
import { openCloudStudio, openStudio } from "#tests/support/test-studio.ts";
import { cancelAppointment } from "./cancel-appointment.ts";
import { appointmentRequest } from "./input.ts";
import { requestAppointment } from "./request-appointment.ts";

const fulfilled = <T>(outcomes: PromiseSettledResult<T>[]) =>
  outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
const refusals = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));

describe("limits", () => {
  test("of a week hold against twenty requests at once, on different days", async () => {
    const studio = await openStudio({ artist: { weeklyMaximum: 3 } });
    const starts = Array.from({ length: 20 }, (_, index) => TEN + (index % 4) * DAY + (index % 7) * HOUR);
    const outcomes = await Promise.allSettled(starts.map((startTime) => studio.request({ startTime })));
    expect(fulfilled(outcomes)).toHaveLength(3);
    expect(await listAppointments(studio.db, { limit: 30 })).toHaveLength(3);
    for (const refused of refusals(outcomes)) expect(refused.code).toBe("slot_taken");
    await expect(studio.request({ startTime: TEN + 4 * DAY })).rejects.toMatchObject({
      code: "slot_taken",
      errors: { startTime: ["week_full"] },
    });
    // Monday is another week.
    await studio.request({ startTime: TEN + 5 * DAY });
  });

  test("of a service count it alone, and with one artist", async () => {
    const studio = await openStudio();
    await changeService(studio.ctx("admin"), "session", { dailyMaximum: 1 });
    const outcomes = await Promise.allSettled(
      [0, 1, 2, 3].map((hour) => studio.request({ startTime: TEN + hour * HOUR })),
    );
    expect(fulfilled(outcomes)).toHaveLength(1);
    await studio.request({ startTime: TEN + 4 * HOUR, serviceId: "buffered" });
    await studio.request({ startTime: TEN + 4 * HOUR, artistId: "theo" });
  });

  test("are free again once an appointment is called off", async () => {
    const studio = await openStudio({ artist: { weeklyMaximum: 1 } });
    const { appointment } = await studio.request();
    await expect(studio.request({ startTime: TEN + DAY })).rejects.toMatchObject({ code: "slot_taken" });
    await cancelAppointment(studio.ctx("admin"), { id: appointment.id });
    await studio.request({ startTime: TEN + DAY });
  });
});

describe("with anybody", () => {
  test("goes to who has least to do that day, then in the studio's order", async () => {
    const studio = await openStudio();
    await studio.request({ artistId: "mara", startTime: TEN + 4 * HOUR });
    const any = { artistId: "any" };
    expect((await studio.request(any)).appointment.artistId).toBe("theo");
    expect((await studio.request({ ...any, startTime: TEN + 2 * HOUR })).appointment.artistId).toBe("mara");
  });

  test("two artists and twenty requests at once: two are stored, with one each, and the rest are told", async () => {
    const studio = await openCloudStudio();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        studio.request({ artistId: "any", clientName: `Client ${index}` }),
      ),
    );
    const artists = fulfilled(outcomes).map(({ appointment }) => appointment.artistId);
    expect(artists.sort()).toEqual(["mara", "theo"]);
    expect(refusals(outcomes).map(({ code }) => code)).toEqual(
      Array.from({ length: 18 }, () => "slot_taken"),
    );
    expect(await studio.events("mara")).toHaveLength(1);
    expect(await studio.events("theo")).toHaveLength(1);
  });

  test("repeated under one key it is one appointment, whoever it went to", async () => {
    const studio = await openStudio();
    const options = { idempotencyKey: "any-1" };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => studio.request({ artistId: "any" }, options)),
    );
    expect(new Set(answers.map(({ appointment }) => appointment.id)).size).toBe(1);
    expect(await listAppointments(studio.db, { limit: 5 })).toHaveLength(1);
  });

  test("is refused with what stands in the way where nobody can", async () => {
    const studio = await openStudio();
    await expect(studio.request({ artistId: "any", startTime: TEN - 2 * HOUR })).rejects.toMatchObject({
      code: "slot_unavailable",
      errors: { startTime: ["outside_hours"] },
    });
    await expect(studio.request({ artistId: "any", serviceId: "none" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("what a service says", () => {
  test("a length is one of its own, and blocks as long", async () => {
    const studio = await openStudio();
    await changeService(studio.ctx("admin"), "session", { durationChoices: [120] });
    const { appointment } = await studio.request({ durationMinutes: 120 });
    expect(appointment.endTime).toBe(new Date(TEN + 2 * HOUR).toISOString());
    await expect(studio.request({ startTime: TEN + HOUR })).rejects.toMatchObject({ code: "slot_taken" });
    await expect(studio.request({ startTime: TEN + 3 * HOUR, durationMinutes: 90 })).rejects.toMatchObject({
      code: "invalid_input",
      errors: { durationMinutes: ["unknown"] },
    });
  });

  test("a deposit is due from the start, in the studio's currency, with the studio's address filled in", async () => {
    const studio = await openStudio();
    const admin = studio.ctx("admin");
    await changeSettings(admin, {
      currency: "CHF",
      paymentUrl: "https://pay.example/?for={reference}&a={amount}&c={currency}",
    });
    await changeService(admin, "session", { depositAmount: 4990 });
    const { appointment } = await studio.request();
    const reference = appointment.id.slice(0, 8).toUpperCase();
    expect(await studio.appointment(appointment.id)).toMatchObject({
      depositAmount: 4990,
      depositCurrency: "CHF",
      depositState: "due",
      depositUrl: `https://pay.example/?for=${reference}&a=49.90&c=CHF`,
    });
    await changeService(admin, "session", { depositAmount: null });
    const { appointment: other } = await studio.request({ startTime: TEN + HOUR });
    expect(await studio.appointment(other.id)).toMatchObject({ depositAmount: null, depositState: "none" });
  });

  test("several sittings begin a series with the first; a single one is none", async () => {
    const studio = await openStudio();
    await changeService(studio.ctx("admin"), "buffered", { sessions: 4, sessionGapDays: 21 });
    const { appointment } = await studio.request({ serviceId: "buffered" });
    expect(await studio.appointment(appointment.id)).toMatchObject({
      seriesId: appointment.id,
      seriesPosition: 1,
      seriesTotal: 4,
    });
    const { appointment: single } = await studio.request({ startTime: TEN + 3 * HOUR });
    expect(await studio.appointment(single.id)).toMatchObject({ seriesId: null, seriesTotal: 1 });
  });

  test("where the idea comes first, only the studio puts in a time", async () => {
    const studio = await openStudio();
    await changeService(studio.ctx("admin"), "session", { bookingMode: "idea" });
    await expect(studio.request()).rejects.toMatchObject({
      code: "slot_unavailable",
      errors: { serviceId: ["idea_first"] },
    });
    await requestAppointment(studio.ctx("staff"), testRequest(), { locale: "en" });
  });
});

describe("who may not", () => {
  test("a program that fills in the field no person sees is refused, and leaves nothing", async () => {
    const studio = await openStudio();
    await expect(studio.request({ website: "https://spam.example" })).rejects.toMatchObject({
      code: "booking_refused",
      errors: undefined,
    });
    expect(await listAppointments(studio.db, { limit: 5 })).toEqual([]);
    await studio.request({ website: "" });
  });
});

test("a plain form's texts are read as numbers and lists", () => {
  const form = {
    ...{ artistId: "mara", serviceId: "session", startTime: "2026-12-02T09:00:00Z" },
    ...{ clientName: "Lena", clientEmail: "lena@example.org" },
  };
  expect(appointmentRequest.parse({ ...form, durationMinutes: "90", pictures: "one" })).toMatchObject({
    durationMinutes: 90,
    pictures: ["one"],
  });
  expect(appointmentRequest.parse({ ...form, durationMinutes: "" }).durationMinutes).toBeUndefined();
  expect(appointmentRequest.safeParse({ ...form, durationMinutes: "long" }).success).toBe(false);
  const nine = Array.from({ length: 9 }, (_, index) => String(index));
  expect(appointmentRequest.safeParse({ ...form, pictures: nine }).success).toBe(false);
});
