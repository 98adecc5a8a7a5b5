import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { listOutbox } from "#db/queries/outbox.ts";
import { checkAvailability } from "#lib/availability/check-availability.ts";
import { createCalendar } from "#lib/calendars/create-calendar.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { getObject, putObject } from "#lib/nextcloud/objects.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import {
  cloudEvent,
  deleteCloudEvent,
  editOnlyEvent,
  moveCloudEvent,
  replaceCloudObject,
  restoreCloudEvent,
  writeCloudEvent,
} from "#tests/support/cloud-event.ts";
import { icsProperties } from "#tests/support/ics-properties.ts";
import { TEN } from "#tests/support/test-request.ts";
import { type CloudStudio, calendarPath, openCloudStudio } from "#tests/support/test-studio.ts";
import { pullCalendar } from "./pull-calendar.ts";

const { confirmAppointment, undoAppointmentChange } = appointmentVerbs;

/** A request that stands in Mara's calendar. */
async function withRequest() {
  const studio = await openCloudStudio();
  const { id } = (await studio.request()).appointment;
  return {
    studio,
    id,
    admin: studio.ctx("admin"),
    now: () => studio.appointment(id),
    undo: () => undoAppointmentChange(studio.ctx("admin"), id),
    lastLine: async () => (await listAudit(studio.db, "appointment", id)).at(-1),
    event: async () => icsProperties((await studio.events())[0]?.ics ?? ""),
  };
}

const toTwelve = (ics: string) =>
  ics.replace("DTSTART:20261202T090000Z", "DTSTART:20261202T110000Z").replace("T100000Z", "T120000Z");

async function reasonAt(studio: CloudStudio, startMs: number) {
  const answer = await checkAvailability(studio.ctx(), { artistId: "mara", startMs, endMs: startMs + HOUR });
  return answer.reason;
}

describe("an edit in the calendar can be taken back", () => {
  test("a move: the event stands at its old time again", async () => {
    const { studio, now, undo, lastLine, event } = await withRequest();
    await editOnlyEvent(studio, toTwelve);
    await studio.pull();
    expect(await now()).toMatchObject({ startMs: TEN + 2 * HOUR });
    expect(await lastLine()).toMatchObject({ action: "rescheduled", detail: { by: "calendar" } });
    await undo();
    expect(await now()).toMatchObject({ startMs: TEN, endMs: TEN + HOUR, status: "PENDING" });
    expect(await event()).toMatchObject({ DTSTART: "2026-12-02T09:00:00Z", DTEND: "2026-12-02T10:00:00Z" });
    await studio.pull();
    expect(await now()).toMatchObject({ startMs: TEN });
  });

  test("a shortening", async () => {
    const { studio, now, undo } = await withRequest();
    await editOnlyEvent(studio, (ics) => ics.replace("T100000Z", "T093000Z"));
    await studio.pull();
    expect(await now()).toMatchObject({ startMs: TEN, endMs: TEN + HOUR / 2 });
    await undo();
    await studio.pull();
    expect(await now()).toMatchObject({ startMs: TEN, endMs: TEN + HOUR });
  });

  test("a confirmation: the title says REQUEST: again", async () => {
    const { studio, now, undo, event } = await withRequest();
    await editOnlyEvent(studio, (ics) => ics.replace("SUMMARY:REQUEST: ", "SUMMARY:"));
    await studio.pull();
    expect(await now()).toMatchObject({ status: "CONFIRMED" });
    await undo();
    expect(await now()).toMatchObject({ status: "PENDING" });
    expect((await event()).SUMMARY).toBe("REQUEST: Lena Hofer - A sprig of rosemary");
    await studio.pull();
    expect(await now()).toMatchObject({ status: "PENDING" });
  });

  test.each([
    ["a request", false, "PENDING"],
    ["an appointment", true, "CONFIRMED"],
  ])("a deletion of %s: a fresh event is written", async (_name, confirmed, status) => {
    const { studio, id, admin, now, undo } = await withRequest();
    if (confirmed) await confirmAppointment(admin, { id });
    const before = await now();
    const [event] = await studio.events();
    await deleteCloudEvent(studio, event?.href ?? "");
    await studio.pull();
    expect((await now()).statusReason).toBe("deleted_in_calendar");
    await undo();
    expect(await now()).toMatchObject({ status, statusReason: null, startMs: TEN });
    expect((await now()).caldavUid).not.toBe(before.caldavUid);
    expect(await studio.events()).toHaveLength(1);
  });

  test("changed details: the words of the event are ours again", async () => {
    const { studio, now, undo, lastLine, event } = await withRequest();
    await editOnlyEvent(studio, (ics) =>
      ics.replace("SUMMARY:REQUEST: Lena Hofer", "SUMMARY:REQUEST: Lena Berger").replace("lena@", "berger@"),
    );
    await studio.pull();
    expect(await now()).toMatchObject({
      clientName: "Lena Berger",
      clientEmail: "berger@example.org",
      version: 2,
    });
    expect(await lastLine()).toMatchObject({
      action: "details_changed",
      detail: { by: "calendar", changed: ["clientName", "clientEmail"] },
    });
    await undo();
    expect(await now()).toMatchObject({ clientName: "Lena Hofer", clientEmail: "lena@example.org" });
    const written = await event();
    expect(written.SUMMARY).toBe("REQUEST: Lena Hofer - A sprig of rosemary");
    expect(written.DESCRIPTION).toContain("lena@example.org");
    await studio.pull();
    expect(await now()).toMatchObject({ clientName: "Lena Hofer", version: 3 });
  });

  test("not after half an hour", async () => {
    const { studio, undo } = await withRequest();
    await editOnlyEvent(studio, toTwelve);
    await studio.pull();
    studio.clock.advance(31 * MINUTE);
    await expect(undo()).rejects.toMatchObject({ code: "conflict" });
  });
});

