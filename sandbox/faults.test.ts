import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { waitFor } from "#tests/support/wait-for.ts";
import { basicAuth, openTestCloud, type TestCloud, testEvent } from "./cloud-fixture.ts";

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openTestCloud();
});
afterEach(() => cloud.cloud.faults.clear());
afterAll(() => cloud.remove());

const home = "/remote.php/dav/calendars/mara/personal/";
const look = () => cloud.send({ user: "mara", method: "PROPFIND", path: home, headers: { Depth: "0" } });
const overHttp = (method: string, body?: unknown) =>
  cloud.send({
    user: null,
    method,
    path: "/_sandbox/faults",
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

test("a fault answers in place of the cloud, as often as asked", async () => {
  const headers = { "Retry-After": "7" };
  cloud.cloud.faults.add({
    match: /calendars\/mara/,
    status: 503,
    body: "<x/>",
    contentType: "text/xml",
    headers,
    times: 2,
  });
  for (let round = 0; round < 2; round += 1) {
    const answer = await look();
    expect([answer.status, answer.body]).toEqual([503, "<x/>"]);
    expect(answer.headers.get("content-type")).toBe("text/xml");
    expect(answer.headers.get("retry-after")).toBe("7");
  }
  expect((await look()).status).toBe(207);
});

test("only matching paths and methods are met, until the faults are cleared", async () => {
  cloud.cloud.faults.add({ match: /\/files\//g, status: 500 });
  cloud.cloud.faults.add({ method: "put", status: 507 });
  expect((await look()).status).toBe(207);
  const put = () => cloud.send({ user: "mara", method: "PUT", path: `${home}f.ics`, body: testEvent("f") });
  expect((await put()).status).toBe(507);
  for (let round = 0; round < 3; round += 1) {
    expect((await cloud.send({ user: "mara", path: "/remote.php/dav/files/mara/x" })).status).toBe(500);
  }
  cloud.cloud.faults.clear();
  expect((await put()).status).toBe(201);
});

test("a delay keeps a client waiting, and then the cloud answers", async () => {
  cloud.cloud.faults.add({ delayMs: 150, times: 1 });
  const started = performance.now();
  expect((await look()).status).toBe(207);
  expect(performance.now() - started).toBeGreaterThanOrEqual(140);
});

test("a dropped request changed nothing; one dropped after did", async () => {
  const path = `${home}dropped.ics`;
  const put = () => cloud.send({ user: "mara", method: "PUT", path, body: testEvent("dropped") });
  cloud.cloud.faults.add({ drop: true, times: 1 });
  await expect(put()).rejects.toThrow();
  expect((await cloud.send({ user: "mara", path })).status).toBe(404);
  cloud.cloud.faults.add({ method: "PUT", drop: "after", times: 1 });
  await expect(put()).rejects.toThrow();
  expect((await cloud.send({ user: "mara", path })).body).toBe(testEvent("dropped"));

  const file = "/remote.php/dav/files/mara/dropped.txt";
  cloud.cloud.faults.add({ method: "PUT", drop: "after", times: 1 });
  await expect(cloud.send({ user: "mara", method: "PUT", path: file, body: "kept" })).rejects.toThrow();
  expect((await cloud.send({ user: "mara", path: file })).body).toBe("kept");
});

test("faults over HTTP", async () => {
  expect((await overHttp("POST", { match: "personal", status: 502, body: "bad gateway" })).status).toBe(201);
  expect((await look()).body).toBe("bad gateway");
  expect((await overHttp("DELETE")).status).toBe(200);
  expect((await look()).status).toBe(207);
  for (const body of [{ match: "(" }, { status: 9 }, { nonsense: true }, { delayMs: -1 }, []]) {
    expect((await overHttp("POST", body)).status, JSON.stringify(body)).toBe(422);
  }
  expect((await cloud.send({ user: null, method: "POST", path: "/_sandbox/faults", body: "{" })).status).toBe(
    400,
  );
  expect((await overHttp("GET")).status).toBe(405);
});

const bigFile = "/remote.php/dav/files/mara/big.bin";
const big = "0123456789".repeat(100_000);

test("an answer is cut after so many bytes, and no sooner", async () => {
  await cloud.send({ user: "mara", method: "PUT", path: bigFile, body: big });
  cloud.cloud.faults.add({ match: /big\.bin$/, method: "GET", cutAnswerAfterBytes: 300_000, times: 1 });
  const response = await fetch(`http://127.0.0.1:${cloud.cloud.port}${bigFile}`, {
    headers: { Authorization: basicAuth("mara") },
  });
  expect(response.headers.get("content-length")).toBe("1000000");
  let received = 0;
  const reading = async () => {
    for await (const chunk of response.body ?? []) received += chunk.length;
  };
  await expect(reading()).rejects.toThrow();
  expect(received).toBe(300_000);
  expect((await cloud.send({ user: "mara", path: bigFile })).body).toBe(big);
});

test("an upload is cut in the middle, or never answered; neither leaves anything", async () => {
  const path = "/remote.php/dav/files/mara/half.bin";
  const put = (signal?: AbortSignal) =>
    fetch(`http://127.0.0.1:${cloud.cloud.port}${path}`, {
      method: "PUT",
      headers: { Authorization: basicAuth("mara") },
      body: big,
      ...(signal === undefined ? {} : { signal }),
    });
  cloud.cloud.faults.add({ method: "PUT", cutBodyAfterBytes: 200_000, times: 1 });
  await expect(put()).rejects.toThrow();
  const begun = () => readdirSync(join(cloud.dataDir, "unfinished")).length;
  await waitFor("the half to go", () => begun() === 0);
  cloud.cloud.faults.add({ method: "PUT", ignoreBodyAfterBytes: 200_000, times: 1 });
  const late = new AbortController();
  const unanswered = expect(put(late.signal)).rejects.toThrow(/abort/i);
  await waitFor("its beginning", () => begun() === 1);
  await pause(300);
  late.abort();
  await unanswered;
  expect((await cloud.send({ user: "mara", path })).status).toBe(404);
  expect((await put()).status).toBe(201);
});

test("maintenance for uploads alone", async () => {
  expect((await overHttp("POST", { maintenance: "uploads" })).status).toBe(201);
  const send = (method: string, path: string) =>
    cloud.send({ user: "mara", method, path, ...(method === "PUT" ? { body: "x" } : {}) });
  const refused = await send("PUT", bigFile);
  expect(refused.status).toBe(503);
  expect(refused.body).toContain("System is in maintenance mode.");
  expect((await send("MKCOL", "/remote.php/dav/uploads/mara/one")).status).toBe(503);
  expect((await send("GET", bigFile)).status).toBe(200);
  expect((await look()).status).toBe(207);
});
