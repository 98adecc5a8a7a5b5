import { once } from "node:events";
import { request as sendRequest } from "node:http";
import { expect, test } from "vitest";
import { type GatewayStudio, openGatewayStudio, tokenOf } from "#tests/support/gateway-studio.ts";
import { waitFor } from "#tests/support/wait-for.ts";

const FILE = "/api/crm/nextcloud/file";

async function withFile(name = "Nora/Sent Media/plan.txt", content: Buffer | string = "0123456789") {
  const studio = await openGatewayStudio();
  await studio.put(name, content);
  const get = (headers: Record<string, string> = {}, query: Record<string, string> = {}) =>
    studio.send({ path: FILE, query: { path: name, ...query }, headers });
  return { studio, get };
}

test("a file comes whole, with our headers and no others", async () => {
  const { studio, get } = await withFile();
  const answer = await get();
  expect([answer.status, answer.text]).toEqual([200, "0123456789"]);
  const { date: _date, connection: _connection, "keep-alive": _alive, ...headers } = answer.headers;
  expect(headers).toEqual({
    "content-type": "text/plain; charset=utf-8",
    "content-length": "10",
    "content-disposition": `inline; filename="plan.txt"; filename*=UTF-8''plan.txt`,
    "accept-ranges": "bytes",
    "cache-control": "private, no-cache",
    "content-security-policy": "sandbox; default-src 'none'",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    etag: expect.stringMatching(/^"[^"]+"$/),
    "last-modified": expect.stringMatching(/GMT$/),
  });
  const kept = await get({}, { download: "1" });
  expect(kept.headers["content-disposition"]).toMatch(/^attachment; /);
  await waitFor("the place to be free", () => studio.gateway.open() === 0);
});

test("ranges, conditions and HEAD are answered as RFC 9110 wants them", async () => {
  const { studio, get } = await withFile();
  const whole = await get();
  const etag = whole.headers.etag ?? "";
  const part = await get({ Range: "bytes=2-5" });
  expect([part.status, part.text, part.headers["content-range"], part.headers["content-length"]]).toEqual([
    206,
    "2345",
    "bytes 2-5/10",
    "4",
  ]);
  expect((await get({ Range: "bytes=-3" })).text).toBe("789");
  expect((await get({ Range: "bytes=7-" })).text).toBe("789");
  // Several ranges, other units and nonsense: the whole.
  for (const Range of ["bytes=0-1,4-5", "lines=1-2", "bytes=x"])
    expect([(await get({ Range })).status, (await get({ Range })).text], Range).toEqual([200, "0123456789"]);
  const beyond = await get({ Range: "bytes=20-" });
  expect([beyond.status, beyond.json.code]).toEqual([416, "range_not_satisfiable"]);
  expect((await get({ Range: "bytes=2-5", "If-Range": etag })).status).toBe(206);
  expect((await get({ Range: "bytes=2-5", "If-Range": '"other"' })).status).toBe(200);
  const known = await get({ "If-None-Match": etag });
  expect([known.status, known.text, known.headers.etag]).toEqual([304, "", etag]);
  expect((await get({ "If-None-Match": '"other"' })).status).toBe(200);
  const head = await studio.send({
    method: "HEAD",
    path: FILE,
    query: { path: "Nora/Sent Media/plan.txt" },
    headers: { Range: "bytes=2-5" },
  });
  expect([head.status, head.headers["content-length"], head.text]).toEqual([200, "10", ""]);
});

test("another version than was listed is refused", async () => {
  const { studio, get } = await withFile();
  const etag = (await get()).headers.etag ?? "";
  expect((await get({}, { etag })).status).toBe(200);
  expect((await get({}, { etag: etag.slice(1, -1) })).status).toBe(200);
  await studio.put("Nora/Sent Media/plan.txt", "something else");
  const changed = await get({}, { etag });
  expect([changed.status, changed.json.code]).toEqual([412, "file_changed"]);
});

test.each([
  ["page.html", "<script>alert(1)</script>"],
  ["picture.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"],
  ["data.xml", "<?xml version='1.0'?><a/>"],
  ["page.xhtml", "<html xmlns='http://www.w3.org/1999/xhtml'/>"],
  ["code.js", "alert(1)"],
  ["nothing", "<html></html>"],
])("%s can do nothing in our origin", async (name, content) => {
  const { get } = await withFile(`Nora/${name}`, content);
  const { headers, text } = await get();
  expect(text).toBe(content);
  expect(headers["content-type"]).toBe("application/octet-stream");
  expect(headers["content-disposition"]).toMatch(/^attachment; /);
  expect(headers["content-security-policy"]).toContain("sandbox");
  expect(headers["x-content-type-options"]).toBe("nosniff");
});

