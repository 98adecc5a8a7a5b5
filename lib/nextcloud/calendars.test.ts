import { afterEach, describe, expect, test } from "vitest";
import { readRecording } from "#tests/contract/replay-server.ts";
import { startTestServer, type TestServer } from "#tests/contract/test-server.ts";
import { listCalendars, readCalendar } from "./calendars.ts";
import { createTransport } from "./transport.ts";

let server: TestServer;
afterEach(() => server.close());

const multistatus = (rows: string) =>
  `<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:cs="http://calendarserver.org/ns/" xmlns:oc="http://owncloud.org/ns">${rows}</d:multistatus>`;
const row = (href: string, props: string) =>
  `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${props}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`;
const calendar = "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>";

/** A server that answers PROPFIND by path; a number is a status without a body. */
async function transportTo(answers: Record<string, string | number>, username = "mara") {
  server = await startTestServer((request, response) => {
    const answer = answers[request.url] ?? 404;
    if (typeof answer === "number") response.writeHead(answer).end();
    else if (answer.startsWith("/")) response.writeHead(301, { Location: answer }).end();
    else response.writeHead(207, { "Content-Type": "application/xml" }).end(answer);
  });
  return createTransport({
    baseUrl: server.url,
    username,
    password: "pw",
    calendarBasePath: "/remote.php/dav/calendars",
  });
}

test("a Nextcloud is asked once", async () => {
  const { request, response } = readRecording("calendar-home-propfind-depth1");
  const transport = await transportTo({ [request.path]: response.body }, "anna");
  expect((await listCalendars(transport)).map(({ calendarId }) => calendarId)).toEqual([
    "personal",
    "wire-test2",
    "wire-test",
  ]);
  expect(server.seen.map(({ method, headers }) => [method, headers.depth])).toEqual([["PROPFIND", "1"]]);
});

describe("servers whose homes lie elsewhere", () => {
  const answers = {
    "/.well-known/caldav": "/dav/",
    "/dav/": multistatus(
      row("/dav/", "<d:current-user-principal><d:href>/p/mara/</d:href></d:current-user-principal>"),
    ),
    "/p/mara/": multistatus(
      row("/p/mara/", "<c:calendar-home-set><d:href>/c/mara</d:href></c:calendar-home-set>"),
    ),
    "/c/mara/": multistatus(
      row("/c/mara/", "<d:resourcetype><d:collection/></d:resourcetype>") + row("/c/mara/work/", calendar),
    ),
  };

  test.each([403, 404, 405])("the home is discovered after %i, once", async (status) => {
    const transport = await transportTo({ ...answers, "/remote.php/dav/calendars/mara/": status });
    expect((await listCalendars(transport)).map(({ href }) => href)).toEqual(["/c/mara/work/"]);
    const before = server.seen.length;
    await listCalendars(transport);
    expect(server.seen.slice(before).map(({ url }) => url)).toEqual(["/c/mara/"]);
  });

  test("also where the login name is not the user id and its home holds nothing", async () => {
    const home = "/remote.php/dav/calendars/mara%40x.test/";
    const transport = await transportTo(
      { ...answers, [home]: multistatus(row(home, "<d:resourcetype><d:collection/></d:resourcetype>")) },
      "mara@x.test",
    );
    expect((await listCalendars(transport)).map(({ href }) => href)).toEqual(["/c/mara/work/"]);
  });

  test("a server that names no home is an error, not an empty list", async () => {
    const transport = await transportTo({});
    await expect(listCalendars(transport)).rejects.toMatchObject({
      kind: "rejected",
      reason: "no-calendar-home",
    });
  });

  test.each([401, 500, 503, 429])("%i ends the search", async (status) => {
    const transport = await transportTo({ ...answers, "/dav/": status });
    await expect(listCalendars(transport)).rejects.toMatchObject({ status });
  });
});

describe("what a calendar says of itself", () => {
  const read = async (props: string) => {
    const transport = await transportTo({ "/c/2027/": multistatus(row("/c/2027/", calendar + props)) });
    return readCalendar(transport, "/c/2027/");
  };

  test("one that says nothing takes everything and may be written", async () => {
    expect(await read("")).toEqual({
      href: "/c/2027/",
      calendarId: "2027",
      displayName: "2027",
      syncToken: null,
      ctag: null,
      color: null,
      components: ["VEVENT", "VTODO", "VJOURNAL"],
      owner: null,
      writable: true,
      shared: false,
      supportsSyncCollection: false,
    });
  });

  test("oc:read-only outweighs the privileges", async () => {
    const privileges =
      "<d:current-user-privilege-set><d:privilege><d:write/></d:privilege></d:current-user-privilege-set>";
    expect(await read(`${privileges}<oc:read-only>1</oc:read-only>`)).toMatchObject({ writable: false });
    await server.close();
    expect(await read(`${privileges}<oc:read-only></oc:read-only>`)).toMatchObject({ writable: true });
  });

  test("the server's word on who is signed in counts, not the login name", async () => {
    const owner = "<oc:owner-principal>principals/users/m.ara%2Fx</oc:owner-principal>";
    expect(await read(owner)).toMatchObject({ owner: "m.ara/x", shared: true });
    await server.close();
    const self = "<d:current-user-principal><d:href>/p/m.ara%2Fx/</d:href></d:current-user-principal>";
    expect(await read(owner + self)).toMatchObject({ shared: false });
  });

  test.each([
    ["<d:privilege><d:read/></d:privilege>", false],
    ["<d:privilege><d:write-properties/></d:privilege>", false],
    ["<d:privilege><d:write-content/></d:privilege>", false],
    ["<d:privilege><d:write-content/><d:bind/></d:privilege>", true],
    ["<d:privilege><d:write/></d:privilege>", true],
    ["<d:privilege><d:all/></d:privilege>", true],
  ])("privileges %s: writable %s", async (privileges, writable) => {
    expect(
      await read(`<d:current-user-privilege-set>${privileges}</d:current-user-privilege-set>`),
    ).toMatchObject({ writable });
  });

  test.each([
    [
      "a calendar for tasks",
      `${calendar}<c:supported-calendar-component-set><c:comp name="VTODO"/></c:supported-calendar-component-set>`,
    ],
    ["a subscription", "<d:resourcetype><d:collection/><c:calendar/><cs:subscribed/></d:resourcetype>"],
    ["a calendar of another namespace", "<d:resourcetype><d:collection/><d:calendar/></d:resourcetype>"],
    ["a folder", "<d:resourcetype><d:collection/></d:resourcetype>"],
  ])("%s is not a calendar", async (_name, props) => {
    const transport = await transportTo({ "/c/x/": multistatus(row("/c/x/", props)) });
    await expect(readCalendar(transport, "/c/x/")).rejects.toMatchObject({
      kind: "rejected",
      reason: "not-a-calendar",
    });
  });
});
