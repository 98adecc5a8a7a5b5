import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTestServer } from "#tests/contract/test-server.ts";
import {
  keyVendor,
  sendJson,
  startTestVendor,
  type TestVendor,
  tokenVendor,
  VENDOR_KEY,
  VENDOR_SECRET,
} from "#tests/support/test-vendor.ts";
import type { Connector } from "./connector.ts";

let vendor: TestVendor;
beforeEach(async () => {
  vendor = await startTestVendor();
});
afterEach(() => vendor.close());

const requestsTo = (path: string) => vendor.seen.filter(({ url }) => url === path);

describe("a key", () => {
  test("that is wrong is tried once and named by its variable", async () => {
    vendor.answer = (_request, response) => sendJson(response, { error: "Forbidden" }, { status: 401 });
    await expect(vendor.open().request({ path: "/tasks" })).rejects.toMatchObject({
      kind: "auth",
      reason: "credentials",
      status: 401,
      retryable: false,
      message: "Todoist does not accept the key in TODOIST_API_TOKEN.",
    });
    expect(vendor.seen).toHaveLength(1);
    expect(vendor.seen[0]?.headers.authorization).toBe(`Bearer ${VENDOR_KEY}`);
  });

  test("is not sent again for a minute, but by somebody who asks for it", async () => {
    let nowMs = Date.parse("2026-11-21T10:00:00Z");
    let good = false;
    vendor.answer = (_request, response) => sendJson(response, {}, { status: good ? 200 : 401 });
    const open = (options: { deliberate?: boolean } = {}) =>
      vendor.open(undefined, { now: () => nowMs, ...options });
    const refused = {
      kind: "auth",
      status: 401,
      message: "Todoist does not accept the key in TODOIST_API_TOKEN.",
    };
    const storm = await Promise.allSettled(Array.from({ length: 30 }, () => open().request({ path: "/" })));
    for (const each of storm) expect(each).toMatchObject({ reason: refused });
    // Those that had a place already.
    expect(vendor.seen.length).toBeLessThanOrEqual(4);
    vendor.seen.length = 0;
    for (let count = 0; count < 30; count += 1)
      await expect(open().request({ path: "/" })).rejects.toMatchObject(refused);
    expect(vendor.seen).toHaveLength(0);
    expect(vendor.records.at(-1)).toMatchObject({ outcome: "auth", durationMs: 0 });
    await expect(open({ deliberate: true }).request({ path: "/" })).rejects.toMatchObject(refused);
    expect(vendor.seen).toHaveLength(1);
    nowMs += 60_000;
    await expect(open().request({ path: "/" })).rejects.toMatchObject(refused);
    expect(vendor.seen).toHaveLength(2);
    await expect(open().request({ path: "/" })).rejects.toMatchObject(refused);
    good = true;
    expect(await open({ deliberate: true }).request({ path: "/" })).toMatchObject({ status: 200 });
    expect(await open().request({ path: "/" })).toMatchObject({ status: 200 });
    // A clock that was set back keeps nobody waiting.
    good = false;
    nowMs += 3_600_000;
    for (let count = 0; count < 2; count += 1)
      await open()
        .request({ path: "/" })
        .catch(() => {});
    nowMs -= 3_600_000;
    vendor.seen.length = 0;
    await expect(open().request({ path: "/" })).rejects.toMatchObject(refused);
    expect(vendor.seen).toHaveLength(1);
  });

  test("that one operation refuses stops no other; one that was taken back is sent twice", async () => {
    let takenBack = false;
    vendor.answer = (request, response) =>
      sendJson(response, {}, { status: takenBack || request.url === "/admins" ? 401 : 200 });
    for (let count = 0; count < 5; count += 1) {
      expect(await vendor.open().request({ path: "/tasks" })).toMatchObject({ status: 200 });
      await expect(vendor.open().request({ path: "/admins" })).rejects.toMatchObject({ kind: "auth" });
    }
    expect(await vendor.open().request({ path: "/tasks" })).toMatchObject({ status: 200 });
    takenBack = true;
    vendor.seen.length = 0;
    for (let count = 0; count < 10; count += 1)
      await expect(vendor.open().request({ path: "/tasks" })).rejects.toMatchObject({ kind: "auth" });
    expect(vendor.seen).toHaveLength(2);
  });

  test("says nothing where a session ended, or where none was needed", async () => {
    vendor.answer = (request, response) =>
      sendJson(response, {}, { status: request.url === "/open" ? 200 : 401 });
    const inSession = { path: "/", headers: { Cookie: "session=1" } };
    for (let count = 0; count < 3; count += 1)
      await expect(vendor.open().request(inSession)).rejects.toMatchObject({ kind: "auth" });
    expect(vendor.seen).toHaveLength(3);
    const connector: Connector = { ...keyVendor, withoutLogin: ["GET /open"] };
    await vendor.open(connector).request({ path: "/open" });
    vendor.seen.length = 0;
    for (let count = 0; count < 3; count += 1)
      await expect(vendor.open(connector).request({ path: "/" })).rejects.toMatchObject({ kind: "auth" });
    expect(vendor.seen).toHaveLength(1);
  });

  test("several variables are named, those of the alternative in use", async () => {
    vendor.answer = (_request, response) => sendJson(response, {}, { status: 401 });
    const connector: Connector = {
      ...keyVendor,
      fields: { ...keyVendor.fields, ECODMS_PASSWORD: { secret: true }, ECODMS_API_KEY: { secret: true } },
      alternatives: [["ZULIP_API_KEY"], ["TODOIST_API_URL", "ECODMS_PASSWORD", "ECODMS_API_KEY"]],
    };
    const client = vendor.open(connector, {}, { ECODMS_PASSWORD: "pass", ECODMS_API_KEY: "word" });
    await expect(client.request({ path: "/" })).rejects.toMatchObject({
      message: "Todoist does not accept the credentials in ECODMS_PASSWORD and ECODMS_API_KEY.",
    });
  });

  test("403 is no matter of the key", async () => {
    vendor.answer = (_request, response) => sendJson(response, {}, { status: 403 });
    await expect(vendor.open().request({ path: "/" })).rejects.toMatchObject({
      kind: "rejected",
      reason: "forbidden",
    });
  });
});

