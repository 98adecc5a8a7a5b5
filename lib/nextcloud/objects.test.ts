import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { type SeenRequest, startTestServer, type TestServer } from "#tests/contract/test-server.ts";
import { deleteObject, getObject, putObject } from "./objects.ts";
import { createTransport, type Transport } from "./transport.ts";

let server: TestServer;
afterEach(() => server.close());

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

async function transportTo(answer: Answer | ((request: SeenRequest) => Answer)): Promise<Transport> {
  server = await startTestServer((request, response) => {
    const { status, headers, body } = typeof answer === "function" ? answer(request) : answer;
    response.writeHead(status, headers).end(body);
  });
  return createTransport({ baseUrl: server.url, username: "m", password: "pw", calendarBasePath: "" });
}

const ICS = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";
const xml = (body: string) => ({ headers: { "Content-Type": "application/xml" }, body });
const create = async (answer: Answer) =>
  putObject(await transportTo(answer), "/c/a.ics", ICS, { ifNoneMatch: "*" });

describe("getObject", () => {
  test("a proxy that compresses and changes the etag does not get the chance", async () => {
    const transport = await transportTo(
      ({ headers }): Answer =>
        /gzip/.test(headers["accept-encoding"] ?? "gzip")
          ? { status: 200, headers: { "Content-Encoding": "gzip", ETag: '"abc-gzip"' }, body: gzipSync(ICS) }
          : { status: 200, headers: { ETag: '"abc"' }, body: ICS },
    );
    expect(await getObject(transport, "/c/a.ics")).toEqual({ etag: '"abc"', ics: ICS });
  });

  test("Nextcloud's own etag counts", async () => {
    const headers = { ETag: 'W/"abc"', "OC-ETag": '"abc"' };
    expect(await getObject(await transportTo({ status: 200, headers, body: ICS }), "/c/a.ics")).toMatchObject(
      { etag: '"abc"' },
    );
  });

  test.each<[string, Answer, string]>([
    [
      "a web page",
      { status: 200, headers: { "Content-Type": "text/html" }, body: "<html>Sign in</html>" },
      "html",
    ],
    ["other text", { status: 200, body: "hello" }, "not-icalendar"],
    ["nothing", { status: 200 }, "not-icalendar"],
  ])("%s is malformed, not an event", async (_name, answer, reason) => {
    await expect(getObject(await transportTo(answer), "/c/a.ics")).rejects.toMatchObject({
      kind: "malformed",
      reason,
    });
  });

  test("not being allowed is not absence", async () => {
    await expect(getObject(await transportTo({ status: 403 }), "/c/a.ics")).rejects.toMatchObject({
      reason: "forbidden",
    });
  });
});

describe("putObject", () => {
  test("the condition and the text go out as given", async () => {
    const transport = await transportTo({ status: 204, headers: { ETag: '"2"' } });
    await putObject(transport, "/c/a.ics", `${ICS}ü`, { ifMatch: '"1e5"' });
    await putObject(transport, "/c/b.ics", ICS, { ifNoneMatch: "*" });
    const [update, creation] = server.seen;
    expect(update).toMatchObject({
      method: "PUT",
      url: "/c/a.ics",
      body: `${ICS}ü`,
      headers: { "if-match": '"1e5"' },
    });
    expect(update?.headers["content-type"]).toBe("text/calendar; charset=utf-8");
    expect(update?.headers["content-length"]).toBe(String(Buffer.byteLength(`${ICS}ü`)));
    expect(update?.headers["if-none-match"]).toBeUndefined();
    expect(creation?.headers["if-none-match"]).toBe("*");
    expect(creation?.headers["if-match"]).toBeUndefined();
  });

  const conflict = '<C:no-uid-conflict xmlns:C="urn:ietf:params:xml:ns:caldav"/>';
  const wrapped = (status: number, error = "") =>
    xml(
      `<d:multistatus xmlns:d="DAV:"><d:response><d:href>/c/a.ics</d:href><d:status>HTTP/1.1 ${status} x</d:status>${error}</d:response></d:multistatus>`,
    );

  test.each<[string, Answer, string]>([
    [
      "409 no-uid-conflict",
      { status: 409, ...xml(`<d:error xmlns:d="DAV:">${conflict}</d:error>`) },
      "duplicate-uid",
    ],
    [
      "403 no-uid-conflict",
      { status: 403, ...xml(`<d:error xmlns:d="DAV:">${conflict}</d:error>`) },
      "duplicate-uid",
    ],
    [
      "412 no-uid-conflict",
      { status: 412, ...xml(`<d:error xmlns:d="DAV:">${conflict}</d:error>`) },
      "duplicate-uid",
    ],
    [
      "207 around no-uid-conflict",
      { status: 207, ...wrapped(412, `<d:error>${conflict}</d:error>`) },
      "duplicate-uid",
    ],
    ["207 around 412", { status: 207, ...wrapped(412) }, "precondition-failed"],
    ["207 around 201", { status: 207, ...wrapped(201) }, "stored"],
    ["409 without a reason: no such calendar", { status: 409 }, "not-found"],
    ["410", { status: 410 }, "not-found"],
  ])("%s is %s", async (_name, answer, outcome) => {
    expect(await create(answer)).toMatchObject({ outcome });
  });

  test.each<[string, Answer, object]>([
    [
      "another 400",
      { status: 400, ...xml("<e><message>uid is odd</message></e>") },
      { reason: "refused-request", status: 400 },
    ],
    ["403", { status: 403 }, { reason: "forbidden" }],
    ["413", { status: 413 }, { reason: "refused-request", retryable: false }],
    ["500", { status: 500 }, { reason: "server-error", retryable: true }],
    ["507", { status: 507 }, { reason: "quota", retryable: false }],
    ["207 around 500", { status: 207, ...wrapped(500) }, { status: 500 }],
    [
      "207 that says nothing",
      { status: 207, ...xml('<d:multistatus xmlns:d="DAV:"/>') },
      { kind: "malformed" },
    ],
    ["a web page with 202", { status: 202 }, { kind: "malformed" }],
  ])("%s is thrown", async (_name, answer, error) => {
    await expect(create(answer)).rejects.toMatchObject(error);
  });
});

describe("deleteObject", () => {
  const missing = "An If-Match header was specified and the resource did not exist";
  test.each<[Answer, string]>([
    [{ status: 200 }, "deleted"],
    [{ status: 204 }, "deleted"],
    [{ status: 404 }, "missing"],
    [{ status: 410 }, "missing"],
    [{ status: 412 }, "precondition-failed"],
    [
      {
        status: 412,
        ...xml(`<d:error xmlns:d="DAV:" xmlns:s="s"><s:message>${missing}</s:message></d:error>`),
      },
      "missing",
    ],
  ])("%o is %s", async (answer, outcome) => {
    expect(await deleteObject(await transportTo(answer), "/c/a.ics", '"1"')).toBe(outcome);
    expect(server.seen[0]?.headers["if-match"]).toBe('"1"');
  });

  test("403 and a 207 that wraps a failure are thrown", async () => {
    await expect(deleteObject(await transportTo({ status: 403 }), "/a", null)).rejects.toMatchObject({
      status: 403,
    });
    await server.close();
    const locked = xml(
      '<d:multistatus xmlns:d="DAV:"><d:response><d:href>/a</d:href><d:status>HTTP/1.1 423 Locked</d:status></d:response></d:multistatus>',
    );
    await expect(
      deleteObject(await transportTo({ status: 207, ...locked }), "/a", null),
    ).rejects.toMatchObject({ status: 423 });
  });
});