test("a title of the artist's own, a colour, a place or a reminder change nothing", async () => {
  const { studio, now } = await withRequest();
  await editOnlyEvent(studio, (ics) =>
    ics
      .replace("A sprig of rosemary", "rosemary (2 h)")
      .replace(
        "END:VEVENT",
        "LOCATION:Room 2\r\nCOLOR:red\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nDESCRIPTION:x\r\nEND:VALARM\r\nEND:VEVENT",
      ),
  );
  await studio.pull();
  expect(await now()).toMatchObject({
    version: 1,
    clientName: "Lena Hofer",
    description: "A sprig of rosemary",
  });
});

test("attendees that a person invites stay when the appointment is confirmed here", async () => {
  const { studio, id, admin, event } = await withRequest();
  await editOnlyEvent(studio, (ics) =>
    ics.replace(
      "END:VEVENT",
      "ORGANIZER:mailto:mara@example.org\r\nATTENDEE;PARTSTAT=DECLINED:mailto:lena@example.org\r\nEND:VEVENT",
    ),
  );
  await studio.pull();
  expect((await studio.appointment(id)).status).toBe("PENDING");
  await confirmAppointment(admin, { id });
  expect(Object.keys(await event()).join()).toMatch(/ATTENDEE/);
});

test("a copy of the event blocks its own time and is no second appointment", async () => {
  const { studio, now } = await withRequest();
  const [event] = await studio.events();
  const copy = toTwelve(event?.ics ?? "").replace(/UID:\S+/, "UID:a-copy");
  await replaceCloudObject(studio, `${calendarPath("mara")}a-copy.ics`, copy);
  await studio.pull();
  expect(await now()).toMatchObject({ startMs: TEN, status: "PENDING" });
  expect(await reasonAt(studio, TEN + 2 * HOUR)).toBe("busy");
});

