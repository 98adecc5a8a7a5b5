import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import type { UpstreamError } from "#lib/core/errors.ts";
import { countRequests, openEcoDmsClient, upstreamFailure } from "#tests/support/ecodms-client.ts";
import { ecodms } from "./connector.ts";
import { listFolders } from "./list-folders.ts";
import { openDocument } from "./open-document.ts";
import { learnLogin } from "./refused-login.ts";
import { closeIdleSessions } from "./session.ts";

const free = async () => undefined;
const UNAUTHORIZED = {
  status: 401,
  contentType: "application/json",
  body: JSON.stringify({ status: "401", message: "Unauthorized", servlet: "ecoDMS Api Service" }),
};

test("a wrong password is sent once, until somebody tests it", async () => {
  const { archive, connect, clock, client } = await openEcoDmsClient();
  const wrong = connect({ ECODMS_PASSWORD: "guessed" });
  const first = await upstreamFailure(listFolders(wrong));
  expect(first).toMatchObject({ kind: "auth", reason: "credentials" });
  expect(first.message).toBe("ecoDMS does not accept ECODMS_USERNAME and ECODMS_PASSWORD.");
  for (let hour = 0; hour < 48; hour++) {
    clock.ms += 60 * 60_000;
    const refused = await upstreamFailure(listFolders(wrong));
    expect(refused).toMatchObject({ kind: "auth", reason: "refused-before" });
    expect(refused.message).not.toContain("guessed");
  }
  expect(archive.wrongPasswords()).toBe(1);
  expect(await upstreamFailure(ecodms.test(wrong))).toMatchObject({ kind: "auth", reason: "credentials" });
  expect(archive.wrongPasswords()).toBe(2);
  // Nor does it read as well because ecoDMS answers those who need no password.
  expect(await upstreamFailure(ecodms.health(wrong))).toMatchObject({
    kind: "auth",
    reason: "refused-before",
  });
  // Others are not held up by it.
  expect(await listFolders(client)).not.toEqual([]);
});

test("a password that only shows to be wrong after connecting is sent once, and the connection given back", async () => {
  const { archive, system, client } = await openEcoDmsClient();
  system.faults.add({ match: /api\/(status|folders)/, ...UNAUTHORIZED });
  for (let one = 0; one < 5; one++)
    expect(await upstreamFailure(listFolders(client))).toMatchObject({ kind: "auth" });
  expect(system.requests).toEqual(["GET /api/connect/1", "GET /api/status", "GET /api/disconnect"]);
  expect(archive.connections()).toBe(0);
});

test("a password changed while a session is open is asked about once for all who were at work in it", async () => {
  const { system, client } = await openEcoDmsClient();
  await listFolders(client);
  system.requests.length = 0;
  system.faults.add({ match: /./, ...UNAUTHORIZED });
  const all = await Promise.all(Array.from({ length: 12 }, () => upstreamFailure(listFolders(client))));
  expect(all.every(({ kind }) => kind === "auth")).toBe(true);
  expect(countRequests(system.requests, "GET /api/connect/1")).toBe(1);
  // Those on their way when it showed, as many as ecoDMS is asked at once.
  expect(system.requests.length).toBeLessThanOrEqual(4);
});

test("what another process learnt of the password counts, whichever is later", async () => {
  const { archive, system, client, clock } = await openEcoDmsClient();
  const refused = { at: clock.ms - 1000, message: "ecoDMS does not accept it." };
  learnLogin(client.config, { refused, acceptedAt: null });
  expect(await upstreamFailure(listFolders(client))).toMatchObject({
    kind: "auth",
    reason: "refused-before",
  });
  expect(system.requests).toEqual([]);
  learnLogin(client.config, { refused: null, acceptedAt: clock.ms - 2000 });
  expect(await upstreamFailure(listFolders(client))).toMatchObject({ reason: "refused-before" });
  learnLogin(client.config, { refused: null, acceptedAt: clock.ms - 500 });
  expect(await listFolders(client)).not.toEqual([]);
  // Older than what went well here.
  learnLogin(client.config, { refused, acceptedAt: null });
  await closeIdleSessions();
  expect(await listFolders(client)).not.toEqual([]);
  expect(archive.wrongPasswords()).toBe(0);
});

