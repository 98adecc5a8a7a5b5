import { readdirSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { basicAuth, openTestCloud, type TestCloud } from "#sandbox/cloud-fixture.ts";
import { readDavError } from "#sandbox/read-multistatus.ts";
import {
  listCloudFolder,
  lockFile,
  makeManyFiles,
  moveCloudFile,
  putCloudFile,
  readCloudFile,
  resetCloudFiles,
  setQuota,
} from "#tests/support/cloud-files.ts";
import { waitFor } from "#tests/support/wait-for.ts";

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openTestCloud();
});
afterAll(() => cloud.remove());

const user = "parlour";
const home = `/remote.php/dav/files/${user}`;
const send = (method: string, path: string, more: { headers?: Record<string, string>; body?: string } = {}) =>
  cloud.send({ user, method, path: home + path, ...more });
const unfinished = () => readdirSync(join(cloud.dataDir, "unfinished"));

/** A PUT as it stands on the wire; `end` closes our half, `cut` both. Answers what came back. */
function rawPut(path: string, text: string, how: "end" | "cut") {
  return new Promise<string>((resolve, reject) => {
    const socket = connect(cloud.cloud.port, "127.0.0.1");
    let answer = "";
    socket.on("data", (data) => {
      answer += data.toString();
    });
    socket.once("error", reject);
    socket.once("close", () => resolve(answer));
    const head = `PUT ${home}${path} HTTP/1.1\r\nHost: x\r\nAuthorization: ${basicAuth(user)}\r\nContent-Length: 1000\r\n\r\n`;
    socket.write(head + text, () => (how === "cut" ? socket.resetAndDestroy() : socket.end()));
  });
}

test("a PUT that is cut, or ends too early, leaves nothing and what was there", async () => {
  await putCloudFile(cloud, user, "kept.txt", "as it was");
  await rawPut("/kept.txt", "half of it", "cut");
  await rawPut("/fresh.txt", "half of it", "cut");
  expect(await rawPut("/fresh.txt", "half of it", "end")).toMatch(/^HTTP\/1\.1 400 /);
  await waitFor("the halves to go", () => unfinished().length === 0);
  expect((await readCloudFile(cloud, user, "kept.txt"))?.toString()).toBe("as it was");
  expect(await readCloudFile(cloud, user, "fresh.txt")).toBeNull();
});

test("nothing of a file is seen before all of it is there", async () => {
  const sending = httpRequest({
    port: cloud.cloud.port,
    host: "127.0.0.1",
    method: "PUT",
    path: `${home}/slow.bin`,
    headers: { authorization: basicAuth(user), "content-length": 6 },
  });
  const answered = new Promise<number | undefined>((resolve) =>
    sending.once("response", (response) => resolve(response.statusCode)),
  );
  sending.write("abc");
  await waitFor("the beginning", () => unfinished().length === 1);
  expect(await readCloudFile(cloud, user, "slow.bin")).toBeNull();
  sending.end("def");
  expect(await answered).toBe(201);
  expect((await readCloudFile(cloud, user, "slow.bin"))?.toString()).toBe("abcdef");
});

test("of two that may only create, one does", async () => {
  const create = (body: string) => send("PUT", "/once.txt", { headers: { "If-None-Match": "*" }, body });
  const answers = await Promise.all(["a", "b", "c"].map(create));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 412, 412]);
});

test("the file id stays with a file that is replaced, moved, deleted and restored, also after a restart", async () => {
  const first = await putCloudFile(cloud, user, "id/a.txt", "one");
  const second = await putCloudFile(cloud, user, "id/a.txt", "two!");
  await putCloudFile(cloud, user, "id/a.txt", "three");
  expect(second.fileId).toBe(first.fileId);
  expect(second.etag).not.toBe(first.etag);
  await moveCloudFile(cloud, user, "id/a.txt", "id/b.txt");
  await moveCloudFile(cloud, user, "id", "moved");
  const [moved] = (await listCloudFolder(cloud, user, "moved")) ?? [];
  expect(moved).toMatchObject({ name: "b.txt", fileId: first.fileId });
  const other = await putCloudFile(cloud, user, "moved/c.txt", "x");
  expect(other.fileId).not.toBe(first.fileId);
  await cloud.restart();
  const again = (await listCloudFolder(cloud, user, "moved")) ?? [];
  expect(again.map(({ fileId }) => fileId)).toEqual([first.fileId, other.fileId]);
  expect(again[0]?.etag).toBe(moved?.etag);
});

