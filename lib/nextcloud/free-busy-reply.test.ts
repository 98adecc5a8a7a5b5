import { expect, test } from "vitest";
import { readFreeBusyReply } from "./free-busy-reply.ts";

const reply = (lines: string[], lineEnd = "\n") =>
  ["BEGIN:VCALENDAR", "METHOD:REPLY", "BEGIN:VFREEBUSY", ...lines, "END:VFREEBUSY", "END:VCALENDAR", ""].join(
    lineEnd,
  );
const answer = (data: string, status = "2.0;Success") =>
  `<?xml version="1.0"?><cal:schedule-response xmlns:d="DAV:" xmlns:cal="urn:ietf:params:xml:ns:caldav"><cal:response><cal:recipient><d:href>mailto:a@b.test</d:href></cal:recipient><cal:request-status>${status}</cal:request-status><cal:calendar-data>${data.replaceAll("\r", "&#13;")}</cal:calendar-data></cal:response></cal:schedule-response>`;
const read = (lines: string[], lineEnd?: string) =>
  readFreeBusyReply(answer(reply(lines, lineEnd))).map(
    ({ startMs, endMs, type }) =>
      `${new Date(startMs).toISOString().slice(8, 16)}/${new Date(endMs).toISOString().slice(8, 16)} ${type}`,
  );

test("periods of every type but FREE, ended by an instant or a duration, folded or several to a line", () => {
  const lines = [
    "ATTENDEE;CN=FREEBUSY:mailto:a@b.test",
    "FREEBUSY:20270112T150000Z/20270112T163000Z",
    "FREEBUSY;FBTYPE=FREE:20270113T150000Z/20270113T163000Z",
    'FREEBUSY;FBTYPE="BUSY-UNAVAILABLE":20270114T000000Z/P1DT30M,2027011',
    " 6T000000Z/20270116T010000Z",
    "freebusy;x=1;fbtype=busy-tentative:20270117T000000Z/PT1H",
    "FREEBUSY;FBTYPE=X-AWAY:20270118T000000Z/P1W",
  ];
  for (const lineEnd of ["\n", "\r\n"])
    expect(read(lines, lineEnd)).toEqual([
      "12T15:00/12T16:30 BUSY",
      "14T00:00/15T00:30 BUSY-UNAVAILABLE",
      "16T00:00/16T01:00 BUSY-UNAVAILABLE",
      "17T00:00/17T01:00 BUSY-TENTATIVE",
      "18T00:00/25T00:00 BUSY",
    ]);
  expect(read([])).toEqual([]);
});

test.each([
  ["a local time", "FREEBUSY:20270112T150000/20270112T163000"],
  ["no end", "FREEBUSY:20270112T150000Z"],
  ["an end before its start", "FREEBUSY:20270112T150000Z/20270112T140000Z"],
  ["an empty value", "FREEBUSY:"],
  ["one bad of two", "FREEBUSY:20270112T150000Z/PT1H,later"],
  ["a negative duration", "FREEBUSY:20270112T150000Z/-PT1H"],
])("a period with %s makes the whole reply unreadable", (_name, line) => {
  expect(() => read([line])).toThrow(expect.objectContaining({ kind: "malformed", reason: "free-busy" }));
});

test("a reply that was cut, or is none, is never read as free", () => {
  const whole = reply(["FREEBUSY:20270112T150000Z/20270112T163000Z"]).trimEnd();
  for (let length = 0; length < whole.length; length += 1)
    expect(() => readFreeBusyReply(answer(whole.slice(0, length)))).toThrow(
      expect.objectContaining({ kind: "malformed" }),
    );
  for (const xml of ["", "<html></html>", '<d:multistatus xmlns:d="DAV:"/>', answer(whole, "")])
    expect(() => readFreeBusyReply(xml)).toThrow(expect.objectContaining({ kind: "malformed" }));
});

test("a refusal by request status", () => {
  const refusal = (status: string) => () => readFreeBusyReply(answer("", status));
  expect(refusal("3.7;Could not find principal")).toThrow(
    expect.objectContaining({ kind: "rejected", reason: "unknown-attendee" }),
  );
  expect(refusal("3.8;No authority")).toThrow(
    expect.objectContaining({ kind: "rejected", reason: "free-busy-refused", retryable: false }),
  );
});

test("more periods than any calendar has are refused", () => {
  const period = "20270112T150000Z/PT1H";
  const line = `FREEBUSY:${new Array(50_001).fill(period).join(",")}`;
  expect(() => read([line])).toThrow(expect.objectContaining({ kind: "malformed" }));
});
