import { execFile } from "node:child_process";
import { promisify } from "node:util";
import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { writeSetting } from "#db/queries/system.ts";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { appointmentVerbs } from "#tests/support/appointment-verbs.ts";
import { icsProperties } from "#tests/support/ics-properties.ts";
import { TEN } from "#tests/support/test-request.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { customerCalendarFile, googleCalendarUrl, outlookCalendarUrl } from "./calendar-links.ts";

const run = promisify(execFile);
const variables = { MAIL_FROM: '"Tinte, Söhne & Co" <desk@studio.example>' };

async function withAddress() {
  const studio = await openStudio({ variables });
  await writeSetting(studio.db, "name", "Tinte & Söhne");
  await writeSetting(studio.db, "address", "Neubaugasse 12; Hof 3\r\n1070 Wien, Austria");
  await writeSetting(studio.db, "phone", "+43 1 234");
  return studio;
}

async function fileOf(studio: TestStudio, id: string, method?: "REQUEST" | "CANCEL") {
  return customerCalendarFile(studio.ctx(), await studio.appointment(id), method);
}

const methodOf = (text: string) => new ICAL.Component(ICAL.parse(text)).getFirstPropertyValue("method");

describe("the customer's entry", () => {
  test("stays one through a life: its edition and its stamps grow, its end is a cancellation", async () => {
    const studio = await withAddress();
    const { id } = (await studio.request()).appointment;
    const files = [await fileOf(studio, id, "REQUEST")];
    const step = async (change: () => Promise<unknown>, method: "REQUEST" | "CANCEL") => {
      studio.clock.advance(HOUR);
      await change();
      files.push(await fileOf(studio, id, method));
    };
    const mara = studio.ctx("mara");
    await step(() => appointmentVerbs.confirmAppointment(mara, { id }), "REQUEST");
    await step(() => appointmentVerbs.rescheduleAppointment(mara, { id, startMs: TEN + DAY }), "REQUEST");
    await step(() => appointmentVerbs.cancelAppointment(mara, { id }), "CANCEL");
    const seen = files.map(icsProperties);
    expect(new Set(seen.map(({ UID }) => UID))).toEqual(new Set([`customer-${id}`]));
    expect(seen.map(({ SEQUENCE }) => SEQUENCE)).toEqual(["1", "2", "3", "4"]);
    expect(seen.map(({ STATUS }) => STATUS)).toEqual(["TENTATIVE", "CONFIRMED", "CONFIRMED", "CANCELLED"]);
    expect(files.map(methodOf)).toEqual(["REQUEST", "REQUEST", "REQUEST", "CANCEL"]);
    for (const name of ["DTSTAMP", "LAST-MODIFIED"]) {
      const stamps = seen.map((event) => Date.parse(event[name] ?? ""));
      expect(stamps).toEqual(stamps.toSorted((a, b) => a - b));
      expect(new Set(stamps).size).toBe(4);
    }
  });

  test("goes on with the entry of the appointment it takes the place of", async () => {
    const studio = await withAddress();
    const { id } = (await studio.request()).appointment;
    const text = await customerCalendarFile(studio.ctx(), {
      ...(await studio.appointment(id)),
      rootId: "the-first",
    });
    expect(icsProperties(text).UID).toBe("customer-the-first");
  });

  test("as a file to open is no message, and says how it stands", async () => {
    const studio = await withAddress();
    const { id } = (await studio.request()).appointment;
    const text = await fileOf(studio, id);
    expect(methodOf(text)).toBeNull();
    expect(icsProperties(text)).toMatchObject({
      UID: `customer-${id}`,
      STATUS: "TENTATIVE",
      ORGANIZER: "mailto:desk@studio.example",
      ATTENDEE: "mailto:lena@example.org",
      LOCATION: "Neubaugasse 12; Hof 3, 1070 Wien, Austria",
    });
    await appointmentVerbs.declineAppointment(studio.ctx("mara"), { id });
    expect(icsProperties(await fileOf(studio, id)).STATUS).toBe("CANCELLED");
  });

  test("names nobody where no sender is configured, but as a message whoever sends it", async () => {
    const studio = await openStudio();
    const { id } = (await studio.request()).appointment;
    expect(await fileOf(studio, id)).not.toMatch(/ORGANIZER|ATTENDEE/);
    for (const method of ["REQUEST", "CANCEL"] as const)
      expect(icsProperties(await fileOf(studio, id, method))).toMatchObject({
        ORGANIZER: "mailto:parlour@localhost",
        ATTENDEE: "mailto:lena@example.org",
      });
  });
});