describe("moved onto something", () => {
  test("of the artist's own: kept with a mark until it is free, and the artist is told", async () => {
    const studio = await openCloudStudio({ variables: { SMTP_URL: "smtp://127.0.0.1:9" } });
    const { id } = (await studio.request()).appointment;
    const dentist = await writeCloudEvent(studio, "dentist", {
      startMs: TEN + 2 * HOUR,
      endMs: TEN + 3 * HOUR,
    });
    await studio.pull();
    const own = (await studio.events()).find(({ ics }) => ics.includes("REQUEST:"));
    await replaceCloudObject(studio, own?.href ?? "", toTwelve(own?.ics ?? ""));
    await studio.pull();
    expect(await studio.appointment(id)).toMatchObject({ conflict: true, startMs: TEN + 2 * HOUR });
    const mails = (await listOutbox(studio.db, 50)).filter((row) => row.id.includes(":conflict:"));
    expect(mails).toMatchObject([{ appointmentId: id, payload: { to: "artist", template: "conflict" } }]);
    await deleteCloudEvent(studio, dentist);
    await studio.pull();
    expect(await studio.appointment(id)).toMatchObject({ conflict: false });
  });

  test("nothing: nobody is told of a conflict", async () => {
    const studio = await openCloudStudio({ variables: { SMTP_URL: "smtp://127.0.0.1:9" } });
    await studio.request();
    await editOnlyEvent(studio, toTwelve);
    await studio.pull();
    expect((await studio.outboxIds()).filter((id) => id.includes(":conflict:"))).toEqual([]);
  });
});

describe("a person's change of the length alone, while ours waits", () => {
  test("wins where ours is about something else", async () => {
    const { studio, id, admin, now } = await withRequest();
    studio.cloud.cloud.faults.add({ method: "PUT", status: 503 });
    await confirmAppointment(admin, { id });
    studio.cloud.cloud.faults.clear();
    await editOnlyEvent(studio, (ics) => ics.replace("T100000Z", "T113000Z"));
    await studio.pull();
    expect(await now()).toMatchObject({ status: "CONFIRMED", startMs: TEN, endMs: TEN + 2.5 * HOUR });
  });
});

test("an event deleted and written anew by hand is an event of the artist's", async () => {
  const { studio, now } = await withRequest();
  const [event] = await studio.events();
  await deleteCloudEvent(studio, event?.href ?? "");
  await replaceCloudObject(
    studio,
    `${calendarPath("mara")}anew.ics`,
    cloudEvent("anew", { startMs: TEN, endMs: TEN + HOUR }),
  );
  await studio.pull();
  expect((await now()).status).toBe("DECLINED");
  expect(await reasonAt(studio, TEN)).toBe("busy");
  expect(await reasonAt(studio, TEN + DAY)).toBeNull();
});

describe("restored from the trash bin", () => {
  test.each([
    ["a request waits again", false, "PENDING"],
    ["a confirmed appointment stands again", true, "CONFIRMED"],
  ])("%s", async (_name, confirmed, status) => {
    const { studio, id, admin, now, lastLine } = await withRequest();
    if (confirmed) await confirmAppointment(admin, { id });
    const { caldavUid } = await now();
    await deleteCloudEvent(studio, (await studio.events())[0]?.href ?? "");
    await studio.pull();
    expect((await now()).statusReason).toBe("deleted_in_calendar");
    await restoreCloudEvent(studio, caldavUid);
    await studio.pull();
    expect(await now()).toMatchObject({
      status,
      statusReason: null,
      startMs: TEN,
      caldavUid,
      conflict: false,
    });
    expect(await lastLine()).toMatchObject({ action: "restored", detail: { by: "calendar" } });
    await studio.pull();
    expect(await now()).toMatchObject({ status });
    await deleteCloudEvent(studio, (await studio.events())[0]?.href ?? "");
    await studio.pull();
    expect((await now()).statusReason).toBe("deleted_in_calendar");
  });

  test("where somebody else has the time by now: both stand, marked as a conflict", async () => {
    const { studio, now } = await withRequest();
    const { caldavUid } = await now();
    await deleteCloudEvent(studio, (await studio.events())[0]?.href ?? "");
    await studio.pull();
    const other = (await studio.request({ clientName: "Somebody else" })).appointment;
    await restoreCloudEvent(studio, caldavUid);
    await studio.pull();
    expect(await now()).toMatchObject({ status: "PENDING", conflict: true });
    expect((await studio.appointment(other.id)).status).toBe("PENDING");
  });

  test("what the studio declined stays declined; the event only blocks", async () => {
    const { studio, id, admin, now } = await withRequest();
    const { caldavUid } = await now();
    await appointmentVerbs.declineAppointment(admin, { id });
    await restoreCloudEvent(studio, caldavUid);
    await studio.pull();
    expect((await now()).status).toBe("DECLINED");
    expect(await reasonAt(studio, TEN)).toBe("busy");
  });

  test("nobody is written to when it was only gone for a moment", async () => {
    const studio = await openCloudStudio({ variables: { SMTP_URL: "smtp://127.0.0.1:9" } });
    const { id } = (await studio.request()).appointment;
    const { caldavUid } = await studio.appointment(id);
    await deleteCloudEvent(studio, (await studio.events())[0]?.href ?? "");
    await studio.pull();
    expect((await studio.outboxIds()).some((row) => row.includes(":declined:customer"))).toBe(true);
    await restoreCloudEvent(studio, caldavUid);
    await studio.pull();
    expect((await studio.outboxIds()).filter((row) => row.endsWith(":customer"))).toEqual([
      expect.stringContaining(":1:requested:"),
    ]);
  });
});