test("a folder's ETag tells of changes far below it", async () => {
  await putCloudFile(cloud, user, "deep/er/a.txt", "a");
  const etag = async () =>
    (await listCloudFolder(cloud, user, ""))?.find(({ name }) => name === "deep")?.etag;
  const seen = new Set([await etag()]);
  await putCloudFile(cloud, user, "deep/er/b.txt", "b");
  seen.add(await etag());
  await moveCloudFile(cloud, user, "deep/er/b.txt", "deep/er/c.txt");
  seen.add(await etag());
  await send("DELETE", "/deep/er/c.txt");
  seen.add(await etag());
  expect(seen.size).toBe(4);
});

test("a name in decomposed form is stored, found and listed composed", async () => {
  expect((await send("PUT", `/${encodeURIComponent("Mu\u0308ller.txt")}`, { body: "x" })).status).toBe(201);
  expect((await listCloudFolder(cloud, user, ""))?.map(({ name }) => name)).toContain("M\u00fcller.txt");
  expect((await send("GET", `/${encodeURIComponent("Mu\u0308ller.txt")}`)).status).toBe(200);
});

test("X-OC-MTime is kept", async () => {
  const put = await send("PUT", "/old.txt", { headers: { "X-OC-MTime": "1700000000" }, body: "x" });
  expect(put.headers.get("x-oc-mtime")).toBe("accepted");
  const head = await send("HEAD", "/old.txt");
  expect(head.headers.get("last-modified")).toBe("Tue, 14 Nov 2023 22:13:20 GMT");
  expect(
    (await send("GET", "/old.txt", { headers: { "If-Modified-Since": "Tue, 14 Nov 2023 22:13:20 GMT" } }))
      .status,
  ).toBe(304);
});

test("a quota counts what is there, and refuses what does not fit", async () => {
  const used = (
    await cloud.send({
      user: "theo",
      path: "/remote.php/dav/files/theo/",
      method: "PROPFIND",
      headers: { Depth: "0" },
    })
  ).body;
  expect(used).toContain("<d:quota-available-bytes>-3<");
  await setQuota(cloud, "theo", 1000);
  await putCloudFile(cloud, "theo", "sub/a.bin", "x".repeat(600));
  const put = (length: number) =>
    cloud.send({
      user: "theo",
      method: "PUT",
      path: "/remote.php/dav/files/theo/sub/b.bin",
      body: "x".repeat(length),
    });
  const refused = await put(401);
  expect(refused.status).toBe(507);
  expect(readDavError(refused.body).message).toBe(
    "Insufficient space in /sub/b.bin, 401 required, 400 available",
  );
  expect((await put(400)).status).toBe(201);
  const full = await cloud.send({
    user: "theo",
    path: "/remote.php/dav/files/theo/sub/",
    method: "PROPFIND",
    headers: { Depth: "0" },
  });
  expect(full.body).toContain("<d:quota-used-bytes>1000<");
  expect(full.body).toContain("<d:quota-available-bytes>0<");
  await setQuota(cloud, "theo", null);
  expect((await put(5000)).status).toBe(204);
});

test("what is locked cannot be changed, until the lock is gone", async () => {
  await putCloudFile(cloud, user, "locked/a.txt", "a");
  await lockFile(cloud, user, "locked/a.txt");
  const headers = { Destination: `${home}/elsewhere.txt` };
  expect((await send("PUT", "/locked/a.txt", { body: "b" })).status).toBe(423);
  expect((await send("DELETE", "/locked")).status).toBe(423);
  expect((await send("MOVE", "/locked/a.txt", { headers })).status).toBe(423);
  expect((await send("GET", "/locked/a.txt")).body).toBe("a");
  await resetCloudFiles(cloud);
  expect((await send("MOVE", "/locked/a.txt", { headers })).status).toBe(201);
});

test("a folder of 5,000 files is listed whole, and everything below with Depth infinity", async () => {
  await makeManyFiles(cloud, user, "many/there", 5000);
  const listed = (await listCloudFolder(cloud, user, "many/there")) ?? [];
  expect(listed).toHaveLength(5000);
  expect(new Set(listed.map(({ fileId }) => fileId)).size).toBe(5000);
  expect(listed[0]?.name).toBe("picture 00001.jpg");
  const all = await send("PROPFIND", "/many", { headers: { Depth: "infinity" } });
  expect(all.body.split("<d:response>")).toHaveLength(5003);
});

test("a MOVE may not lead into itself, nor onto the folder it lies in", async () => {
  await putCloudFile(cloud, user, "loop/in/a.txt", "a");
  const move = (to: string) => send("MOVE", "/loop/in", { headers: { Destination: home + to } });
  expect((await move("/loop/in/deeper")).status).toBe(403);
  expect((await move("/loop")).status).toBe(403);
  expect((await move("")).status).toBe(403);
  expect((await readCloudFile(cloud, user, "loop/in/a.txt"))?.toString()).toBe("a");
});
