import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { startTestServer, type TestServer } from "#tests/contract/test-server.ts";
import { readCapabilities } from "./capabilities.ts";
import { readOwnUser } from "./cloud-user.ts";
import { ocsRequest } from "./ocs-request.ts";
import { postMessage } from "./talk-chat.ts";
import { createTransport } from "./transport.ts";
import { readUserStatus, readUserStatuses } from "./user-status.ts";

let server: TestServer | undefined;
afterEach(() => server?.close());

async function answering(status: number, body: unknown, headers: Record<string, string> = {}, path = "") {
  server = await startTestServer((_request, response) => {
    response
      .writeHead(status, { "Content-Type": "application/json", ...headers })
      .end(typeof body === "string" ? body : JSON.stringify(body));
  });
  return createTransport({
    baseUrl: `${server.url}${path}`,
    username: "anna",
    password: "secret-secret",
    calendarBasePath: "",
  });
}
const ok = (data: unknown) => ({ ocs: { meta: { status: "ok", statuscode: 200, message: "OK" }, data } });
const failed = (statuscode: number, message: string | null) => ({
  ocs: { meta: { status: "failure", statuscode, message }, data: [] },
});
const get = { method: "GET", path: "/ocs/v2.php/cloud/user", schema: z.unknown() } as const;

test("asks below the subpath, with the headers OCS wants, and JSON bodies", async () => {
  const transport = await answering(200, ok({ id: 1 }), {}, "/nc");
  const request = {
    method: "POST",
    path: "/ocs/v2.php/x?a=1",
    body: { message: "ä" },
    schema: z.unknown(),
  } as const;
  expect((await ocsRequest(transport, request)).data).toEqual({ id: 1 });
  const [seen] = server?.seen ?? [];
  expect([seen?.url, seen?.body]).toEqual(["/nc/ocs/v2.php/x?a=1", '{"message":"ä"}']);
  expect(seen?.headers).toMatchObject({
    "ocs-apirequest": "true",
    accept: "application/json",
    "content-type": "application/json",
  });
});

test.each<[string, number, unknown, object]>([
  ["a web page", 200, "<!DOCTYPE html><title>Login</title>", { kind: "malformed", reason: "html" }],
  ["nothing", 200, " ", { kind: "malformed", reason: "empty" }],
  ["a word", 200, "ok", { kind: "malformed", reason: "not-ocs" }],
  ["other JSON", 200, { data: [] }, { kind: "malformed", reason: "not-ocs" }],
  ["other data", 200, ok("x"), { kind: "malformed", reason: "unexpected-data" }],
  [
    "XML that says ok",
    200,
    "<?xml version='1.0'?><ocs><meta><statuscode>200</statuscode></meta></ocs>",
    { kind: "malformed", reason: "unexpected-data" },
  ],
  ["v1 without a sign-in", 200, failed(997, "Unauthorised"), { kind: "auth", status: 401 }],
  ["v1 without the route", 200, failed(998, "Invalid query"), { kind: "rejected", reason: "not-found" }],
  [
    "v1 failing",
    200,
    failed(996, "Server error"),
    { kind: "rejected", reason: "server-error", retryable: true },
  ],
  ["a number nobody knows", 200, failed(7, null), { kind: "rejected", reason: "refused-request" }],
  [
    "403",
    403,
    failed(403, "No."),
    { kind: "rejected", reason: "forbidden", message: expect.stringMatching(/403: No\.$/) },
  ],
  ["429 with nothing", 429, "", { kind: "rate-limited", retryable: true, retryAt: undefined }],
  ["502 from a proxy", 502, "<html>Bad gateway</html>", { kind: "rejected", retryable: true }],
  ["a redirect elsewhere", 302, "", { kind: "rejected", reason: "redirect" }],
])("%s", async (_name, status, body, expected) => {
  const headers: Record<string, string> = status === 302 ? { Location: "http://127.0.0.2:9/x" } : {};
  const transport = await answering(status, body, headers);
  const failure = await ocsRequest(transport, { ...get, schema: z.object({}) }).catch(
    (error: unknown) => error,
  );
  expect(failure).toMatchObject(expected);
  expect(String(failure)).not.toContain("secret");
});

test("more than may come is not read", async () => {
  const transport = await answering(200, ok("x".repeat(10_000)));
  await expect(ocsRequest(transport, { ...get, maxBytes: 5_000 })).rejects.toMatchObject({
    reason: "too-large",
  });
});

test("users of newer servers, and those without a name", async () => {
  const user = {
    id: "anna",
    displayname: "Anna L",
    "display-name": "",
    email: "a@example.org",
    groups: ["a"],
  };
  expect(await readOwnUser(await answering(200, ok(user)))).toEqual({
    id: "anna",
    displayName: "Anna L",
    email: "a@example.org",
    groups: ["a"],
  });
  await server?.close();
  expect(await readOwnUser(await answering(200, ok({ id: "anna", groups: {} })))).toEqual({
    id: "anna",
    displayName: "anna",
    email: null,
    groups: [],
  });
});

test("capabilities without Talk, and none at all", async () => {
  const capabilities = { core: {}, user_status: { enabled: false } };
  const none = { version: "24.0.5", talk: null, userStatus: false };
  const version = { string: "24.0.5" };
  expect(await readCapabilities(await answering(200, ok({ version, capabilities })))).toEqual(none);
  await server?.close();
  expect(await readCapabilities(await answering(200, ok({ version, capabilities: [] })))).toEqual(none);
});

test("statuses: hostile words are plain, rows of nonsense are left out, no app is nobody", async () => {
  const rows = [
    { userId: "mara", status: "busy", message: "in a <b>session</b>\n\u202euntil 4", icon: "✏️" },
    { userId: "theo", status: "dancing" },
    null,
    { userId: "june", status: "online", message: 7, icon: null },
  ];
  expect(await readUserStatuses(await answering(200, ok(rows)))).toEqual([
    { userId: "mara", status: "busy", message: "in a <b>session</b> until 4", icon: "✏️" },
    { userId: "june", status: "online", message: null, icon: null },
  ]);
  await server?.close();
  expect(await readUserStatuses(await answering(404, failed(404, "")))).toEqual([]);
  await server?.close();
  const transport = await answering(200, ok({ userId: "a/b", status: "away" }));
  expect(await readUserStatus(transport, "a/b ?")).toMatchObject({ status: "away" });
  expect(server?.seen[0]?.url).toMatch(/\/statuses\/a%2Fb%20%3F$/);
});

test("a token that Talk never gives leaves the house in no path", async () => {
  const transport = await answering(201, ok({ id: 1 }));
  const refused = { kind: "rejected", reason: "not-a-member" };
  for (const token of ["..", "a/b", "", "a?x", "x".repeat(65)])
    await expect(postMessage(transport, token, { message: "x", referenceId: "" })).rejects.toMatchObject(
      refused,
    );
  expect(server?.seen).toEqual([]);
});
