import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { writeEvent } from "./write-event.ts";

const event = {
  uid: "customer-1",
  startMs: Date.parse("2026-12-02T09:00:00Z"),
  endMs: Date.parse("2026-12-02T10:00:00Z"),
  summary: "Session",
  status: "CONFIRMED" as const,
  sequence: 3,
  createdMs: Date.parse("2026-12-01T06:00:00Z"),
  modifiedMs: Date.parse("2026-12-01T07:00:00Z"),
};
const organizer = { name: "Studio", email: "desk@studio.example" };

function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const component = calendar.getFirstSubcomponent("vevent");
  if (!component) throw new Error("no event");
  return { calendar, component };
}

describe("organizer and attendee", () => {
  test("keep calendar servers from writing to anybody", () => {
    const text = writeEvent({
      ...event,
      method: "REQUEST",
      organizer,
      attendee: { name: "Lena", email: "lena@example.org" },
    });
    const { calendar, component } = read(text);
    expect(calendar.getFirstPropertyValue("method")).toBe("REQUEST");
    for (const name of ["organizer", "attendee"])
      expect(component.getFirstProperty(name)?.getFirstParameter("schedule-agent")).toBe("CLIENT");
    const attendee = component.getFirstProperty("attendee");
    expect(attendee?.getFirstParameter("partstat")).toBe("ACCEPTED");
    expect(attendee?.getFirstParameter("rsvp")).toBe("FALSE");
    expect(attendee?.getFirstValue()).toBe("mailto:lena@example.org");
  });

  test.each([
    ['Lena "Lou" Hofer', "Lena 'Lou' Hofer"],
    ["Hofer; CN=x: Lena, Dr.", "Hofer; CN=x: Lena, Dr."],
    ["Lena\r\nATTENDEE:mailto:victim@example.org", "Lena ATTENDEE:mailto:victim@example.org"],
    ["<b>Zoë</b> 🖋️ ^n 漢字".repeat(8), "<b>Zoë</b> 🖋️ ^n 漢字".repeat(8)],
    ["   ", undefined],
  ])("the name %j stays in its place", (name, expected) => {
    const text = writeEvent({ ...event, organizer, attendee: { name, email: "lena@example.org" } });
    for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const { component } = read(text);
    expect(component.getAllProperties("attendee")).toHaveLength(1);
    expect(component.getFirstProperty("attendee")?.getFirstParameter("cn")).toBe(expected);
    expect(component.getFirstPropertyValue("uid")).toBe("customer-1");
  });

  test("an address cannot begin a line of its own", () => {
    const attendee = { name: "Lena", email: "lena@example.org\r\nATTENDEE:mailto:victim@example.org" };
    expect(read(writeEvent({ ...event, attendee })).component.getAllProperties("attendee")).toHaveLength(1);
  });

  test("neither, and no method, where nobody is named", () => {
    const text = writeEvent(event);
    expect(text).not.toMatch(/METHOD|ORGANIZER|ATTENDEE/);
  });
});
