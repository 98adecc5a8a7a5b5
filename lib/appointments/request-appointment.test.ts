import { describe, expect, test } from "vitest";
import { listAppointments } from "#db/queries/appointments.ts";
import { listAudit } from "#db/queries/audit.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { deliverOutbox } from "#lib/sync/deliver-outbox.ts";
import { writeCloudEvent } from "#tests/support/cloud-event.ts";
import { icsProperties } from "#tests/support/ics-properties.ts";
import { stopTimers, timersUntil } from "#tests/support/own-time.ts";
import { TEN, testRequest } from "#tests/support/test-request.ts";
import { openCloudStudio, openStudio } from "#tests/support/test-studio.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { appointmentRequest } from "./input.ts";

describe("a request", () => {
  test("is stored, answered and stands in the calendar as a request", async () => {
    const studio = await openCloudStudio();
    const alternatives = [TEN + DAY, TEN + 2 * DAY];
    const { appointment, manageUrl } = await studio.request({ alternatives });
    expect(appointment).toEqual({
      id: appointment.id,
      status: "PENDING",
      startTime: "2026-12-02T09:00:00.000Z",
      endTime: "2026-12-02T10:00:00.000Z",
      artistId: "mara",
      serviceId: "session",
      unverified: false,
    });
    expect(manageUrl).toMatch(/^https:\/\/studio\.example\/appointment\/[\w-]{43}$/);
    const [event, ...others] = await studio.events();
    expect(others).toEqual([]);
    const properties = icsProperties(event?.ics ?? "");
    expect(properties).toMatchObject({
      SUMMARY: "REQUEST: Lena Hofer - A sprig of rosemary",
      STATUS: "TENTATIVE",
      DTSTART: "2026-12-02T09:00:00Z",
      DTEND: "2026-12-02T10:00:00Z",
    });
    const description = properties.DESCRIPTION ?? "";
    for (const part of [
      "Lena Hofer",
      "lena@example.org",
      "+43 1 234",
      "A sprig of rosemary",
      "Thursday, 3 December 2026 at 10:00 (Europe/Vienna)",
      "Friday, 4 December 2026 at 10:00 (Europe/Vienna)",
      `https://studio.example/admin/appointments/${appointment.id}`,
    ])
      expect(description).toContain(part);
    const stored = await studio.appointment(appointment.id);
    expect(stored.caldavHref).toBe(`${(await studio.calendar()).href}${properties.UID}.ics`);
    expect(stored).toMatchObject({ caldavEtag: event?.etag, caldavUid: properties.UID, version: 1 });
    expect(await studio.outboxIds()).toEqual([]);
    expect(await listAudit(studio.db, "appointment", appointment.id)).toMatchObject([
      { action: "requested", actorKind: "customer", at: studio.clock.now() },
    ]);
  });

  test("without a description carries the service's name", async () => {
    const studio = await openCloudStudio();
    await studio.request({ description: "" });
    const [event] = await studio.events();
    expect(icsProperties(event?.ics ?? "").SUMMARY).toBe("REQUEST: Lena Hofer - Session");
  });

  test.each<[string, string, string]>([
    [
      "line breaks and a property",
      "Lena\r\nDTSTART:19990101T000000Z",
      "one\nDTSTART:19990101T000000Z\r\nEND:VEVENT",
    ],
    ["escaped line breaks", "Lena\\nDTSTART:19990101T000000Z", "a\\nEND:VEVENT\\, b\\; c\\\\"],
    ["markup and separators", '<b>Lena</b>; O\'Hara, "x"', "<script>alert(1)</script>; a,b:c"],
    ["emoji and right-to-left text", "לנה 👩‍🎨🏳️‍🌈", "‮evil‬ مرحبا 🖋️🐍"],
    ["other line ends", "Lena\u2028X\u0085Y\u000bZ", "a\u2028DTSTART:1\u0085b\u2029c"],
    ["a very long word", "L".repeat(120), "🐍".repeat(200)],
  ])("with %s stays inside its properties", async (_name, clientName, description) => {
    const studio = await openCloudStudio();
    const parsed = appointmentRequest.parse({
      ...testRequest(),
      startTime: new Date(TEN).toISOString(),
      clientName,
      description,
    });
    await studio.request(parsed);
    const [event] = await studio.events();
    const ics = event?.ics ?? "";
    const properties = icsProperties(ics);
    expect(Object.keys(properties).sort()).toEqual([
      "CREATED",
      "DESCRIPTION",
      "DTEND",
      "DTSTAMP",
      "DTSTART",
      "LAST-MODIFIED",
      "SEQUENCE",
      "STATUS",
      "SUMMARY",
      "UID",
      "URL",
    ]);
    expect(properties.DTSTART).toBe("2026-12-02T09:00:00Z");
    expect(properties.SUMMARY).toContain(`REQUEST: ${parsed.clientName} - `);
    expect(properties.SUMMARY).not.toContain("\uFFFD");
    expect(properties.SUMMARY).not.toMatch(/[\r\n]/);
    const lines = parsed.description.replace(/[\u0085\u2028\u2029]/g, "\n");
    expect(properties.DESCRIPTION).toContain(lines);
    for (const line of ics.split(/\r?\n/)) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  test("a verb handed raw line breaks writes one line all the same", async () => {
    const studio = await openCloudStudio();
    await studio.request({
      clientName: "Lena\r\nATTENDEE:mailto:x@example.org",
      description: "a\r\nATTACH:file:///etc/passwd",
    });
    const properties = icsProperties((await studio.events())[0]?.ics ?? "");
    expect(properties.SUMMARY).toBe("REQUEST: Lena ATTENDEE:mailto:x@example.org - a");
    expect(properties).not.toHaveProperty("ATTENDEE");
    expect(properties).not.toHaveProperty("ATTACH");
  });

  test("keeps only back-up times that lie ahead and differ, in order", async () => {
    const studio = await openStudio();
    const past = studio.clock.now() - 1;
    const { appointment } = await studio.request({
      alternatives: [TEN + DAY, TEN, past, TEN + HOUR, TEN + DAY],
    });
    expect((await studio.appointment(appointment.id)).alternatives).toEqual([TEN + HOUR, TEN + DAY]);
  });
});

describe("a time that cannot be had", () => {
  test.each<[string, number, string, object]>([
    ["in the past", Date.parse("2026-12-01T05:00:00Z"), "invalid_input", { startTime: ["past"] }],
    ["that is no whole minute", TEN + 1000, "invalid_input", { startTime: ["not_a_minute"] }],
    ["before the studio opens", TEN - 2 * HOUR, "slot_unavailable", { startTime: ["outside_hours"] }],
    ["past the end of the day", TEN + 6.5 * HOUR, "slot_unavailable", { startTime: ["outside_hours"] }],
    ["beyond the horizon", TEN + 90 * DAY, "slot_unavailable", { startTime: ["too_far"] }],
  ])("%s", async (_name, startTime, code, errors) => {
    const studio = await openStudio();
    await expect(studio.request({ startTime })).rejects.toMatchObject({ code, errors });
    expect(await listAppointments(studio.db, { limit: 5 })).toEqual([]);
  });

  test("because of an event that came into the calendar a moment ago", async () => {
    const studio = await openCloudStudio();
    await writeCloudEvent(studio, "dentist", { startMs: TEN + 30 * MINUTE, endMs: TEN + HOUR });
    await expect(studio.request()).rejects.toMatchObject({
      code: "slot_taken",
      message: "Time slot not available",
    });
    expect(await listAppointments(studio.db, { limit: 5 })).toEqual([]);
    expect(await studio.events()).toHaveLength(1);
  });

  test("because of a buffer", async () => {
    const studio = await openStudio();
    await studio.request({ serviceId: "buffered", startTime: TEN });
    await expect(studio.request({ startTime: TEN + HOUR })).rejects.toMatchObject({ code: "slot_taken" });
    await studio.request({ startTime: TEN + 75 * MINUTE });
  });

  test.each([
    ["an artist nobody knows", { artistId: "nobody" }],
    ["a service nobody offers", { serviceId: "none" }],
  ])("with %s", async (_name, input) => {
    const studio = await openStudio();
    await expect(studio.request(input)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("Idempotency-Key", () => {
  const options = { idempotencyKey: "key-1" };

  test("the same request is answered the same, once", async () => {
    const studio = await openStudio();
    const first = await studio.request({}, options);
    expect(await studio.request({}, options)).toEqual(first);
    expect(await listAppointments(studio.db, { limit: 5 })).toHaveLength(1);
  });

  test("what is kept of the answer opens nothing: the link's token is stored as a hash alone", async () => {
    const studio = await openStudio();
    const { manageUrl } = await studio.request({}, options);
    const kept = studio.db.$client.prepare("SELECT response FROM idempotency_keys").get();
    expect(JSON.stringify(kept)).not.toContain(manageUrl.split("/").at(-1));
  });

  test("another request under the same key is refused", async () => {
    const studio = await openStudio();
    await studio.request({}, options);
    await expect(studio.request({ clientName: "Nora" }, options)).rejects.toMatchObject({
      code: "idempotency_mismatch",
    });
  });

  test("twenty at once make one appointment and twenty equal answers", async () => {
    const studio = await openCloudStudio();
    const answers = await Promise.all(Array.from({ length: 20 }, () => studio.request({}, options)));
    expect(new Set(answers.map((answer) => answer.appointment.id)).size).toBe(1);
    expect(await studio.events()).toHaveLength(1);
  });

  test("two different requests at once under one key: one is stored, the other told of the mismatch", async () => {
    const studio = await openStudio();
    const outcomes = await Promise.allSettled([
      studio.request({}, options),
      studio.request({ startTime: TEN + HOUR }, options),
    ]);
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({ code: "idempotency_mismatch" });
    expect(await listAppointments(studio.db, { limit: 5 })).toHaveLength(1);
  });

  test("a refusal is not remembered: the same key may try again", async () => {
    const studio = await openStudio();
    const first = await studio.request();
    await expect(studio.request({}, options)).rejects.toMatchObject({ code: "slot_taken" });
    const { cancelAppointment } = await import("./cancel-appointment.ts");
    await cancelAppointment(studio.ctx("admin"), { id: first.appointment.id });
    expect((await studio.request({}, options)).appointment.id).not.toBe(first.appointment.id);
  });
});

describe("many at once", () => {
  test("of two hundred requests for one time one is stored and 199 are told that it is taken", async () => {
    const studio = await openCloudStudio();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, (_, index) => studio.request({ clientName: `Client ${index}` })),
    );
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    expect(refused.map((reason) => reason.code)).toEqual(Array.from({ length: 199 }, () => "slot_taken"));
    expect(await listAppointments(studio.db, { limit: 5 })).toHaveLength(1);
    expect(await studio.events()).toHaveLength(1);
  });

  test("two artists are booked at the same time", async () => {
    const studio = await openCloudStudio();
    await Promise.all([studio.request(), studio.request({ artistId: "theo" })]);
    expect(await studio.events("mara")).toHaveLength(1);
    expect(await studio.events("theo")).toHaveLength(1);
  });

  test("the daily maximum holds against requests that come at once", async () => {
    const studio = await openStudio({ artist: { dailyMaximum: 2 } });
    const outcomes = await Promise.allSettled(
      [0, 1, 2, 3, 4, 5].map((hour) => studio.request({ startTime: TEN + hour * HOUR })),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(2);
    await expect(studio.request({ startTime: TEN + 5 * HOUR })).rejects.toMatchObject({
      code: "slot_taken",
      errors: { startTime: ["day_full"] },
    });
    await studio.request({ startTime: TEN + DAY });
  });
});

describe("while the cloud cannot be reached", () => {
  test("a request is accepted unverified and its event follows when the cloud is back", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ drop: true });
    const { appointment } = await studio.request();
    expect(appointment.unverified).toBe(true);
    expect(await studio.outboxIds()).toEqual([`calendar:${appointment.id}`]);
    studio.cloud.cloud.faults.clear();
    studio.clock.advance(HOUR);
    await deliverOutbox(studio.ctx("worker"), { limit: 10 });
    const [event] = await studio.events();
    expect(icsProperties(event?.ics ?? "").DESCRIPTION).toContain("The calendar could not be asked");
    expect(await studio.outboxIds()).toEqual([]);
  });

  test("a request is refused where the artist wants it so, and no slot is offered", async () => {
    const studio = await openCloudStudio({ artist: { whenUnreachable: "refuse" } });
    studio.cloud.cloud.faults.add({ drop: true });
    await expect(studio.request()).rejects.toMatchObject({ code: "calendar_unreachable" });
    expect(await listAppointments(studio.db, { limit: 5 })).toEqual([]);
  });

  test("what the calendar held when it was last read still blocks", async () => {
    const studio = await openCloudStudio();
    await writeCloudEvent(studio, "dentist", { startMs: TEN, endMs: TEN + HOUR });
    await studio.pull();
    studio.cloud.cloud.faults.add({ drop: true });
    await expect(studio.request()).rejects.toMatchObject({ code: "slot_taken" });
  });

  test("without any Nextcloud in the environment the request is unverified and waits", async () => {
    const studio = await openCloudStudio();
    const { requestAppointment } = await import("./request-appointment.ts");
    const ctx = studio.ctx("customer", { NEXTCLOUD_BASE_URL: undefined });
    const { appointment } = await requestAppointment(ctx, testRequest(), { locale: "en" });
    expect(appointment.unverified).toBe(true);
    expect(studio.proxy.requests).toEqual([]);
    expect(await studio.outboxIds()).toEqual([`calendar:${appointment.id}`]);
  });

  test("an artist without a calendar is bookable, unverified, with nothing to write", async () => {
    const studio = await openStudio();
    expect((await studio.request()).appointment.unverified).toBe(true);
    expect(await studio.outboxIds()).toEqual([]);
  });
});

describe("while the cloud is slow", () => {
  test("the answer comes within the budget, unverified, and the event is written later", async () => {
    const studio = await openCloudStudio();
    const slow = Promise.withResolvers<boolean>();
    studio.proxy.hold = () => slow.promise;
    stopTimers();
    const asked = studio.request();
    expect(await timersUntil(asked)).toBeLessThan(5000);
    expect((await asked).appointment.unverified).toBe(true);
    slow.resolve(false);
    await waitFor("the event", async () => (await studio.outboxIds()).length === 0);
    expect(await studio.events()).toHaveLength(1);
  });

  test("an artist who refuses unverified requests is not given one", async () => {
    const studio = await openCloudStudio({ artist: { whenUnreachable: "refuse" } });
    studio.cloud.cloud.faults.add({ match: /personal/, delayMs: 2500 });
    await expect(studio.request()).rejects.toMatchObject({ code: "calendar_unreachable" });
    expect(await listAppointments(studio.db, { limit: 5 })).toEqual([]);
  });
});
