import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestCloud, type TestCloud } from "#sandbox/cloud-fixture.ts";
import { readDavError, readMultistatus } from "#sandbox/read-multistatus.ts";
import { putCloudFile, readCloudFile, setQuota } from "#tests/support/cloud-files.ts";

let now = Date.UTC(2026, 10, 20, 12);
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openTestCloud(() => now);
});
afterAll(() => cloud.remove());

const user = "parlour";
const uploads = `/remote.php/dav/uploads/${user}`;
const destination = (name: string) => ({ Destination: `/remote.php/dav/files/${user}/${name}` });
const send = (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
  cloud.send({ user, method, path: uploads + path, headers, ...(body === undefined ? {} : { body }) });
const put = (path: string, body: string) => send("PUT", path, destination("x"), body);

async function listed(id: string) {
  const { body } = await send("PROPFIND", `/${id}`, { Depth: "1" });
  return readMultistatus(body)
    .items.slice(1)
    .map(({ href, found }) => [href.split("/").at(-1), Number(found.get("getcontentlength")?.text)]);
}

test.each([
  ["in order", ["1", "2", "3"]],
  ["the other way round", ["3", "2", "1"]],
  ["with one sent again", ["1", "2", "2", "3"]],
])("pieces that come %s become one file", async (order, numbers) => {
  const parts: Record<string, string> = { 1: "aaaa", 2: "bbbb", 3: "cc" };
  const id = `order-${numbers.join("")}`;
  expect((await send("MKCOL", `/${id}`)).status).toBe(201);
  for (const number of numbers)
    expect((await put(`/${id}/0000${number}`, parts[number] ?? "")).status).toBe(201);
  expect(await listed(id)).toEqual([
    [".file", 10],
    ["00001", 4],
    ["00002", 4],
    ["00003", 2],
  ]);
  const done = await send("MOVE", `/${id}/.file`, { ...destination(`${id}.txt`), "OC-Total-Length": "10" });
  expect(done.status, order).toBe(201);
  expect(done.headers.get("etag")).toMatch(/^"[0-9a-f]{32}"$/);
  expect((await readCloudFile(cloud, user, `${id}.txt`))?.toString()).toBe("aaaabbbbcc");
  expect((await send("PROPFIND", `/${id}`)).status).toBe(404);
});

test("pieces at the same time, of odd sizes, with a gap in their numbers", async () => {
  await send("MKCOL", "/odd");
  const parts = new Map([
    ["2", "bb"],
    ["10", "d"],
    ["1", "aaaaa"],
    ["5", "ccccccc"],
  ]);
  await Promise.all([...parts].map(([name, body]) => put(`/odd/${name}`, body)));
  expect((await send("MOVE", "/odd/.file", destination("odd.txt"))).status).toBe(201);
  expect((await readCloudFile(cloud, user, "odd.txt"))?.toString()).toBe("aaaaabbcccccccd");
});

test("a cut piece does not count, and can be sent again; a restart loses nothing", async () => {
  await send("MKCOL", "/cut");
  await put("/cut/1", "aaaa");
  cloud.cloud.faults.add({ match: /\/cut\/2$/, method: "PUT", cutBodyAfterBytes: 2, times: 1 });
  await expect(put("/cut/2", "bbbb")).rejects.toThrow();
  expect(await listed("cut")).toEqual([
    [".file", 4],
    ["1", 4],
  ]);
  await cloud.restart();
  await put("/cut/2", "BBBB");
  expect((await send("MOVE", "/cut/.file", destination("cut.txt"))).status).toBe(201);
  expect((await readCloudFile(cloud, user, "cut.txt"))?.toString()).toBe("aaaaBBBB");
});

test("in order, the whole is not copied", async () => {
  await send("MKCOL", "/grows");
  for (const name of ["1", "2"]) await put(`/grows/${name}`, "x".repeat(1000));
  const folder = join(cloud.dataDir, "uploads", user, "grows");
  expect(readdirSync(folder).sort()).toEqual(["chunks.log", "created", "whole"]);
  await send("DELETE", "/grows");
  expect(existsSync(folder)).toBe(false);
});

test("what is refused", async () => {
  expect((await put("/none/1", "x")).status).toBe(404);
  await send("MKCOL", "/refused");
  for (const name of ["0", "10001", "x", "1.5", "000001"])
    expect((await put(`/refused/${name}`, "x")).status, name).toBe(400);
  await put("/refused/1", "four");
  const move = (headers: Record<string, string>) => send("MOVE", "/refused/.file", headers);
  const total = await move({ ...destination("r.txt"), "OC-Total-Length": "5" });
  expect([total.status, readDavError(total.body).message]).toEqual([
    400,
    "Chunks on server do not sum up to 5 but to 4 bytes",
  ]);
  expect((await move(destination("no-folder/r.txt"))).status).toBe(409);
  expect((await move({ Destination: "/remote.php/dav/files/theo/r.txt" })).status).toBe(403);
  const { fileId } = await putCloudFile(cloud, user, "r.txt", "there");
  expect((await move({ ...destination("r.txt"), Overwrite: "F" })).status).toBe(412);
  await setQuota(cloud, user, 1);
  expect((await move(destination("q.txt"))).status).toBe(507);
  await setQuota(cloud, user, null);
  expect(
    (await cloud.send({ user: "theo", method: "PUT", path: `${uploads}/refused/2`, body: "x" })).status,
  ).toBe(404);
  const replaced = await move(destination("r.txt"));
  expect(replaced.status).toBe(204);
  expect(replaced.headers.get("oc-fileid")).toMatch(new RegExp(`^0*${fileId}ocsandbox$`));
});

test("an upload nobody finishes is gone after a day", async () => {
  await send("MKCOL", "/late");
  await put("/late/1", "x");
  now += 86_400_001;
  expect((await put("/late/2", "x")).status).toBe(404);
  expect((await send("MKCOL", "/late")).status).toBe(201);
});
