import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type SeenRequest, startTestServer, type TestServer } from "#tests/contract/test-server.ts";
import { listEtags } from "./list-etags.ts";
import { createTransport, type TransportOptions } from "./transport.ts";

let server: TestServer;
let handle: (request: SeenRequest, response: ServerResponse) => void;

beforeEach(async () => {
  handle = (_request, response) => response.end("ok");
  server = await startTestServer((request, response) => handle(request, response));
});
afterEach(() => server.close());

function transportTo(baseUrl: string, options?: TransportOptions) {
  const account = { username: "mara", password: "pw", calendarBasePath: "/remote.php/dav/calendars" };
  return createTransport({ ...account, baseUrl }, options);
}
const get = (href: string, more: object = {}) =>
  transportTo(server.url).request({ method: "GET", href, ...more });
const answer = (status: number, headers: Record<string, string> = {}, body = "") => {
  handle = (_request, response) => response.writeHead(status, headers).end(body);
};

describe("broken exchanges", () => {
  let controller: AbortController;
  beforeEach(() => {
    controller = new AbortController();
  });

  test.each([
    ["no answer", () => undefined],
    [
      "a body that stops",
      (_: SeenRequest, response: ServerResponse) => response.writeHead(200).write("half"),
    ],
  ])("%s is a time-out", async (_name, behaviour) => {
    handle = behaviour;
    const request = get("/a", { timeoutMs: 60 });
    await expect(request).rejects.toMatchObject({ kind: "network", reason: "timeout", retryable: true });
  });

  test.each([
    ["given up", "aborted", () => controller.signal],
    ["past the caller's own time", "timeout", () => AbortSignal.timeout(60)],
  ])("an exchange under way that is %s is %s", async (_name, reason, signal) => {
    handle = () => controller.abort(new Error("the visitor left"));
    await expect(get("/a", { signal: signal() })).rejects.toMatchObject({ kind: "network", reason });
  });

  test("a signal that is already aborted sends nothing", async () => {
    await expect(get("/a", { signal: AbortSignal.abort() })).rejects.toMatchObject({ reason: "aborted" });
    expect(server.seen).toEqual([]);
  });

  test("a connection closed in the middle is reset", async () => {
    handle = (_request, response) => {
      response.writeHead(200, { "Content-Length": "100" }).write("half");
      setImmediate(() => response.destroy());
    };
    await expect(get("/a")).rejects.toMatchObject({ kind: "network", reason: "reset" });
  });

  test("nothing listening is refused", async () => {
    const { url } = server;
    await server.close();
    const request = transportTo(url).request({ method: "GET", href: "/a" });
    await expect(request).rejects.toMatchObject({ kind: "network", reason: "refused" });
  });

  test("TLS to a server without it is tls", async () => {
    const transport = transportTo(server.url.replace("http:", "https:"));
    await expect(transport.request({ method: "GET", href: "/a" })).rejects.toMatchObject({ reason: "tls" });
  });

  test.each([
    ["ENOTFOUND", "dns"],
    ["EAI_AGAIN", "dns"],
    ["CERT_HAS_EXPIRED", "tls"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
    ["UND_ERR_CONNECT_TIMEOUT", "timeout"],
    ["ECONNRESET", "reset"],
    ["EHOSTUNREACH", "network"],
  ])("%s is %s", async (code, reason) => {
    const failing = async () => {
      throw new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
    };
    const transport = transportTo(server.url, { fetch: failing });
    const request = transport.request({ method: "GET", href: "/a" });
    await expect(request).rejects.toMatchObject({ kind: "network", reason, retryable: true });
  });

  test("a body past the limit is dropped, announced or not", async () => {
    answer(200, {}, "x".repeat(2_000));
    await expect(get("/a", { maxBytes: 1_000 })).rejects.toMatchObject({
      kind: "malformed",
      reason: "too-large",
    });
    const closed = new Promise((resolve) => {
      handle = (_request, response) => {
        response.on("close", resolve);
        const more = () => {
          while (!response.destroyed && response.write("x".repeat(10_000)));
          response.once("drain", more);
        };
        more();
      };
    });
    await expect(get("/a", { maxBytes: 50_000 })).rejects.toMatchObject({ reason: "too-large" });
    await closed;
  });

  const xml = (body: string, type = "application/xml") => {
    answer(207, { "Content-Type": type }, body);
    return listEtags(transportTo(server.url), "/cal/");
  };
  const row =
    '<d:response><d:href>/cal/1.ics</d:href><d:propstat><d:prop><d:getetag>"1e5"</d:getetag></d:prop>';
  const good = `<d:multistatus xmlns:d="DAV:">${row}<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>`;

  test("XML that is cut off anywhere is malformed, never a shorter list", async () => {
    expect(await xml(good)).toEqual([{ href: "/cal/1.ics", etag: '"1e5"' }]);
    for (const end of [
      0,
      10,
      40,
      good.indexOf("</d:propstat>"),
      good.indexOf("</d:multistatus>"),
      good.length - 1,
    ])
      await expect(xml(good.slice(0, end)), good.slice(0, end)).rejects.toMatchObject({ kind: "malformed" });
  });

  test("a web page is malformed with reason html, whatever it says it is", async () => {
    for (const page of ["<!DOCTYPE html><html><br>Sign in</html>", "\n<html lang=en><body></html>"])
      await expect(xml(page)).rejects.toMatchObject({ kind: "malformed", reason: "html" });
    answer(200, { "Content-Type": "text/html; charset=UTF-8" }, "<p>Sign in");
    await expect(listEtags(transportTo(server.url), "/cal/")).rejects.toMatchObject({ reason: "html" });
  });
});
