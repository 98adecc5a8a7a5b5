import { afterEach, describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "#tests/contract/test-server.ts";
import { listEtags } from "./list-etags.ts";
import { multigetObjects } from "./multiget.ts";
import { syncCollection } from "./sync-collection.ts";
import { createTransport } from "./transport.ts";

let server: TestServer;
afterEach(() => server.close());

const CALENDAR = "/dav/calendars/m@x/cal/";
const multistatus = (inner: string) =>
  `<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">${inner}</d:multistatus>`;
const ok = (href: string, props: string) =>
  `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${props}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`;
const failed = (href: string, status: number) =>
  `<d:response><d:href>${href}</d:href><d:status>HTTP/1.1 ${status} x</d:status></d:response>`;
const etag = "<d:getetag>1e5</d:getetag>";
const token = "<d:sync-token>42</d:sync-token>";

async function transportAnswering(answer: string | ((body: string) => string), status = 207) {
  server = await startTestServer((request, response) => {
    const text = typeof answer === "string" ? answer : answer(request.body);
    response.writeHead(status, { "Content-Type": "application/xml; charset=utf-8" }).end(text);
  });
  return createTransport({ baseUrl: server.url, username: "m@x", password: "pw", calendarBasePath: "" });
}
const sync = async (inner: string, status?: number) =>
  syncCollection(await transportAnswering(multistatus(inner), status), CALENDAR, "41");

describe("syncCollection", () => {
  test("asks without limit, with data only for everything", async () => {
    const transport = await transportAnswering(multistatus(token));
    await syncCollection(transport, CALENDAR, null);
    await syncCollection(transport, CALENDAR, "41 & <x>");
    await syncCollection(transport, CALENDAR, "41", { withData: true });
    const [first, delta, withData] = server.seen.map(({ body }) => body);
    expect(first).toMatch(/<d:sync-token\s*\/>/);
    expect(first).toContain("calendar-data");
    expect(delta).toContain("<d:sync-token>41 &amp; &lt;x&gt;</d:sync-token>");
    expect(delta).not.toContain("calendar-data");
    expect(withData).toContain("calendar-data");
    for (const { body, headers } of server.seen) {
      expect(body).not.toContain("limit");
      expect(headers.depth).toBe("0");
    }
  });

  test("numbers stay text, hrefs become canonical, the calendar's own row is no event", async () => {
    const rows =
      ok("/dav/calendars/m@x/cal/", etag) +
      ok("/dav/calendars/m%40x/cal/%c3%a4", etag) +
      failed("b.ics", 404);
    expect(await sync(rows + token)).toEqual({
      changed: [{ href: "/dav/calendars/m%40x/cal/%C3%A4", etag: "1e5", ics: null }],
      deleted: ["/dav/calendars/m%40x/cal/b.ics"],
      token: "42",
    });
  });

  test.each([
    ["no token", ok("a.ics", etag), "truncated"],
    ["507 on the calendar", ok("a.ics", etag) + failed(CALENDAR, 507) + token, "truncated"],
    ["a row without etag", ok("a.ics", "") + token, "incomplete"],
    ["a row that failed", failed("a.ics", 500) + token, "incomplete"],
  ])("%s is malformed, never a delta", async (_name, rows, reason) => {
    await expect(sync(rows)).rejects.toMatchObject({ kind: "malformed", reason });
  });

  test("a failure of the calendar itself inside a 207 is that failure", async () => {
    await expect(sync(failed(CALENDAR.slice(0, -1), 404) + token)).rejects.toMatchObject({
      kind: "rejected",
      status: 404,
    });
  });

  test.each([200, 201, 204, 400, 403, 404, 410, 412])("status %i is never a delta", async (status) => {
    await expect(sync(ok("a.ics", etag) + token, status)).rejects.toMatchObject({ name: "UpstreamError" });
  });

  test.each([403, 409, 412])("valid-sync-token with %i asks for a fresh start", async (status) => {
    const transport = await transportAnswering(
      '<D:error xmlns:D="DAV:"><D:valid-sync-token/></D:error>',
      status,
    );
    await expect(syncCollection(transport, CALENDAR, "x")).rejects.toMatchObject({
      reason: "invalid-sync-token",
      status,
    });
  });

  test("everything listed names no deletions", async () => {
    const transport = await transportAnswering(multistatus(failed("gone.ics", 404) + token));
    expect(await syncCollection(transport, CALENDAR, null)).toEqual({
      changed: [],
      deleted: [],
      token: "42",
    });
  });
});

describe("listEtags", () => {
  test.each([
    ["no row at all", ""],
    ["a row without etag", ok(CALENDAR, "") + ok("a.ics", "")],
  ])("%s is malformed, never a shorter list", async (_name, rows) => {
    await expect(listEtags(await transportAnswering(multistatus(rows)), CALENDAR)).rejects.toMatchObject({
      kind: "malformed",
      reason: "incomplete",
    });
  });

  test("a 207 around a 404 is that 404, even with a garbled href", async () => {
    const transport = await transportAnswering(multistatus(failed("http%3A//127.0.0.1/cal/", 404)));
    await expect(listEtags(transport, CALENDAR)).rejects.toMatchObject({ kind: "rejected", status: 404 });
  });

  test("an empty calendar is an empty list", async () => {
    expect(await listEtags(await transportAnswering(multistatus(ok(CALENDAR, etag))), CALENDAR)).toEqual([]);
  });
});

describe("multigetObjects", () => {
  const data = "<c:calendar-data>BEGIN:VCALENDAR&#13;\nEND:VCALENDAR</c:calendar-data>";
  const hrefsIn = (body: string) =>
    [...body.matchAll(/<d:href>([^<]*)<\/d:href>/g)].map((match) => match[1] ?? "");

  test("asks for 200 at a time, each once, with Depth", async () => {
    const transport = await transportAnswering((body) =>
      multistatus(
        hrefsIn(body)
          .map((href) => ok(href, etag + data))
          .join(""),
      ),
    );
    const hrefs = Array.from({ length: 450 }, (_, index) => `${CALENDAR}${index}.ics`);
    const { objects, missing } = await multigetObjects(transport, CALENDAR, [
      ...hrefs,
      ...hrefs.slice(0, 30),
    ]);
    expect([objects.length, missing]).toEqual([450, []]);
    expect(objects[449]).toEqual({
      href: "/dav/calendars/m%40x/cal/449.ics",
      etag: "1e5",
      ics: "BEGIN:VCALENDAR\r\nEND:VCALENDAR",
    });
    expect(server.seen.map(({ body }) => hrefsIn(body).length)).toEqual([200, 200, 50]);
    expect(server.seen.map(({ headers }) => headers.depth)).toEqual(["1", "1", "1"]);
  });

  test("left out, 404 and re-encoded are told apart", async () => {
    const transport = await transportAnswering(
      multistatus(ok("/dav/calendars/m@x/cal/a.ics", etag + data) + failed(`${CALENDAR}b.ics`, 404)),
    );
    const { objects, missing } = await multigetObjects(transport, CALENDAR, ["a.ics", "b.ics", "c.ics"]);
    expect(objects.map(({ href }) => href)).toEqual(["/dav/calendars/m%40x/cal/a.ics"]);
    expect(missing).toEqual(["/dav/calendars/m%40x/cal/b.ics", "/dav/calendars/m%40x/cal/c.ics"]);
  });

  test("an object that failed is not missing", async () => {
    const transport = await transportAnswering(multistatus(failed(`${CALENDAR}a.ics`, 500)));
    await expect(multigetObjects(transport, CALENDAR, ["a.ics"])).rejects.toMatchObject({
      kind: "malformed",
    });
  });

  test("nothing wanted asks nothing", async () => {
    const transport = await transportAnswering("");
    expect(await multigetObjects(transport, CALENDAR, [])).toEqual({ objects: [], missing: [] });
    expect(server.seen).toEqual([]);
  });
});