describe("a token", () => {
  let good: string;
  let logins: number;
  let seconds: number;
  let refresh: string | null;

  beforeEach(() => {
    [good, logins, seconds, refresh] = ["", 0, 3600, null];
    vendor.answer = (request, response) => {
      if (request.url === "/login") {
        logins += 1;
        good = `token-that-nobody-may-see-${logins}`;
        sendJson(response, { token: good, seconds, refresh });
        return;
      }
      const known = request.headers.authorization === `Bearer ${good}`;
      sendJson(response, known ? { ok: true } : { error: "expired" }, { status: known ? 200 : 401 });
    };
  });
  const ask = (path = "/orders") => vendor.open(tokenVendor).request({ path });

  test("is had once, however many ask at once, and by whichever client", async () => {
    await Promise.all(Array.from({ length: 20 }, () => ask()));
    await ask();
    expect(logins).toBe(1);
    expect(requestsTo("/orders")).toHaveLength(21);
  });

  test("that ends in the middle of a list costs one login for twenty callers", async () => {
    await ask();
    good = "another";
    const answers = await Promise.all(Array.from({ length: 20 }, (_, page) => ask(`/orders/${page}`)));
    expect(answers).toHaveLength(20);
    expect(logins).toBe(2);
    expect(vendor.records.map(({ outcome }) => outcome)).toEqual(Array(21).fill("ok"));
  });

  test("is replaced shortly before its end by our clock, whatever the vendor's date", async () => {
    const years = Date.parse("2031-01-01T00:00:00Z");
    await vendor.open(tokenVendor, { now: () => years }).request({ path: "/orders" });
    vendor.elapse(3_500_000);
    await ask();
    expect(logins).toBe(1);
    vendor.elapse(60_000);
    await ask();
    expect(logins).toBe(2);
  });

  test("a short one is used for most of its life", async () => {
    seconds = 10;
    await ask();
    vendor.elapse(8_000);
    await ask();
    expect(logins).toBe(1);
    vendor.elapse(1_500);
    await ask();
    expect(logins).toBe(2);
  });

  test("one without any life is used for some seconds all the same", async () => {
    seconds = 0;
    for (let count = 0; count < 20; count += 1) await ask();
    expect(logins).toBe(1);
    vendor.elapse(5_000);
    await ask();
    expect(logins).toBe(2);
  });

  test("one path that refuses every token costs one more login a minute", async () => {
    const signIn = vendor.answer;
    vendor.answer = (request, response) =>
      request.url === "/forbidden" ? sendJson(response, {}, { status: 401 }) : signIn(request, response);
    const both = async () => {
      await ask("/fine");
      await expect(ask("/forbidden")).rejects.toMatchObject({ kind: "auth" });
    };
    for (let count = 0; count < 10; count += 1) await both();
    expect(logins).toBe(2);
    vendor.elapse(60_000);
    for (let count = 0; count < 10; count += 1) await both();
    expect(logins).toBe(3);
    // Somebody who tests it wants to know now.
    const test = vendor.open(tokenVendor, { deliberate: true }).request({ path: "/forbidden" });
    await expect(test).rejects.toMatchObject({ kind: "auth" });
    expect(logins).toBe(4);
  });

  test.each(["two\nlines", "a\r\nHeader: x", "ümlaut", ""])("%j is none", async (token) => {
    vendor.answer = (_request, response) => sendJson(response, { token, seconds: 60, refresh: null });
    await expect(ask()).rejects.toMatchObject({ kind: "malformed", reason: "login", retryable: false });
    expect(requestsTo("/orders")).toEqual([]);
  });

  test("the one that ended is handed over for a refresh", async () => {
    refresh = "refresh-that-nobody-may-see";
    await ask();
    good = "another";
    await ask();
    expect(requestsTo("/login").map(({ body }) => new URLSearchParams(body).get("refresh_token"))).toEqual([
      null,
      refresh,
    ]);
  });

  test("refused twice is told as such, after one more login", async () => {
    const signIn = vendor.answer;
    vendor.answer = (request, response) =>
      request.url === "/login" ? signIn(request, response) : sendJson(response, {}, { status: 401 });
    await expect(ask()).rejects.toMatchObject({
      kind: "auth",
      message: "PlentyONE does not accept the secret in PLENTYONE_CLIENT_SECRET.",
    });
    expect([logins, requestsTo("/orders").length]).toEqual([2, 2]);
    const storm = await Promise.allSettled(Array.from({ length: 20 }, () => ask()));
    for (const result of storm) expect(result).toMatchObject({ reason: { kind: "auth" } });
    expect(logins).toBe(2);
  });

  test("a login that is refused is tried once for a storm, and again some seconds later", async () => {
    const signIn = vendor.answer;
    vendor.answer = (_request, response) => sendJson(response, { error: "invalid_client" }, { status: 401 });
    const storm = await Promise.allSettled(Array.from({ length: 20 }, () => ask()));
    for (const result of storm)
      expect(result).toMatchObject({
        reason: {
          kind: "auth",
          message: "PlentyONE does not accept the secret in PLENTYONE_CLIENT_SECRET.",
        },
      });
    expect(vendor.seen).toHaveLength(1);
    vendor.answer = signIn;
    vendor.elapse(5_000);
    expect(await ask()).toMatchObject({ status: 200 });
  });

  test("a login that fails for the network is tried again", async () => {
    const signIn = vendor.answer;
    let failed = false;
    vendor.answer = (request, response) => {
      if (failed) return signIn(request, response);
      failed = true;
      response.destroy();
    };
    expect(await ask()).toMatchObject({ status: 200 });
  });

  test("a login that is answered otherwise than documented is malformed", async () => {
    vendor.answer = (_request, response) => response.end("<h1>Welcome</h1>");
    await expect(ask()).rejects.toMatchObject({ kind: "malformed", reason: "login" });
  });

  test("is asked for at configured origins only", async () => {
    const evil = await startTestServer((_request, response) => sendJson(response, {}));
    const { auth } = tokenVendor;
    if (auth.kind !== "token") throw new Error("no token");
    const connector: Connector = {
      ...tokenVendor,
      auth: {
        ...auth,
        login: (ask, config, ...rest) =>
          auth.login((request) => ask({ ...request, url: `${evil.url}/login` }), config, ...rest),
      },
    };
    const asked = vendor.open(connector).request({ path: "/orders" });
    await expect(asked).rejects.toMatchObject({ kind: "rejected", reason: "other-origin" });
    expect([evil.seen, vendor.seen]).toEqual([[], []]);
    await evil.close();
  });

  test("a login of another origin is asked where the configuration names it, and not sent on", async () => {
    const login = await startTestServer((_request, response) =>
      response.writeHead(307, { Location: "http://127.0.0.1:9/steal?secret=1" }).end(),
    );
    const variables = { PLENTYONE_TOKEN_URL: `${login.url}/token` };
    const error = await vendor
      .open(tokenVendor, {}, variables)
      .request({ path: "/orders" })
      .catch((cause) => cause);
    expect(error).toMatchObject({ kind: "rejected", reason: "redirect" });
    expect(inspect(error)).not.toContain("steal");
    expect(login.seen).toHaveLength(1);
    await login.close();
  });
});

