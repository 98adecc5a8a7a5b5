import { expect, test } from "vitest";
import { countRequests, openEcoDmsClient, upstreamFailure } from "#tests/support/ecodms-client.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { ecodms } from "./connector.ts";
import { listClassifications } from "./list-classifications.ts";
import { listDocuments } from "./list-documents.ts";
import { listFolders } from "./list-folders.ts";
import { closeIdleSessions, closeSessions, withSession } from "./session.ts";

const page = { from: null, limit: 50 };
const UNAUTHORIZED = {
  status: 401,
  contentType: "application/json",
  body: JSON.stringify({ status: "401", message: "Unauthorized", servlet: "ecoDMS Api Service" }),
};

test("those at work at once share a session, which is closed when nobody uses it", async () => {
  const { archive, system, client } = await openEcoDmsClient();
  await Promise.all([listFolders(client), listClassifications(client), listDocuments(client, page)]);
  expect([archive.connections(), countRequests(system.requests, "GET /api/connect/1")]).toEqual([1, 1]);
  await withSession(client, async (inSession) => inSession.request({ path: "/status" }), { idleMs: 10 });
  await waitFor("the session to be closed", () => archive.connections() === 0);
  expect(countRequests(system.requests, "GET /api/disconnect")).toBe(1);
  await listFolders(client);
  expect(countRequests(system.requests, "GET /api/connect/1")).toBe(2);
});

test("a session that ecoDMS forgot is opened again, once, in the middle of a list", async () => {
  const { archive, system, client } = await openEcoDmsClient();
  const first = await listDocuments(client, { from: null, limit: 6 });
  archive.forgetSessions();
  const second = await listDocuments(client, { from: first.next, limit: 5 });
  expect(second.items.map(({ id }) => id)).toEqual([21, 20, 19, 18, 17]);
  expect(countRequests(system.requests, "GET /api/connect")).toBe(2);
  archive.forgetSessions();
  const five = await Promise.all(Array.from({ length: 5 }, () => listFolders(client)));
  expect(five.every((folders) => folders.length > 0)).toBe(true);
  expect(archive.connections()).toBe(1);
});

test("what a user is not allowed is told so, and neither ends the session nor takes another connection", async () => {
  const { archive, system, client } = await openEcoDmsClient();
  system.faults.add({ match: /classifyAttributes/, ...UNAUTHORIZED });
  for (let one = 0; one < 4; one++) {
    expect(await upstreamFailure(listClassifications(client))).toMatchObject({
      kind: "rejected",
      reason: "forbidden",
    });
    expect(archive.connections()).toBe(1);
  }
  expect(await listFolders(client)).not.toEqual([]);
  expect(archive.wrongPasswords()).toBe(0);
});

test("to connect is never repeated: each that was heard takes a connection", async () => {
  const { archive, system, client } = await openEcoDmsClient();
  system.faults.add({ match: /connect\/1/, drop: "after" });
  expect(await upstreamFailure(listFolders(client))).toMatchObject({ kind: "network" });
  expect(archive.connections()).toBe(1);
});

test("a licence without a free connection says so", async () => {
  const { archive, client, connect } = await openEcoDmsClient({ licences: 1 });
  await listFolders(client);
  const other = connect({ ECODMS_API_URL: `${client.config.ECODMS_API_URL}/api/` });
  const refused = await upstreamFailure(listFolders(other));
  expect(refused).toMatchObject({ kind: "rejected", reason: "licences-used", retryable: true });
  expect(refused.message).toMatch(/^All connections of the ecoDMS licence are in use\./);
  expect(archive.connections()).toBe(1);
  await closeIdleSessions();
  expect(await listFolders(other)).not.toEqual([]);
});

test("with a single licence a session that ended makes room for the next", async () => {
  const { archive, system, client } = await openEcoDmsClient({ licences: 1 });
  await listFolders(client);
  // Still known to ecoDMS, which holds its connection.
  system.faults.add({ match: /folders/, ...UNAUTHORIZED, times: 1 });
  expect(await listFolders(client)).not.toEqual([]);
  system.faults.add({ match: /disconnect/, delayMs: 300, times: 1 });
  const closing = closeIdleSessions();
  expect(await listFolders(client)).not.toEqual([]);
  await closing;
  expect(archive.connections()).toBe(1);
});

test("a disconnect that hangs holds nobody up, and is not repeated", async () => {
  const { system, client } = await openEcoDmsClient();
  await listFolders(client);
  system.faults.add({ match: /disconnect/, delayMs: 60_000 });
  let isClosed = false;
  const closing = closeIdleSessions().then(() => {
    isClosed = true;
  });
  expect(await listFolders(client)).not.toEqual([]);
  expect(isClosed).toBe(false);
  await closing;
  expect(countRequests(system.requests, "GET /api/disconnect")).toBe(1);
});

test("an archive that hangs is given up, and gives the session back", async () => {
  const { archive, system, connect } = await openEcoDmsClient();
  const client = connect({}, { ...ecodms, timeoutMs: 200 }, 1);
  system.faults.add({ match: /folders/, delayMs: 60_000 });
  expect(await upstreamFailure(listFolders(client))).toMatchObject({ kind: "network", reason: "timeout" });
  system.faults.clear();
  expect(await listFolders(connect())).not.toEqual([]);
  await closeIdleSessions();
  expect(archive.connections()).toBe(0);
});

test("every connection is given back when the process ends, also one that is in use", async () => {
  const { archive, system, client, connect } = await openEcoDmsClient();
  await listFolders(client);
  const other = connect({ ECODMS_API_URL: `${client.config.ECODMS_API_URL}/api` });
  system.faults.add({ match: /types/, delayMs: 60_000 });
  listClassifications(other).catch(() => undefined);
  await waitFor("both sessions to be open", () => archive.connections() === 2);
  await closeSessions();
  expect(archive.connections()).toBe(0);
});

test("who ends waits for no archive that hangs", async () => {
  const { system, client } = await openEcoDmsClient();
  await listFolders(client);
  system.faults.add({ match: /disconnect/, delayMs: 60_000 });
  await closeSessions(50);
  await waitFor("the goodbye", () => countRequests(system.requests, "GET /api/disconnect") === 1);
});
