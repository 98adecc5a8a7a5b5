import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestCloud, type TestCloud } from "#sandbox/cloud-fixture.ts";
import { readDavError, readMultistatus } from "#sandbox/read-multistatus.ts";

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openTestCloud();
});
afterAll(() => cloud.remove());

const home = "/remote.php/dav/files/parlour";
type More = { headers?: Record<string, string>; body?: string | Buffer<ArrayBuffer>; user?: string };
const send = (method: string, path: string, more: More = {}) =>
  cloud.send({ user: "parlour", method, path: home + path, ...more });
const destination = (path: string) => ({
  headers: { Destination: `http://127.0.0.1:${cloud.cloud.port}${path}` },
});
const list = async (path: string) =>
  readMultistatus((await send("PROPFIND", path, { headers: { Depth: "1" } })).body).items;

const oddNames = [
  "Ümläut ß.txt",
  "emoji 🪶.txt",
  "100% #1 + ?&;.txt",
  "a+b.txt",
  "apo's, komma.txt",
  "%41.txt",
];

test("odd names and bytes come back as they went", async () => {
  expect((await send("MKCOL", "/odd")).status).toBe(201);
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
  for (const name of oddNames) {
    const put = await send("PUT", `/odd/${encodeURIComponent(name)}`, { body: bytes });
    expect(put.status, name).toBe(201);
    const read = await send("GET", `/odd/${encodeURIComponent(name)}`);
    expect(read.bytes.equals(bytes), name).toBe(true);
    expect(put.headers.get("etag")).toBe(read.headers.get("etag"));
    expect(put.headers.get("oc-etag")).toBe(read.headers.get("etag"));
  }
  const items = await list("/odd/");
  expect(items[0]?.href).toBe(`${home}/odd/`);
  expect(items[0]?.found.get("resourcetype")?.children[0]?.name).toBe("collection");
  const listed = items.slice(1).map((item) => decodeURIComponent(item.href.split("/").at(-1) ?? ""));
  expect(listed.sort()).toEqual([...oddNames].sort());
  for (const item of items.slice(1)) {
    const read = await cloud.send({ user: "parlour", path: item.href });
    expect(item.found.get("getetag")?.text).toBe(read.headers.get("etag"));
    expect(item.found.get("getcontentlength")?.text).toBe("256");
    expect(item.found.get("getcontenttype")?.text).toBe("text/plain");
  }
});

test("a PROPFIND names what Nextcloud names, and what is missing", async () => {
  await send("PUT", "/picture.png", { body: "x" });
  const body = `<d:propfind xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns" xmlns:nc="http://nextcloud.org/ns"><d:prop><d:getetag/><oc:fileid/><oc:size/><oc:permissions/><nc:has-preview/><oc:checksums/></d:prop></d:propfind>`;
  const answer = await send("PROPFIND", "/picture.png", { headers: { Depth: "0" }, body });
  const [item, ...others] = readMultistatus(answer.body).items;
  expect(others).toEqual([]);
  expect(item?.found.get("fileid")?.text).toMatch(/^\d+$/);
  expect(item?.found.get("size")?.text).toBe("1");
  expect(item?.found.get("permissions")?.text).toBe("RGDNVW");
  expect(item?.missing).toEqual(["checksums"]);
});

test("ranges, conditions and HEAD", async () => {
  const put = await send("PUT", "/digits.bin", { body: "0123456789" });
  const etag = String(put.headers.get("etag"));
  const part = await send("GET", "/digits.bin", { headers: { Range: "bytes=2-5" } });
  expect([part.status, part.body]).toEqual([206, "2345"]);
  expect(part.headers.get("content-range")).toBe("bytes 2-5/10");
  expect(part.headers.get("content-length")).toBe("4");
  expect((await send("GET", "/digits.bin", { headers: { Range: "bytes=-3" } })).body).toBe("789");
  expect((await send("GET", "/digits.bin", { headers: { Range: "bytes=20-" } })).status).toBe(416);
  const stale = await send("GET", "/digits.bin", { headers: { Range: "bytes=2-5", "If-Range": '"old"' } });
  expect([stale.status, stale.body]).toEqual([200, "0123456789"]);
  expect((await send("GET", "/digits.bin", { headers: { "If-None-Match": etag } })).status).toBe(304);
  const head = await send("HEAD", "/digits.bin");
  expect([head.status, head.headers.get("content-length"), head.headers.get("etag")]).toEqual([
    200,
    "10",
    etag,
  ]);
  for (const [name, tag] of [
    ["If-Match", '"0000"'],
    ["If-None-Match", "*"],
  ] as const) {
    const refused = await send("PUT", "/digits.bin", { headers: { [name]: tag }, body: "x" });
    expect(refused.status).toBe(412);
    expect(readDavError(refused.body).exception).toBe("Sabre\\DAV\\Exception\\PreconditionFailed");
  }
  const updated = await send("PUT", "/digits.bin", { headers: { "If-Match": etag }, body: "abc" });
  expect(updated.status).toBe(204);
  expect((await send("GET", "/digits.bin")).body).toBe("abc");
});

