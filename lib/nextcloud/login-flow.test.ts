import { afterEach, describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "#tests/contract/test-server.ts";
import { pollLoginFlow, startLoginFlow } from "./login-flow.ts";

let server: TestServer | undefined;
let other: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  await other?.close();
  other = undefined;
});

interface Reply {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

async function serve(reply: Reply): Promise<string> {
  server = await startTestServer((_request, response) => {
    const body = typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body ?? {});
    response
      .writeHead(reply.status ?? 200, reply.headers ?? { "Content-Type": "application/json" })
      .end(body);
  });
  return server.url;
}

const token = "t".repeat(128);
const flow = (login: string, endpoint = "https://evil.example/poll", poll = token) => ({
  poll: { token: poll, endpoint },
  login,
});
const start = (baseUrl: string, more: { publicUrl?: string; userAgent?: string } = {}) =>
  startLoginFlow({ baseUrl, userAgent: "Parlour", ...more });

describe("beginning", () => {
  test("sends no credentials, and the name of the app password as User-Agent", async () => {
    const baseUrl = await serve({ body: flow(`http://internal/index.php/login/v2/flow/${token}`) });
    await start(baseUrl, { userAgent: `Parlour (Jörg\r\nX-Evil: 1 名) ${"x".repeat(200)}` });
    const [seen] = server?.seen ?? [];
    expect([seen?.method, seen?.url]).toEqual(["POST", "/index.php/login/v2"]);
    expect(seen?.headers.authorization).toBeUndefined();
    expect(seen?.headers.cookie).toBeUndefined();
    expect(seen?.headers["user-agent"]).toMatch(/^Parlour \(JorgX-Evil: 1 \) x+$/);
    expect(seen?.headers["user-agent"]).toHaveLength(100);
  });

  test.each([
    ["https://cloud.example.org", "https://cloud.example.org"],
    ["https://example.org/cloud/", "https://example.org/cloud"],
  ])("the login page is at the public address %s", async (publicUrl, shown) => {
    const baseUrl = await serve({ body: flow(`http://evil.example/nc/index.php/login/v2/flow/${token}`) });
    expect(await start(`${baseUrl}/nc`, { publicUrl })).toEqual({
      pollToken: token,
      loginUrl: `${shown}/index.php/login/v2/flow/${token}`,
    });
    expect(server?.seen[0]?.url).toBe("/nc/index.php/login/v2");
  });

  test("without a public address it is at the configured one, also with pretty URLs", async () => {
    const baseUrl = await serve({ body: flow(`https://evil.example/login/v2/flow/${token}`) });
    expect((await start(baseUrl)).loginUrl).toBe(`${baseUrl}/login/v2/flow/${token}`);
  });

  test.each<[string, unknown]>([
    ["a web page", "<!DOCTYPE html><title>Sign in</title>"],
    ["nothing", ""],
    ["another shape", { token }],
    ["a short token", flow(`https://a.example/login/v2/flow/${token}`, "", "short")],
    ["an endless token", flow(`https://a.example/login/v2/flow/${token}`, "", "t".repeat(10_000))],
    ["a login page elsewhere", flow("https://a.example/phish")],
    ["a login page of another kind", flow(`javascript:alert(1)//login/v2/flow/${token}/`)],
  ])("%s is no login flow", async (_name, body) => {
    await expect(start(await serve({ body }))).rejects.toMatchObject({
      kind: "malformed",
      reason: "login-flow",
    });
  });

  test.each<[string, Reply, object]>([
    ["401 of a proxy", { status: 401 }, { kind: "rejected", reason: "no-login-flow" }],
    ["405", { status: 405 }, { kind: "rejected", status: 405, reason: "no-login-flow" }],
    ["404", { status: 404, body: "<html>" }, { kind: "rejected", reason: "no-login-flow" }],
    ["429 without Retry-After", { status: 429, body: "" }, { kind: "rate-limited", retryAt: undefined }],
    ["502", { status: 502, body: "<html>" }, { kind: "rejected", retryable: true }],
    ["a body without end", { body: "x".repeat(300_000) }, { kind: "malformed", reason: "too-large" }],
  ])("%s", async (_name, reply, expected) => {
    await expect(start(await serve(reply))).rejects.toMatchObject(expected);
  });

  test("nobody there", async () => {
    const baseUrl = await serve({});
    await server?.close();
    await expect(start(baseUrl)).rejects.toMatchObject({ kind: "network", reason: "refused" });
  });
});

describe("polling", () => {
  const poll = (baseUrl: string) => pollLoginFlow({ baseUrl, pollToken: token });

  test("sends the token as a form, to the configured server only", async () => {
    const baseUrl = await serve({ status: 404, body: [] });
    expect(await poll(baseUrl)).toBe("pending");
    const [seen] = server?.seen ?? [];
    expect([seen?.url, seen?.body]).toEqual(["/index.php/login/v2/poll", `token=${token}`]);
    expect(seen?.headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded/);
    expect(seen?.headers.authorization).toBeUndefined();
  });

  test.each([301, 302, 307, 308])(
    "a redirect (%s) to another host is refused, nothing is sent",
    async (status) => {
      other = await startTestServer((_request, response) => response.end("{}"));
      const location = `${other.url}/index.php/login/v2/poll`;
      const baseUrl = await serve({ status, body: "", headers: { Location: location } });
      await expect(poll(baseUrl)).rejects.toMatchObject({ kind: "rejected", reason: "redirect", status });
      await expect(start(baseUrl)).rejects.toMatchObject({ kind: "rejected", reason: "redirect", status });
      expect(other.seen).toEqual([]);
    },
  );

  test("a page that is not there is no 'not yet'", async () => {
    const baseUrl = await serve({ status: 404, body: "<!DOCTYPE html>" });
    await expect(poll(baseUrl)).rejects.toMatchObject({ kind: "rejected", reason: "no-login-flow" });
  });

  test.each<[string, unknown]>([
    ["no password", { server: "x", loginName: "anna" }],
    ["an empty name", { loginName: "", appPassword: "x".repeat(72) }],
    ["a password with a line end", { loginName: "anna", appPassword: `${"x".repeat(70)}\n` }],
  ])("%s is no grant, and what it held is not repeated", async (_name, body) => {
    const failure = await poll(await serve({ body })).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: "malformed", reason: "login-flow" });
    expect(String(failure)).not.toContain("xxx");
  });

  test("the server that the grant names is ignored", async () => {
    const appPassword = "x".repeat(72);
    const baseUrl = await serve({ body: { server: "https://evil.example", loginName: "anna", appPassword } });
    expect(await poll(baseUrl)).toEqual({ loginName: "anna", appPassword });
  });
});
