import { createServer as createTlsServer } from "node:https";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTestServer } from "#tests/contract/test-server.ts";
import { selfSigned } from "#tests/support/self-signed.ts";
import { sendJson, startTestVendor, type TestVendor, VENDOR_KEY } from "#tests/support/test-vendor.ts";

let vendor: TestVendor;
beforeEach(async () => {
  vendor = await startTestVendor();
});
afterEach(() => vendor.close());

describe("credentials stay at the configured address", () => {
  test.each([
    "//evil.example/steal",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example/",
    "@evil.example/",
    ".evil.example/",
    "",
    "/tasks/../../admin",
    "/tasks/%2e%2E/admin",
    "/tasks/.%2e/admin",
    "/./admin",
    "/..",
    "/tasks/..?a=1",
    "/tasks\n/x",
    "/tasks\u0000",
    "/tasks#fragment",
  ])("%j is refused before a byte is sent", async (hostile) => {
    for (const base of ["", "/api/v1", "/api/v1/"]) {
      const client = vendor.open(undefined, {}, { TODOIST_API_URL: vendor.url + base });
      await expect(client.request({ path: hostile })).rejects.toMatchObject({
        kind: "rejected",
        reason: "other-origin",
        retryable: false,
      });
    }
    expect(vendor.seen).toEqual([]);
  });

  test.each([
    ["/tasks", {}, "/api/v1/tasks"],
    [
      "/tasks/a%2Fb",
      { q: "a b&c", none: undefined, yes: true, n: 0 },
      "/api/v1/tasks/a%2Fb?q=a+b%26c&yes=true&n=0",
    ],
    ["/tasks/..a/b..", {}, "/api/v1/tasks/..a/b.."],
    [`/tasks/${encodeURIComponent("../x")}`, {}, "/api/v1/tasks/..%2Fx"],
  ])("%s is asked as it is", async (asked, query, url) => {
    const client = vendor.open(undefined, {}, { TODOIST_API_URL: `${vendor.url}/api/v1` });
    await client.request({ path: asked, query });
    expect(vendor.seen.map((request) => request.url)).toEqual([url]);
  });
});

describe("redirects", () => {
  const redirect = (location: string, status = 302) => {
    vendor.answer = (request, response) =>
      request.url?.startsWith("/new")
        ? sendJson(response, { ok: true })
        : response.writeHead(status, { Location: location }).end();
  };

  test.each([301, 302, 303, 307, 308])("%i to another origin: nothing is sent there", async (status) => {
    const evil = await startTestServer((_request, response) => sendJson(response, {}));
    redirect(`${evil.url}/steal?token=abc`, status);
    const error = await vendor
      .open()
      .request({ path: "/tasks" })
      .catch((cause) => cause);
    expect(error).toMatchObject({ kind: "rejected", reason: "redirect", status, retryable: false });
    expect(error.message).toContain(evil.url);
    expect(inspect([error, vendor.records])).not.toMatch(/steal|token=/);
    expect([evil.seen.length, vendor.seen.length]).toEqual([0, 1]);
    await evil.close();
  });

  test("within the origin a GET is followed", async () => {
    redirect("/new");
    expect(await vendor.open().request({ path: "/tasks" })).toMatchObject({ status: 200 });
    expect(vendor.seen.map(({ headers }) => headers.authorization)).toEqual(
      Array(2).fill(`Bearer ${VENDOR_KEY}`),
    );
  });

  test.each([
    ["a change", "/new", { method: "POST" as const, json: {} }],
    ["no address", "http://[", {}],
    ["another scheme", "file:///etc/passwd", {}],
  ])("%s is not", async (_name, location, request) => {
    redirect(location);
    await expect(vendor.open().request({ path: "/tasks", ...request })).rejects.toMatchObject({
      reason: "redirect",
    });
    expect(vendor.seen).toHaveLength(1);
  });

  test("for ever ends after three", async () => {
    redirect("/again");
    await expect(vendor.open().request({ path: "/tasks" })).rejects.toMatchObject({ reason: "redirect" });
    expect(vendor.seen).toHaveLength(4);
  });
});

describe("nobody is reached", () => {
  const failWith = (code: string) =>
    vendor
      .open(undefined, {
        tries: 1,
        fetch: async () => {
          throw new TypeError("fetch failed", { cause: Object.assign(new Error(VENDOR_KEY), { code }) });
        },
      })
      .request({ path: "/" })
      .catch((cause) => cause);

  test.each([
    ["ENOTFOUND", "dns", "Todoist could not be found: the name 127.0.0.1 does not resolve."],
    ["CERT_HAS_EXPIRED", "tls", "The certificate of 127.0.0.1:PORT is not valid."],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls", "The certificate of 127.0.0.1:PORT is not valid."],
    [
      "ERR_SSL_WRONG_VERSION_NUMBER",
      "tls",
      "Todoist could not be reached securely: 127.0.0.1:PORT does not speak TLS as it should.",
    ],
    ["ECONNREFUSED", "refused", "Todoist refused the connection: nothing answers at 127.0.0.1:PORT."],
    ["ECONNRESET", "reset", "Todoist closed the connection before it had answered."],
    ["UND_ERR_CONNECT_TIMEOUT", "timeout", "Todoist did not answer in time."],
    ["EHOSTUNREACH", "network", "Todoist could not be reached at 127.0.0.1:PORT."],
  ])("%s is %s", async (code, reason, sentence) => {
    const error = await failWith(code);
    const message = sentence.replace("PORT", new URL(vendor.url).port);
    expect(error).toMatchObject({ kind: "network", reason, message });
    expect(inspect(error)).not.toContain(VENDOR_KEY);
  });

  test("TLS to a server without it, tried once", async () => {
    const client = vendor.open(undefined, {}, { TODOIST_API_URL: vendor.url.replace("http:", "https:") });
    await expect(client.request({ path: "/" })).rejects.toMatchObject({ kind: "network", reason: "tls" });
  });

  test("a certificate that nobody vouches for", async () => {
    let asked = 0;
    const server = createTlsServer(selfSigned(), () => {
      asked += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const client = vendor.open(undefined, {}, { TODOIST_API_URL: `https://localhost:${port}` });
    await expect(client.request({ path: "/" })).rejects.toMatchObject({
      kind: "network",
      reason: "tls",
      message: `The certificate of localhost:${port} is not valid.`,
    });
    expect(asked).toBe(0);
    server.close();
  });
});