test("folders, copies, moves and deletions", async () => {
  expect((await send("MKCOL", "/box")).status).toBe(201);
  expect((await send("MKCOL", "/box")).status).toBe(405);
  expect((await send("MKCOL", "/none/box")).status).toBe(409);
  expect((await send("PUT", "/none/a.txt", { body: "a" })).status).toBe(404);
  expect((await send("PUT", "/box/a.txt", { body: "a" })).status).toBe(201);
  expect((await send("COPY", "/box/a.txt", destination(`${home}/box/b.txt`))).status).toBe(201);
  expect((await send("MOVE", "/box/a.txt", destination(`${home}/box/c%20%23.txt`))).status).toBe(201);
  expect((await list("/box/")).map((item) => item.href.slice(home.length))).toEqual([
    "/box/",
    "/box/b.txt",
    "/box/c%20%23.txt",
  ]);
  const keep = destination(`${home}/box/b.txt`);
  const clash = await send("MOVE", "/box/c%20%23.txt", { headers: { ...keep.headers, Overwrite: "F" } });
  expect(clash.status).toBe(412);
  expect((await send("MOVE", "/box/c%20%23.txt", destination(`${home}/none/b.txt`))).status).toBe(409);
  expect((await send("MOVE", "/box/none.txt", destination(`${home}/box/d.txt`))).status).toBe(404);
  const relative = { headers: { Destination: `${home}/box/b.txt`, Overwrite: "T" } };
  expect((await send("MOVE", "/box/c%20%23.txt", relative)).status).toBe(204);
  expect((await send("COPY", "/box/b.txt", destination(`${home}/box/c%20%23.txt`))).status).toBe(201);
  expect((await send("DELETE", "/box/b.txt")).status).toBe(204);
  expect((await send("DELETE", "/box/b.txt")).status).toBe(404);
  expect((await send("DELETE", "/box")).status).toBe(204);
  expect((await send("GET", "/box/c%20%23.txt")).status).toBe(404);
});

test("a foreign home is an empty root to look at, and closed", async () => {
  await send("PUT", "/mine.txt", { body: "secret" });
  const user = "theo";
  const look = await send("PROPFIND", "/", { headers: { Depth: "1" }, user });
  expect(look.status).toBe(207);
  expect(readMultistatus(look.body).items.map((item) => item.href)).toEqual([`${home}/`]);
  expect((await send("PROPFIND", "/mine.txt", { headers: { Depth: "0" }, user })).status).toBe(404);
  expect((await send("GET", "/mine.txt", { user })).status).toBe(404);
  for (const method of ["PUT", "DELETE", "MKCOL", "PROPPATCH", "LOCK"]) {
    expect((await send(method, "/mine.txt", { user })).status, method).toBe(403);
  }
  await cloud.send({ user, method: "PUT", path: "/remote.php/dav/files/theo/own.txt", body: "x" });
  for (const method of ["COPY", "MOVE"]) {
    const target = destination(`${home}/taken.txt`);
    const answer = await cloud.send({ user, method, path: "/remote.php/dav/files/theo/own.txt", ...target });
    expect(answer.status, method).toBe(403);
  }
  expect((await send("GET", "/mine.txt")).body).toBe("secret");
  expect((await send("GET", "/taken.txt")).status).toBe(404);
});

test.each([
  ["/a%2f..%2f..%2fx", 404],
  ["/%5c.txt", 400],
  ["/a%0ab.txt", 400],
  [`/${"n".repeat(251)}`, 400],
  ["/.htaccess", 403],
  ["/x.nephelemeta", 403],
  ["/%zz", 400],
])("the name %s is refused", async (path, status) => {
  expect((await send("PUT", path, { body: "x" })).status).toBe(status);
});

test("files survive a restart", async () => {
  await send("PUT", "/kept.txt", { body: "kept" });
  await cloud.restart();
  expect((await send("GET", "/kept.txt")).body).toBe("kept");
});