test.each([
  ["Ümläut größe \u{1f600}.png"],
  ["100% # ? + & ;.txt"],
  ["%41.txt"],
  ['quote".txt'],
  [" space .txt"],
  ["a:b|c*d<e>f.txt"],
])("the odd name %j goes through and injects nothing", async (name) => {
  const { get } = await withFile(`Nora/${name}`, "odd");
  const answer = await get();
  expect([answer.status, answer.text]).toEqual([200, "odd"]);
  const found = /filename\*=UTF-8''(\S+)$/.exec(answer.headers["content-disposition"] ?? "")?.[1] ?? "";
  expect(decodeURIComponent(found)).toBe(name);
});

test("what is not there, not a file or not allowed is a problem", async () => {
  const { studio } = await withFile();
  const of = async (path: string, as: "staff" | "mara" | null = "staff") => {
    const answer = await studio.send({ path: FILE, query: { path }, as });
    return [answer.status, answer.json.code];
  };
  expect(await of("Nora/nothing.txt")).toEqual([404, "not_found"]);
  expect(await of("Nora")).toEqual([404, "not_found"]);
  expect(await of("/")).toEqual([404, "not_found"]);
  expect(await of("../secret.txt")).toEqual([422, "invalid_input"]);
  expect(await of("Nora/%252e%252e/x")).toEqual([422, "invalid_input"]);
  expect(await of("Nora/Sent Media/plan.txt", null)).toEqual([401, "not_signed_in"]);
  expect(await of("Nora/Sent Media/plan.txt", "mara")).toEqual([404, "not_found"]);
  const other = await studio.send({
    path: FILE,
    query: { path: "x" },
    headers: { Authorization: "Bearer x" },
  });
  expect(other.status).toBe(401);
  expect((await studio.send({ path: FILE })).status).toBe(422);
  expect((await studio.send({ method: "DELETE", path: FILE, query: { path: "x" } })).status).toBe(418);
  expect((await studio.send({ path: "/api/crm/nextcloud/browse" })).status).toBe(418);
});

test("a Nextcloud that is not configured or away is said so", async () => {
  const unconfigured = await openGatewayStudio({ NEXTCLOUD_FILES_BASE_PATH: " ", NEXTCLOUD_PASSWORD: " " });
  const answer = await unconfigured.send({ path: FILE, query: { path: "x" } });
  expect([answer.status, answer.json.code]).toEqual([503, "nextcloud_not_configured"]);
  const { studio, get } = await withFile();
  studio.cloud.cloud.faults.add({ drop: true });
  expect([(await get()).status]).toEqual([502]);
});

async function openDownload(studio: GatewayStudio, path: string) {
  const address = new URL(FILE, studio.address);
  address.searchParams.set("path", path);
  const outgoing = sendRequest(address, {
    agent: false,
    headers: { Authorization: `Bearer ${tokenOf("staff")}` },
  });
  outgoing.on("error", () => undefined);
  outgoing.end();
  const [answer] = await once(outgoing, "response");
  return { outgoing, answer };
}

test("who goes away ends the exchange with Nextcloud; nothing is read that nobody takes", async () => {
  const { studio } = await withFile("Nora/film.mp4", Buffer.alloc(60_000_000, 1));
  const { outgoing, answer } = await openDownload(studio, "Nora/film.mp4");
  expect(answer.headers["content-length"]).toBe("60000000");
  await once(answer, "readable");
  expect(studio.gateway.open()).toBe(1);
  outgoing.destroy();
  await waitFor("the place to be free", () => studio.gateway.open() === 0);
});

test("a download that Nextcloud cuts is a broken one, never a short file", async () => {
  const { studio } = await withFile("Nora/film.mp4", Buffer.alloc(5_000_000, 1));
  studio.cloud.cloud.faults.add({ method: "GET", cutAnswerAfterBytes: 1_000_000, times: 1 });
  const { answer } = await openDownload(studio, "Nora/film.mp4");
  answer.resume();
  await expect(once(answer, "end")).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(answer.complete).toBe(false);
});
