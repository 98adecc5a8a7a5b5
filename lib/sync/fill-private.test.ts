import { describe, expect, test } from "vitest";
import { findCalendar } from "#db/queries/calendars.ts";
import { artistCalendars, privateIntervals } from "#db/schema/calendars.ts";
import { checkAvailability } from "#lib/availability/check-availability.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import {
  cloudEvent,
  deleteCloudEvent,
  replaceCloudObject,
  writeCloudEvent,
} from "#tests/support/cloud-event.ts";
import { availabilityText, setCloudHours, viennaHours } from "#tests/support/cloud-hours.ts";
import { TEN } from "#tests/support/test-request.ts";
import { type CloudStudio, calendarPath, openCloudStudio } from "#tests/support/test-studio.ts";
import { deliverOutbox } from "./deliver-outbox.ts";
import { fillPrivate } from "./fill-private.ts";
import { fillPrivateDue } from "./fill-private-due.ts";

const { cancelAppointment, rescheduleAppointment } = appointmentVerbs;

const secret = ["CLASS:PRIVATE"];
const hour = (startMs: number) => ({ startMs, endMs: startMs + HOUR });

const fill = async (studio: CloudStudio) => fillPrivate(studio.ctx("worker"), (await studio.calendar()).id);
const reasonAt = async (studio: CloudStudio, startMs: number, artistId = "mara") =>
  (await checkAvailability(studio.ctx(), { artistId, startMs, endMs: startMs + HOUR })).reason;
const stored = (studio: CloudStudio) =>
  studio.db
    .select()
    .from(privateIntervals)
    .all()
    .map(({ startMs, endMs }) => [(startMs - TEN) / HOUR, (endMs - TEN) / HOUR]);
const asked = (studio: CloudStudio) =>
  studio.proxy.requests.filter(({ method, path }) => method === "POST" && path.endsWith("/outbox/")).length;

