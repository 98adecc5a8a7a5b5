import { afterEach, describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "#tests/contract/test-server.ts";
import { readCalendarUser, readOwnCalendarUser } from "./calendar-user.ts";
import { readFreeBusy } from "./outbox-free-busy.ts";
import { readAvailability } from "./read-availability.ts";
import { createTransport } from "./transport.ts";

let server: TestServer;
afterEach(() => server.close());

type Answers = Record<string, { status: number; body: string }>;

/** A Nextcloud under `/cloud`, without pretty addresses, which knows these answers and is 404 for the rest. */
async function cloud(answers: Answers, username = "anna@studio.example") {
  server = await startTestServer((request, response) => {
    const answer = answers[`${request.method} ${request.url}`] ?? { status: 404, body: "" };
    response.writeHead(answer.status, { "Content-Type": "application/xml" }).end(answer.body);
  });
  return createTransport({
    baseUrl: `${server.url}/cloud`,
    username,
    password: "pw",
    calendarBasePath: "/index.php/remote.php/dav/calendars",
  });
}

const dav = "/cloud/index.php/remote.php/dav/";
const row = (href: string, props: string, status = "200 OK") => ({
  status: 207,
  body: `<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:response><d:href>${href}</d:href><d:propstat><d:prop>${props}</d:prop><d:status>HTTP/1.1 ${status}</d:status></d:propstat></d:response></d:multistatus>`,
});
const hrefs = (name: string, ...values: string[]) =>
  `<${name}>${values.map((value) => `<d:href>${value}</d:href>`).join("")}</${name}>`;
const principal = (id: string, addresses: string[], outbox = `${dav}calendars/${id}/outbox/`) =>
  row(
    `${dav}principals/users/${id}/`,
    hrefs("c:calendar-user-address-set", ...addresses) +
      (outbox === "" ? "" : hrefs("c:schedule-outbox-URL", outbox)),
  );
const me = {
  [`PROPFIND ${dav}`]: row(dav, hrefs("d:current-user-principal", `${dav}principals/users/anna/`)),
};
const anna = {
  [`PROPFIND ${dav}principals/users/anna/`]: principal("anna", [
    `${dav}principals/users/anna/`,
    "mailto:Anna@Studio.example",
  ]),
};
const reply = (...lines: string[]) => ({
  status: 200,
  body: `<c:schedule-response xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><c:response><c:request-status>2.0;Success</c:request-status><c:calendar-data>${["BEGIN:VCALENDAR", "BEGIN:VFREEBUSY", ...lines, "END:VFREEBUSY", "END:VCALENDAR"].join("\n")}</c:calendar-data></c:response></c:schedule-response>`,
});
const window = { fromMs: Date.UTC(2027, 0, 12), toMs: Date.UTC(2027, 0, 13) };

describe("working hours", () => {
  const inbox = `PROPFIND ${dav}calendars/m%C3%A4x/inbox/`;
  const property = (text: string) => row("/x/", `<c:calendar-availability>${text}</c:calendar-availability>`);

  test("are read below the installation's path, byte for byte", async () => {
    const transport = await cloud({ [inbox]: property("BEGIN:VCALENDAR&#13;\nX:&lt;&amp;&#13;\n") });
    expect(await readAvailability(transport, "mäx")).toEqual({ text: "BEGIN:VCALENDAR\r\nX:<&\r\n" });
    expect(server.seen[0]?.headers.depth).toBe("0");
  });

  test.each([
    ["no inbox", {}],
    ["no property", { [inbox]: row("/x/", "<c:calendar-availability/>", "404 Not Found") }],
    ["an empty one", { [inbox]: property(" \n") }],
  ])("null: %s", async (_name, answers: Answers) => {
    expect(await readAvailability(await cloud(answers), "mäx")).toBeNull();
  });

  test.each([
    [
      { status: 403, body: "" },
      { kind: "rejected", reason: "forbidden" },
    ],
    [
      { status: 503, body: "" },
      { kind: "rejected", retryable: true },
    ],
    [{ status: 200, body: "<html></html>" }, { kind: "malformed" }],
    [{ status: 207, body: "<d:multistatus" }, { kind: "malformed" }],
    [{ status: 207, body: '<d:multistatus xmlns:d="DAV:"/>' }, { kind: "malformed" }],
  ])("any other answer is a failure, never null", async (answer, expected) => {
    const transport = await cloud({ [inbox]: answer });
    await expect(readAvailability(transport, "mäx")).rejects.toMatchObject(expected);
  });
});

describe("calendar users", () => {
  test("the signed-in one is found whatever the login name, with the address as the server writes it", async () => {
    const transport = await cloud({ ...me, ...anna });
    const expected = { address: "mailto:Anna@Studio.example", outbox: `${dav}calendars/anna/outbox/` };
    expect(await readOwnCalendarUser(transport)).toEqual(expected);
    expect(await readCalendarUser(transport, "anna")).toEqual(expected);
    expect(await readCalendarUser(transport, "nobody")).toBeNull();
  });

  test("an address that is no mail address is none", async () => {
    const path = `PROPFIND ${dav}principals/users/max/`;
    const odd = ["mailto:", "mailto:a b@c", "mailto:a@b\r\nATTENDEE:mailto:c@d", "/principals/max/"];
    const transport = await cloud({ [path]: principal("max", odd, "") });
    expect(await readCalendarUser(transport, "max")).toEqual({ address: null, outbox: null });
  });
});

describe("free-busy over the outbox", () => {
  const outbox = `POST ${dav}calendars/anna/outbox/`;
  const ask = { attendee: { mail: "max@studio.example" }, ...window };

  test("asks in the own name, and clips and sorts what comes", async () => {
    const transport = await cloud({
      ...me,
      ...anna,
      [outbox]: reply(
        "FREEBUSY:20270112T230000Z/20270114T000000Z",
        "FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20270111T000000Z/20270112T090000Z",
        "FREEBUSY:20270110T000000Z/20270112T000000Z",
      ),
    });
    expect(await readFreeBusy(transport, ask)).toEqual([
      { startMs: window.fromMs, endMs: window.fromMs + 9 * 3_600_000, type: "BUSY-UNAVAILABLE" },
      { startMs: window.toMs - 3_600_000, endMs: window.toMs, type: "BUSY" },
    ]);
    const sent = server.seen.at(-1);
    expect(sent?.headers["content-type"]).toBe("text/calendar; charset=utf-8");
    const lines = sent?.body.split("\r\n") ?? [];
    expect(lines.filter((line) => !/^(UID|DTSTAMP)/.test(line))).toEqual([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Parlour//Parlour//EN",
      "METHOD:REQUEST",
      "BEGIN:VFREEBUSY",
      "DTSTART:20270112T000000Z",
      "DTEND:20270113T000000Z",
      "ORGANIZER:mailto:Anna@Studio.example",
      "ATTENDEE:mailto:max@studio.example",
      "END:VFREEBUSY",
      "END:VCALENDAR",
      "",
    ]);
  });

  test.each([
    ["no principal", {}],
    [
      "no outbox named",
      { ...me, [`PROPFIND ${dav}principals/users/anna/`]: principal("anna", ["mailto:a@b.c"], "") },
    ],
    ["nothing at the outbox", { ...me, ...anna }],
    ["an outbox that takes no POST", { ...me, ...anna, [outbox]: { status: 405, body: "" } }],
  ])("null: %s", async (_name, answers: Answers) => {
    expect(await readFreeBusy(await cloud(answers), ask)).toBeNull();
  });

  test("says which of the two has no address, and sends nothing then", async () => {
    const bare = {
      [`PROPFIND ${dav}principals/users/anna/`]: principal("anna", [`${dav}principals/users/anna/`]),
    };
    const transport = await cloud({ ...me, ...bare });
    await expect(readFreeBusy(transport, ask)).rejects.toMatchObject({ reason: "no-own-address" });
    const organizer = { address: "mailto:a@b.c", outbox: `${dav}calendars/anna/outbox/` };
    const none = { kind: "rejected", reason: "no-attendee-address", retryable: false };
    for (const attendee of [{ userId: "anna" }, { userId: "nobody" }, { mail: "a@b\r\nX:1" }, { mail: "a" }])
      await expect(readFreeBusy(transport, { ...ask, organizer, attendee })).rejects.toMatchObject(none);
    expect(server.seen.filter(({ method }) => method === "POST")).toEqual([]);
  });

  test.each([
    [
      { status: 403, body: "" },
      { kind: "rejected", reason: "forbidden", status: 403 },
    ],
    [
      { status: 500, body: "" },
      { kind: "rejected", reason: "server-error", retryable: true },
    ],
    [{ status: 200, body: "" }, { kind: "malformed" }],
    [
      { status: 200, body: "<!DOCTYPE html><html></html>" },
      { kind: "malformed", reason: "html" },
    ],
    [{ status: 204, body: "" }, { kind: "rejected" }],
  ])("an answer %j is a failure, never free time", async (answer, expected) => {
    const transport = await cloud({ ...me, ...anna, [outbox]: answer });
    await expect(readFreeBusy(transport, ask)).rejects.toMatchObject(expected);
  });
});