/** The Python that has Debian's vobject, the parser Radicale reads with. */
async function pythonWithVobject(): Promise<string | null> {
  for (const python of ["/usr/bin/python3", "python3"]) {
    const found = await run(python, ["-c", "import vobject"]).catch(() => null);
    if (found) return python;
  }
  return null;
}
const python = await pythonWithVobject();
if (!python) console.warn("python3-vobject is not installed: the entry is not read by a second parser.");

const READ = `
import json, sys, vobject
calendar = vobject.readOne(sys.argv[1])
calendar.validate(raiseException=True)
event = calendar.vevent
attendee, organizer = event.attendee, event.organizer
print(json.dumps({
  "method": calendar.method.value if hasattr(calendar, "method") else None,
  "uid": event.uid.value, "sequence": event.sequence.value, "status": event.status.value,
  "start": event.dtstart.value.isoformat(), "end": event.dtend.value.isoformat(),
  "summary": event.summary.value, "location": event.location.value, "url": event.url.value,
  "organizer": [organizer.value, organizer.params], "attendee": [attendee.value, attendee.params],
}))`;

test.skipIf(!python).for(["REQUEST", "CANCEL", undefined] as const)(
  "Python's vobject reads the entry (%s)",
  async (method) => {
    const studio = await withAddress();
    const clientName = 'Zoë; "Lou": O\'Neil, 漢字 <b> \\n';
    const { appointment } = await studio.request({ clientName });
    const { stdout } = await run(python ?? "", ["-c", READ, await fileOf(studio, appointment.id, method)]);
    const row = await studio.appointment(appointment.id);
    const seen: unknown = JSON.parse(stdout);
    expect(seen).toEqual({
      method: method ?? null,
      uid: `customer-${appointment.id}`,
      sequence: "1",
      status: method === "CANCEL" ? "CANCELLED" : "TENTATIVE",
      start: "2026-12-02T09:00:00+00:00",
      end: "2026-12-02T10:00:00+00:00",
      summary: "Session, Mara (Tinte & Söhne)",
      location: "Neubaugasse 12; Hof 3, 1070 Wien, Austria",
      url: expect.stringMatching(/^https:\/\/studio\.example\/appointment\/[\w-]{43}$/),
      organizer: ["mailto:desk@studio.example", { CN: ["Tinte, Söhne & Co"], "SCHEDULE-AGENT": ["CLIENT"] }],
      attendee: [
        "mailto:lena@example.org",
        {
          CN: [row.clientName.replaceAll('"', "'")],
          PARTSTAT: ["ACCEPTED"],
          RSVP: ["FALSE"],
          "SCHEDULE-AGENT": ["CLIENT"],
        },
      ],
    });
  },
);

describe("calendars on the web", () => {
  test("get what they need in the address", async () => {
    const studio = await withAddress();
    const { id } = (await studio.request()).appointment;
    const appointment = await studio.appointment(id);
    const google = new URL(await googleCalendarUrl(studio.ctx(), appointment));
    expect(google.origin).toBe("https://calendar.google.com");
    expect(Object.fromEntries(google.searchParams)).toMatchObject({
      action: "TEMPLATE",
      text: "Session, Mara (Tinte & Söhne)",
      dates: "20261202T090000Z/20261202T100000Z",
      location: "Neubaugasse 12; Hof 3, 1070 Wien, Austria",
      details: expect.stringContaining("https://studio.example/appointment/"),
    });
    const outlook = await outlookCalendarUrl(studio.ctx(), appointment);
    expect(outlook).not.toContain("+");
    expect(Object.fromEntries(new URL(outlook).searchParams)).toMatchObject({
      rru: "addevent",
      subject: "Session, Mara (Tinte & Söhne)",
      startdt: "2026-12-02T09:00:00.000Z",
      enddt: "2026-12-02T10:00:00.000Z",
    });
  });
});