describe("moved to another calendar", () => {
  /** Mara has a second calendar, which is configured too. */
  async function withSecondCalendar() {
    const desk = await withRequest();
    const { studio } = desk;
    const href = "/remote.php/dav/calendars/mara/second/";
    await studio.cloud.send({ user: "mara", method: "MKCALENDAR", path: href });
    await studio.cloud.send({ user: "mara", method: "POST", path: href, body: shareForWriting });
    const second = await createCalendar(studio.ctx("admin"), { artistId: "mara", calendarUrl: href });
    await pullCalendar(studio.ctx("worker"), second.id, { cause: "first" });
    const pullSecond = () => pullCalendar(studio.ctx("worker"), second.id, { cause: "schedule" });
    const [event] = await studio.events();
    const name = event?.href.split("/").at(-1) ?? "";
    const move = () => moveCloudEvent(studio, event?.href ?? "", `${href}${name}`);
    return { ...desk, second, pullSecond, move };
  }

  test.each([
    ["the old one is read first", true],
    ["the new one is read first", false],
  ])("of the artist's, %s: the appointment stands there, and is written there", async (_name, oldFirst) => {
    const { studio, id, admin, now, second, pullSecond, move } = await withSecondCalendar();
    await move();
    if (oldFirst) await studio.pull();
    await pullSecond();
    if (!oldFirst) await studio.pull();
    expect(await now()).toMatchObject({
      status: "PENDING",
      calendarId: second.id,
      startMs: TEN,
      artistId: "mara",
    });
    await confirmAppointment(admin, { id });
    expect((await now()).status).toBe("CONFIRMED");
    await pullSecond();
    const { caldavHref } = await now();
    const { etag } =
      (await getObject(
        studio.mara,
        caldavHref?.replace("parlour/second_shared_by_mara", "mara/second") ?? "",
      )) ?? {};
    expect(etag).toBe((await now()).caldavEtag);
  });

  test("of a colleague's: the appointment is the colleague's", async () => {
    const { studio, now } = await withRequest();
    const [event] = await studio.events();
    const theos = calendarPath("theo");
    await deleteCloudEvent(studio, event?.href ?? "");
    await putObject(studio.theo, `${theos}handed-over.ics`, event?.ics ?? "", { ifNoneMatch: "*" });
    await studio.pull();
    await pullCalendar(studio.ctx("worker"), (await studio.calendar("theo")).id, { cause: "schedule" });
    expect(await now()).toMatchObject({ status: "PENDING", artistId: "theo", startMs: TEN });
    expect((await now()).calendarId).toBe((await studio.calendar("theo")).id);
    expect(await reasonAt(studio, TEN)).toBeNull();
  });

  test("copied there under the same UID: the appointment stays where it is", async () => {
    const { studio, now } = await withRequest();
    const [event] = await studio.events();
    await putObject(studio.theo, `${calendarPath("theo")}copy.ics`, event?.ics ?? "", { ifNoneMatch: "*" });
    await pullCalendar(studio.ctx("worker"), (await studio.calendar("theo")).id, { cause: "schedule" });
    expect(await now()).toMatchObject({ artistId: "mara", status: "PENDING" });
  });
});

const shareForWriting = `<?xml version="1.0"?><oc:share xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><oc:set>
<d:href>principal:principals/users/parlour</d:href><oc:read-write/></oc:set></oc:share>`;
