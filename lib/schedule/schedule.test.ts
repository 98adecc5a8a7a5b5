import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { listBlockingTimes } from "#db/queries/busy.ts";
import { completeAppointment } from "#lib/appointments/complete-appointment.ts";
import { confirmAppointment } from "#lib/appointments/confirm-appointment.ts";
import { markNoShow } from "#lib/appointments/mark-no-show.ts";
import { rescheduleAppointment } from "#lib/appointments/reschedule-appointment.ts";
import { addTimeOff } from "#lib/artists/add-time-off.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { paymentReference } from "#lib/links/payment-reference.ts";
import { listOpenOffer } from "#lib/offers/list-open-offer.ts";
import { makeOffer } from "#lib/offers/make-offer.ts";
import { changeService } from "#lib/services/change-service.ts";
import { changeSettings } from "#lib/studio/change-settings.ts";
import {
  cloudEvent,
  editOnlyEvent,
  replaceCloudObject,
  writeCloudEvent,
} from "#tests/support/cloud-event.ts";
import { icsProperties } from "#tests/support/ics-properties.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openCloudStudio, openStudio } from "#tests/support/test-studio.ts";
import { createAppointment } from "./create-appointment.ts";
import { explainAppointment } from "./explain-appointment.ts";
import { explainTime } from "./explain-time.ts";
import { showSchedule } from "./show-schedule.ts";
import { takeBackCreated } from "./take-back-created.ts";

const hour = { startMs: TEN, endMs: TEN + HOUR };
const week = { fromMs: TEN - 2 * DAY, toMs: TEN + 5 * DAY };
const entered = {
  artistId: "mara",
  serviceId: "session",
  startMs: TEN,
  clientName: "Ida Walk",
  clientEmail: "ida@example.org",
  notify: true,
};

describe("since when an event is known", () => {
  test("null from the first reading, then when it came and when it changed", async () => {
    const studio = await openCloudStudio();
    const href = await writeCloudEvent(studio, "dentist", hour, ["CATEGORIES:x"]);
    studio.clock.advance(10 * MINUTE);
    await studio.pull();
    const first = studio.clock.now();
    const [found] = (await explainTime(studio.ctx("mara"), { artistId: "mara", ...hour })).blocking;
    expect(found).toMatchObject({ kind: "event", where: "on", knownSince: first, changedAt: first });

    studio.clock.advance(10 * MINUTE);
    await replaceCloudObject(studio, href, cloudEvent("dentist", { ...hour, endMs: hour.endMs + HOUR }));
    await studio.pull();
    const [changed] = (await explainTime(studio.ctx("mara"), { artistId: "mara", ...hour })).blocking;
    expect(changed).toMatchObject({ knownSince: first, changedAt: first + 10 * MINUTE });
  });

  test("an appointment says what was entered after it was requested", async () => {
    const studio = await openCloudStudio();
    const { appointment } = await studio.request();
    studio.clock.advance(4 * MINUTE);
    await writeCloudEvent(studio, "dentist", { startMs: TEN + 30 * MINUTE, endMs: TEN + 2 * HOUR });
    await studio.pull();
    const answer = await explainAppointment(studio.ctx("mara"), appointment.id);
    expect(answer).toMatchObject({
      verifiedThen: true,
      settled: { action: "requested", by: "customer" },
      overlapping: [{ kind: "event", title: "Private", after: 4 * MINUTE }],
    });
    expect(answer.stretch).toEqual({ startMs: TEN - HOUR, endMs: TEN + 7 * HOUR });

    // Moved, the new time counts.
    studio.clock.advance(MINUTE);
    await rescheduleAppointment(studio.ctx("admin"), { id: appointment.id, startMs: TEN + 3 * HOUR });
    const moved = await explainAppointment(studio.ctx("mara"), appointment.id);
    expect(moved).toMatchObject({
      verifiedThen: null,
      settled: { action: "rescheduled", by: "Admin" },
      overlapping: [],
    });
  });
});