test("a locked user and an unknown archive are told as what they are", async () => {
  const { connect } = await openEcoDmsClient();
  const unknown = await upstreamFailure(listFolders(connect({ ECODMS_ARCHIVE_ID: "7" })));
  expect(unknown).toMatchObject({ kind: "rejected", reason: "archive-unknown" });
  expect(unknown.message).toContain("1 (Standard Archive)");
  for (const wrong of ["a", "b", "c", "d", "e"])
    await upstreamFailure(ecodms.test(connect({ ECODMS_PASSWORD: `guess-${wrong}` })));
  expect(await upstreamFailure(ecodms.test(connect({ ECODMS_PASSWORD: "guess-f" })))).toMatchObject({
    kind: "auth",
    reason: "locked",
  });
});

test("with an API key the secrets go in an address that nobody is told", async () => {
  const { archive, system, calls, client, connect } = await openEcoDmsClient({
    password: "päss w/ord&",
    apiKey: "key-of-the-studio",
  });
  expect(await listFolders(client)).not.toEqual([]);
  expect(countRequests(system.requests, "POST /api/connect/1?")).toBe(1);
  await closeIdleSessions();
  const errors: UpstreamError[] = [];
  // A server that shows the address in its error, one that hangs up, one that sends us elsewhere.
  const { url: address = "" } = { url: system.requests.find((one) => one.includes("connect"))?.slice(5) };
  const page = `<html><table><tr><th>MESSAGE:</th><td>Cannot read ${address} päss w/ord&amp;</td></tr><tr><th>SERVLET:</th><td>ecoDMS Api Service</td></tr></table></html>`;
  for (const fault of [
    { status: 404, body: page },
    { status: 500, body: page },
    { status: 302, headers: { Location: `http://127.0.0.1:1${address}` } },
    { drop: true },
  ]) {
    system.faults.add({ match: /connect/, ...fault });
    errors.push(await upstreamFailure(listFolders(client)));
    system.faults.clear();
  }
  expect(archive.connections()).toBe(0);
  const wrong = await upstreamFailure(listFolders(connect({ ECODMS_PASSWORD: "guessed" })));
  expect(wrong.message).toBe("ecoDMS does not accept ECODMS_USERNAME, ECODMS_PASSWORD and ECODMS_API_KEY.");
  const told = JSON.stringify([
    calls,
    errors.map(({ message, stack, cause }) => [message, stack, String(cause)]),
  ]);
  for (const one of ["key-of-the-studio", "päss", "p%C3%A4ss"]) expect(told).not.toContain(one);
});

test("health needs no login and test no paid call", async () => {
  const { archive, system, client, connect } = await openEcoDmsClient();
  await ecodms.health(client);
  await ecodms.health(connect({ ECODMS_PASSWORD: "guessed" }));
  expect([archive.connections(), archive.wrongPasswords(), system.requests]).toEqual([
    0,
    0,
    ["GET /api/test", "GET /api/test"],
  ]);
  await ecodms.test(client);
  expect(archive.paid()).toEqual({ uploads: 0, downloads: 0 });
});

test("what is not ecoDMS is told as that", async () => {
  const { system, client, connect } = await openEcoDmsClient();
  const login = { status: 200, body: "<html><form>Sign in</form></html>" };
  system.faults.add({ match: /test|connect/, ...login });
  expect(await upstreamFailure(ecodms.health(client))).toMatchObject({ kind: "malformed", reason: "html" });
  expect(await upstreamFailure(ecodms.test(client))).toMatchObject({ kind: "malformed", reason: "html" });
  system.faults.clear();
  system.faults.add({ match: /folders/, ...login });
  expect(await upstreamFailure(listFolders(client))).toMatchObject({ kind: "malformed" });
  system.faults.clear();
  system.faults.add({ match: /\/document\/5/, ...login });
  expect(
    await upstreamFailure(openDocument(client, { id: 5, beforePaid: free }, async () => null)),
  ).toMatchObject({
    kind: "malformed",
    reason: "html",
  });
  const web = createServer((_request, response) =>
    response.writeHead(404, { "Content-Type": "text/html" }).end("<html>nginx: not found</html>"),
  );
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void web.close());
  const at = web.address();
  const elsewhere = connect({ ECODMS_API_URL: `http://127.0.0.1:${typeof at === "object" ? at?.port : 0}` });
  const refused = await upstreamFailure(listFolders(elsewhere));
  expect(refused).toMatchObject({ kind: "rejected", reason: "not-ecodms", status: 404 });
  expect(refused.message).toContain("ECODMS_API_URL");
});