test("no secret is in what is thrown or recorded, however the vendor echoes it", async () => {
  vendor.answer = (request, response) => {
    if (request.url === "/login")
      return sendJson(response, { token: "token-of-ours", seconds: 60, refresh: "again" });
    const echo = `Bad ${request.headers.authorization} and ${VENDOR_SECRET}, see http://u:p@h.example/x?key=${VENDOR_KEY}&id=5#${VENDOR_KEY} <b>now</b>`;
    sendJson(response, { echo }, { status: 422 });
  };
  const explain = ({ text }: { text: string }) => ({ message: JSON.parse(text).echo, reason: "invalid" });
  for (const connector of [keyVendor, tokenVendor]) {
    const error = await vendor
      .open({ ...connector, explain })
      .request({ path: "/x", query: { key: VENDOR_KEY } })
      .catch((cause) => cause);
    expect(error).toMatchObject({ kind: "rejected", reason: "invalid" });
    expect(error.message).toMatch(
      /^Bad (Bearer )?\[secret\] and \S+, see http:\/\/h.example\/x\?key=…&id=… now$/,
    );
    const shown = inspect([error, vendor.records.at(-1)], { depth: 9 });
    for (const secret of [VENDOR_KEY, "token-of-ours"]) expect(shown).not.toContain(secret);
    if (connector === tokenVendor) expect(shown).not.toContain(VENDOR_SECRET);
  }
});