describe("a private event of a shared calendar", () => {
  test("blocks although no share shows it, frees when it is deleted, and is nobody else's", async () => {
    const studio = await openCloudStudio();
    const href = await writeCloudEvent(studio, "doctor", hour(TEN), secret);
    await studio.pull();
    expect(await reasonAt(studio, TEN)).toBeNull();
    expect(await fill(studio)).toBeNull();
    expect(await reasonAt(studio, TEN)).toBe("busy");
    expect(await reasonAt(studio, TEN, "theo")).toBeNull();
    await expect(studio.request()).rejects.toMatchObject({ code: "slot_taken" });
    expect(await studio.calendar()).toMatchObject({
      freeBusyReadAt: studio.clock.now(),
      freeBusyErrorKey: null,
    });
    await deleteCloudEvent(studio, href);
    expect(await fill(studio)).toBeNull();
    expect(await reasonAt(studio, TEN)).toBeNull();
    expect(stored(studio)).toEqual([]);
  });

  test("that becomes public does not block twice, and one that becomes private goes on blocking", async () => {
    const studio = await openCloudStudio();
    const href = await writeCloudEvent(studio, "doctor", hour(TEN), secret);
    await fill(studio);
    expect(stored(studio)).toEqual([[0, 1]]);
    await replaceCloudObject(studio, href, cloudEvent("doctor", hour(TEN)));
    await fill(studio);
    expect(stored(studio)).toEqual([]);
    expect(await reasonAt(studio, TEN)).toBe("busy");
    await deleteCloudEvent(studio, href);
    await studio.pull();
    expect(await reasonAt(studio, TEN)).toBeNull();
    const other = await writeCloudEvent(studio, "dentist", hour(TEN));
    await studio.pull();
    await replaceCloudObject(studio, other, cloudEvent("dentist", hour(TEN), secret));
    await studio.pull({ complete: true });
    await fill(studio);
    expect(await reasonAt(studio, TEN)).toBe("busy");
  });

  test("in another calendar of the owner counts too; all-day, transparent, cancelled and tentative ones as they are", async () => {
    const studio = await openCloudStudio();
    const made = await studio.cloud.send({
      user: "mara",
      method: "MKCALENDAR",
      path: "/remote.php/dav/calendars/mara/home/",
    });
    expect(made.status).toBe(201);
    const home = await studio.cloud.send({
      user: "mara",
      method: "PUT",
      path: "/remote.php/dav/calendars/mara/home/plumber.ics",
      headers: { "Content-Type": "text/calendar" },
      body: cloudEvent("plumber", hour(TEN)),
    });
    expect(home.status).toBe(201);
    await writeCloudEvent(studio, "maybe", hour(TEN + 2 * HOUR), [...secret, "STATUS:TENTATIVE"]);
    await writeCloudEvent(studio, "free", hour(TEN + 4 * HOUR), [...secret, "TRANSP:TRANSPARENT"]);
    await writeCloudEvent(studio, "off", hour(TEN + 5 * HOUR), [...secret, "STATUS:CANCELLED"]);
    expect(await fill(studio)).toBeNull();
    expect(stored(studio)).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  test("that lasts three weeks blocks all of them", async () => {
    const studio = await openCloudStudio();
    const trip = { startMs: TEN, endMs: TEN + 21 * DAY + HOUR };
    await writeCloudEvent(studio, "trip", trip, secret);
    await fill(studio);
    for (const at of [TEN, TEN + 10 * DAY, TEN + 21 * DAY]) expect(await reasonAt(studio, at)).toBe("busy");
    expect(await reasonAt(studio, TEN + 21 * DAY + HOUR)).toBeNull();
    expect(stored(studio)).toHaveLength(22);
  });

  test("that lasts a whole day blocks the artist's day, although the server reads days in UTC", async () => {
    const studio = await openCloudStudio();
    const href = `${calendarPath("mara")}day-off.ics`;
    const dayOff = cloudEvent("day-off", hour(TEN), secret)
      .replace(/DTSTART[^\r]*/, "DTSTART;VALUE=DATE:20261203")
      .replace(/DTEND[^\r]*/, "DTEND;VALUE=DATE:20261204");
    await replaceCloudObject(studio, href, dayOff);
    await fill(studio);
    const [start, end] = [Date.parse("2026-12-02T23:00:00Z"), Date.parse("2026-12-03T23:00:00Z")];
    expect(stored(studio)).toEqual([[(start - TEN) / HOUR, (end - TEN) / HOUR]]);
    expect(await reasonAt(studio, TEN + DAY)).toBe("busy");
  });

  test("on the last bookable day is seen, month by month", async () => {
    const studio = await openCloudStudio();
    await writeCloudEvent(studio, "late", hour(TEN + 88 * DAY), secret);
    await fill(studio);
    expect(asked(studio)).toBe(3);
    expect(stored(studio)).toEqual([[88 * 24, 88 * 24 + 1]]);
  });
});

describe("what is known already", () => {
  test("public events, time outside the working hours and own appointments are not private", async () => {
    const studio = await openCloudStudio();
    await setCloudHours(studio, availabilityText(...viennaHours("WE", "1000", "1200")));
    await writeCloudEvent(studio, "public", { startMs: TEN + 3 * HOUR, endMs: TEN + 5 * HOUR });
    // Not read by us yet when we ask.
    await studio.request();
    expect(await fill(studio)).toBeNull();
    expect(stored(studio)).toEqual([]);
    expect(await reasonAt(studio, TEN + 3 * HOUR)).toBe("busy");
  });

  test("an own appointment that is moved is not blocked by its old time, nor is one that is cancelled", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    const admin = studio.ctx("admin");
    // The event cannot be written now: it still stands at the old time.
    studio.cloud.cloud.faults.add({ method: "PUT", status: 503 });
    await rescheduleAppointment(admin, { id, startMs: TEN + 2 * HOUR });
    expect(await fill(studio)).toBeNull();
    expect(stored(studio)).toEqual([]);
    studio.cloud.cloud.faults.clear();
    studio.clock.advance(HOUR);
    await deliverOutbox(studio.ctx("worker"), { limit: 50 });
    await fill(studio);
    expect(await reasonAt(studio, TEN)).toBeNull();
    expect(await reasonAt(studio, TEN + 2 * HOUR)).toBe("busy");
    studio.cloud.cloud.faults.add({ method: "DELETE", status: 503 });
    await cancelAppointment(admin, { id });
    await fill(studio);
    expect(stored(studio)).toEqual([]);
    expect(await reasonAt(studio, TEN + 2 * HOUR)).toBeNull();
    studio.cloud.cloud.faults.clear();
  });

  test("an event that is moved while we ask blocks at its new time only", async () => {
    const studio = await openCloudStudio();
    const href = await writeCloudEvent(studio, "public", hour(TEN));
    await studio.pull();
    let moved = false;
    studio.proxy.hold = async ({ path }) => {
      if (path.endsWith("/outbox/") && !moved) {
        moved = true;
        await replaceCloudObject(studio, href, cloudEvent("public", hour(TEN + 2 * HOUR)));
      }
      return false;
    };
    await fill(studio);
    expect(stored(studio)).toEqual([]);
    expect(await reasonAt(studio, TEN)).toBeNull();
    expect(await reasonAt(studio, TEN + 2 * HOUR)).toBe("busy");
  });

  test("a private event under an appointment that is moved away blocks after the next time", async () => {
    const studio = await openCloudStudio();
    const { id } = (await studio.request()).appointment;
    await writeCloudEvent(studio, "doctor", hour(TEN), secret);
    await fill(studio);
    await rescheduleAppointment(studio.ctx("admin"), { id, startMs: TEN + 2 * HOUR });
    await fill(studio);
    expect(await reasonAt(studio, TEN)).toBe("busy");
  });
});

describe("where it cannot be asked", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["the outbox refuses us", { status: 403 }, "no-own-address"],
    ["there is no outbox", { status: 404 }, "no-free-busy"],
    ["the server fails", { status: 500 }, "unavailable"],
    ["the server is away", { drop: true }, "network"],
    ["the answer is no answer", { status: 200, body: "<html></html>" }, "html"],
    [
      "the answer is something else",
      { status: 200, body: "<x/>", contentType: "application/xml" },
      "malformed",
    ],
  ])("%s: what is known stays, and why is said", async (_name, fault, key) => {
    const studio = await openCloudStudio();
    await writeCloudEvent(studio, "doctor", hour(TEN), secret);
    await fill(studio);
    const readAt = studio.clock.now();
    studio.clock.advance(MINUTE);
    studio.cloud.cloud.faults.add({ match: /outbox/, method: "POST", ...fault });
    expect(await fill(studio)).toBe(key);
    expect(await reasonAt(studio, TEN)).toBe("busy");
    expect(await studio.calendar()).toMatchObject({ freeBusyReadAt: readAt, freeBusyErrorKey: key });
    studio.cloud.cloud.faults.clear();
    expect(await fill(studio)).toBeNull();
    expect(await studio.calendar()).toMatchObject({
      freeBusyReadAt: studio.clock.now(),
      freeBusyErrorKey: null,
    });
  });

  test("one portion fails: none of them counts", async () => {
    const studio = await openCloudStudio();
    const href = await writeCloudEvent(studio, "doctor", hour(TEN), secret);
    await fill(studio);
    await deleteCloudEvent(studio, href);
    let posts = 0;
    studio.proxy.hold = ({ path }) => {
      if (path.endsWith("/outbox/") && ++posts === 2)
        studio.cloud.cloud.faults.add({ match: /outbox/, method: "POST", status: 500 });
      return false;
    };
    expect(await fill(studio)).toBe("unavailable");
    expect(await reasonAt(studio, TEN)).toBe("busy");
    studio.cloud.cloud.faults.clear();
  });

  test("the artist has no mail address there", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ match: /principals\/users\/mara/, status: 404 });
    expect(await fill(studio)).toBe("no-attendee-address");
    expect(asked(studio)).toBe(0);
    studio.cloud.cloud.faults.clear();
  });

  test("the mirror cannot be brought up to date: nothing is stored", async () => {
    const studio = await openCloudStudio();
    await writeCloudEvent(studio, "public", hour(TEN));
    studio.cloud.cloud.faults.add({ method: "REPORT", status: 503 });
    expect(await fill(studio)).toBe("unavailable");
    expect(stored(studio)).toEqual([]);
    studio.cloud.cloud.faults.clear();
  });

  test("is for the worker, admins and the artist", async () => {
    const studio = await openCloudStudio();
    const { id } = await studio.calendar();
    await expect(fillPrivate(studio.ctx("theo"), id)).rejects.toMatchObject({ code: "not_allowed" });
    await expect(fillPrivateDue(studio.ctx("mara"))).rejects.toMatchObject({ code: "not_allowed" });
  });
});