describe("the schedule", () => {
  test("names what blocks, exactly as it is counted", async () => {
    const studio = await openCloudStudio();
    const { appointment } = await studio.request();
    await confirmAppointment(studio.ctx("admin"), { id: appointment.id });
    await writeCloudEvent(studio, "lunch", { startMs: TEN + 3 * HOUR, endMs: TEN + 4 * HOUR });
    await writeCloudEvent(studio, "secret", { startMs: TEN + 5 * HOUR, endMs: TEN + 6 * HOUR }, [
      "CLASS:CONFIDENTIAL",
    ]);
    await studio.pull();
    await addTimeOff(studio.ctx("mara"), "mara", { startTime: TEN + DAY, endTime: TEN + DAY + 2 * HOUR });
    const { artists } = await showSchedule(studio.ctx("mara"), week);
    expect(artists).toHaveLength(1);
    const items = artists[0]?.items ?? [];
    expect(items.map(({ kind }) => kind)).toEqual(["appointment", "event", "event", "time_off"]);
    const blocking = await listBlockingTimes(studio.db, { artistId: "mara", ...week });
    expect(items.map(({ startMs, endMs }) => ({ startMs, endMs }))).toEqual(blocking);
    expect(artists[0]).toMatchObject({ verified: true, hasCalendar: true, version: expect.any(Number) });
    expect(artists[0]?.open).toContainEqual({ startMs: TEN - HOUR, endMs: TEN + 7 * HOUR });
  });

  test.each([
    ["came", completeAppointment],
    ["did not come", markNoShow],
  ])(
    "shows an appointment whose customer %s once; its event, moved since, by itself",
    async (_name, record) => {
      const studio = await openCloudStudio();
      const { id } = await createAppointment(studio.ctx("mara"), entered);
      studio.clock.set(new Date(TEN + 30 * MINUTE).toISOString());
      await record(studio.ctx("mara"), { id });
      await studio.pull();
      const kinds = async () => {
        const { artists } = await showSchedule(studio.ctx("mara"), week);
        return artists[0]?.items.map((item) => [item.kind, item.startMs]);
      };
      expect(await kinds()).toEqual([["appointment", TEN]]);
      // It takes the artist's time still, and says so.
      const asked = { startMs: TEN + 30 * MINUTE, endMs: TEN + HOUR };
      const { blocking } = await explainTime(studio.ctx("mara"), { artistId: "mara", ...asked });
      expect(blocking.map(({ kind }) => kind)).toEqual(["event"]);

      await editOnlyEvent(studio, (ics) =>
        ics.replace("DTSTART:20261202T090000Z", "DTSTART:20261202T110000Z").replace("T100000Z", "T120000Z"),
      );
      await studio.pull();
      expect(await kinds()).toEqual([
        ["appointment", TEN],
        ["event", TEN + 2 * HOUR],
      ]);
    },
  );

  test("shows a held time where the artist moves it, still held without its HOLD:", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    const about = { kind: "appointment" as const, id };
    await makeOffer(studio.ctx("mara"), { about, times: [{ startMs: TEN + 2 * HOUR }] });
    const held = async () => {
      await studio.pull();
      const { artists } = await showSchedule(studio.ctx("mara"), week);
      const offered = await listOpenOffer(studio.ctx("mara"), id);
      return {
        items: artists[0]?.items.map(
          (item) => item.kind === "appointment" && [item.appointment.status, item.startMs],
        ),
        offered: offered?.times.map(({ startMs }) => startMs),
      };
    };
    await editOnlyEvent(studio, (ics) =>
      ics.replace("DTSTART:20261202T110000Z", "DTSTART:20261202T130000Z").replace("T120000Z", "T140000Z"),
    );
    const atNew = { items: [["HELD", TEN + 4 * HOUR]], offered: [TEN + 4 * HOUR] };
    expect(await held()).toEqual(atNew);
    await editOnlyEvent(studio, (ics) => ics.replace("SUMMARY:HOLD: ", "SUMMARY:"));
    expect(await held()).toEqual(atNew);
    expect((await studio.events()).map(({ ics }) => icsProperties(ics).SUMMARY)).toEqual([
      "Lena Hofer - A sprig of rosemary",
    ]);
  });

  test("shows what is confidential to the artist alone, and nobody another's day", async () => {
    const studio = await openCloudStudio();
    const secret = { startMs: TEN, endMs: TEN + HOUR };
    await writeCloudEvent(studio, "secret", secret, ["CLASS:CONFIDENTIAL"]);
    await studio.pull();
    const title = async (actor: "mara" | "staff" | "admin") => {
      const { artists } = await showSchedule(studio.ctx(actor), { artistId: "mara", ...week });
      return artists[0]?.items.map((item) => item.kind === "event" && item.title);
    };
    // A share may hide it from us altogether: then there is a private time in its place, or nothing.
    for (const actor of ["staff", "admin"] as const) expect(await title(actor)).not.toContain("Private");
    await expect(showSchedule(studio.ctx("theo"), { artistId: "mara", ...week })).rejects.toMatchObject({
      code: "not_allowed",
    });
    await expect(showSchedule(studio.ctx("customer"), week)).rejects.toMatchObject({ code: "not_signed_in" });
    await expect(showSchedule(studio.ctx("service"), week)).rejects.toMatchObject({ code: "not_allowed" });
    expect((await showSchedule(studio.ctx("staff"), week)).artists.map(({ artist }) => artist.id)).toEqual([
      "mara",
      "theo",
    ]);
    expect((await showSchedule(studio.ctx("theo"), week)).artists.map(({ artist }) => artist.id)).toEqual([
      "theo",
    ]);
    await expect(
      showSchedule(studio.ctx("admin"), { fromMs: TEN, toMs: TEN + 36 * DAY }),
    ).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("why a time is blocked or free", () => {
  test("neighbours' buffers, rules and time off, each by name", async () => {
    const studio = await openStudio({ artist: { dailyMaximum: 1 } });
    await studio.request({ serviceId: "buffered" });
    const asked = { startMs: TEN + HOUR, endMs: TEN + 2 * HOUR };
    const answer = await explainTime(studio.ctx("staff"), {
      artistId: "mara",
      serviceId: "buffered",
      ...asked,
    });
    expect(answer).toMatchObject({
      available: false,
      reason: "day_full",
      blocking: [{ kind: "appointment", clientName: "Lena Hofer", byBuffer: true, where: "on" }],
      rules: [{ rule: "day_full", count: 1, maximum: 1 }],
      offer: null,
      service: { name: "Buffered" },
    });
  });

  test("a free time says in which hours and whether customers see it", async () => {
    const studio = await openStudio();
    const answer = await explainTime(studio.ctx("mara"), { artistId: "mara", serviceId: "session", ...hour });
    expect(answer).toMatchObject({
      available: true,
      blocking: [],
      rules: [],
      offer: { stretch: { startMs: TEN - HOUR, endMs: TEN + 7 * HOUR }, stepMinutes: 30, isSlot: true },
      calendars: [],
      verified: false,
    });
  });
});

describe("entering an appointment", () => {
  test("is confirmed, written and told at once; taken back in time nobody hears of it", async () => {
    const studio = await openCloudStudio({ variables: { SMTP_URL: "smtp://127.0.0.1:1" } });
    const { id } = await createAppointment(studio.ctx("mara"), entered);
    expect(await studio.appointment(id)).toMatchObject({
      status: "CONFIRMED",
      clientName: "Ida Walk",
      customerId: expect.any(String),
    });
    const [event] = await studio.events();
    expect(icsProperties(event?.ics ?? "")).toMatchObject({ STATUS: "CONFIRMED" });
    expect(await studio.outboxIds()).toContain(`mail:${id}:1:confirmed:customer`);
    expect((await listAudit(studio.db, "appointment", id)).map(({ action }) => action)).toEqual(["created"]);

    await takeBackCreated(studio.ctx("mara"), id);
    expect(await studio.appointment(id)).toMatchObject({ status: "CANCELLED", statusReason: "by_studio" });
    expect(await studio.events()).toEqual([]);
    expect((await studio.outboxIds()).filter((row) => row.startsWith("mail:"))).toEqual([]);
    await expect(takeBackCreated(studio.ctx("mara"), id)).rejects.toMatchObject({ code: "conflict" });
  });

  test("finds the customer, goes beyond the hours, and never onto what blocks", async () => {
    const studio = await openStudio();
    const first = await createAppointment(studio.ctx("staff"), { ...entered, startMs: TEN + 10 * HOUR });
    const { customerId } = await studio.appointment(first.id);
    if (customerId === null) throw new Error("no customer");
    const { clientName: _name, clientEmail: _email, ...rest } = entered;
    const second = await createAppointment(studio.ctx("staff"), {
      ...rest,
      customerId,
      endMs: TEN + 2 * HOUR,
    });
    expect(await studio.appointment(second.id)).toMatchObject({
      customerId,
      clientName: "Ida Walk",
      clientEmail: "ida@example.org",
      endMs: TEN + 2 * HOUR,
    });
    await expect(
      createAppointment(studio.ctx("admin"), { ...entered, startMs: TEN + HOUR }),
    ).rejects.toMatchObject({ code: "slot_taken" });
  });

  test("owes the deposit its service asks for", async () => {
    const studio = await openStudio();
    const paymentUrl = "https://pay.example/{reference}?amount={amount}";
    await changeSettings(studio.ctx("admin"), { paymentUrl, currency: "EUR" });
    const { id: free } = await createAppointment(studio.ctx("mara"), entered);
    expect(await studio.appointment(free)).toMatchObject({ depositState: "none", depositAmount: null });
    await changeService(studio.ctx("admin"), "session", { depositAmount: 5000 });
    const { id } = await createAppointment(studio.ctx("mara"), { ...entered, startMs: TEN + 2 * HOUR });
    expect(await studio.appointment(id)).toMatchObject({
      depositAmount: 5000,
      depositCurrency: "EUR",
      depositState: "due",
      depositUrl: `https://pay.example/${paymentReference(id)}?amount=50.00`,
    });
  });

  test("by name alone, and to nobody's inbox", async () => {
    const studio = await openStudio({ variables: { SMTP_URL: "smtp://127.0.0.1:1" } });
    const { id } = await createAppointment(studio.ctx("admin"), { ...entered, clientEmail: "" });
    expect(await studio.appointment(id)).toMatchObject({ clientEmail: "", status: "CONFIRMED" });
    expect(await studio.outboxIds()).toEqual([]);
  });

  test.each([
    [{ startMs: TEN - 3 * DAY }, "invalid_input"],
    [{ endMs: TEN }, "invalid_input"],
    [{ endMs: TEN + 2 * DAY }, "invalid_input"],
    [{ startMs: TEN + 1 }, "invalid_input"],
    [{ clientName: " " }, "invalid_input"],
    [{ serviceId: "nothing" }, "not_found"],
    [{ customerId: "nobody" }, "not_found"],
  ])("%o is refused", async (more, code) => {
    const studio = await openStudio();
    await expect(createAppointment(studio.ctx("admin"), { ...entered, ...more })).rejects.toMatchObject({
      code,
    });
  });

  test.each(["customer", "theo", "service"] as const)("%s may not", async (actor) => {
    const studio = await openStudio();
    await expect(createAppointment(studio.ctx(actor), entered)).rejects.toMatchObject({
      code: actor === "customer" ? "not_signed_in" : "not_allowed",
    });
  });
});