describe("when it is asked", () => {
  const due = (studio: CloudStudio) => fillPrivateDue(studio.ctx("worker"));

  test("at first, soon after the calendar changed, hourly, and not otherwise", async () => {
    const studio = await openCloudStudio();
    const rounds = async () => {
      const before = asked(studio);
      await due(studio);
      return asked(studio) - before;
    };
    // Two artists, three months.
    expect(await rounds()).toBe(6);
    expect(await rounds()).toBe(0);
    studio.clock.advance(10 * MINUTE);
    expect(await rounds()).toBe(0);
    // Invisible to us, but the calendar's token moves.
    await writeCloudEvent(studio, "doctor", hour(TEN), secret);
    await studio.pull();
    expect(await rounds()).toBe(3);
    expect(await reasonAt(studio, TEN)).toBe("busy");
    await writeCloudEvent(studio, "dentist", hour(TEN + HOUR), secret);
    await studio.pull();
    expect(await rounds()).toBe(0);
    studio.clock.advance(MINUTE);
    expect(await rounds()).toBe(3);
    studio.clock.advance(HOUR);
    expect(await rounds()).toBe(6);
  });

  test("one that fails is left alone for a while, and stops no other", async () => {
    const studio = await openCloudStudio();
    studio.cloud.cloud.faults.add({ match: /principals\/users\/mara/, status: 404 });
    await due(studio);
    expect((await studio.calendar()).freeBusyErrorKey).toBe("no-attendee-address");
    expect((await studio.calendar("theo")).freeBusyErrorKey).toBeNull();
    studio.cloud.cloud.faults.clear();
    studio.clock.advance(4 * MINUTE);
    await due(studio);
    expect((await studio.calendar()).freeBusyErrorKey).toBe("no-attendee-address");
    studio.clock.advance(MINUTE);
    await due(studio);
    expect((await studio.calendar()).freeBusyErrorKey).toBeNull();
  });

  test("once an owner, however many of their calendars an artist has; what is no longer asked for is forgotten", async () => {
    const studio = await openCloudStudio();
    await writeCloudEvent(studio, "doctor", hour(TEN), secret);
    const mara = await studio.calendar();
    const second = {
      ...mara,
      id: "second",
      href: `${calendarPath("parlour")}second/`,
      purpose: "block" as const,
      createdAt: 1,
    };
    studio.db.insert(artistCalendars).values(second).run();
    await due(studio);
    expect(asked(studio)).toBe(6);
    expect((await findCalendar(studio.db, "second"))?.freeBusyReadAt).toBeNull();
    expect(await reasonAt(studio, TEN)).toBe("busy");
    // Not shared any more: it shows everything itself.
    studio.db.update(artistCalendars).set({ shared: false }).run();
    await due(studio);
    expect(stored(studio)).toEqual([]);
    expect((await studio.calendar()).freeBusyReadAt).toBeNull();
    expect(asked(studio)).toBe(6);
  });
});
