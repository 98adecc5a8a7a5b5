import { createHash } from "node:crypto";
import { appendFileSync, readdirSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { basicAuth, openTestCloud, type TestCloud, testEvent } from "#sandbox/cloud-fixture.ts";
import { readDavError } from "#sandbox/read-multistatus.ts";

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openTestCloud(() => Date.UTC(2026, 10, 20, 12));
});
afterAll(() => cloud.remove());

const home = "/remote.php/dav/calendars/mara/personal/";
const md5 = (body: string | Buffer) => `"${createHash("md5").update(body).digest("hex")}"`;
const send = (
  method: string,
  name: string,
  headers: Record<string, string> = {},
  body?: string | Buffer<ArrayBuffer>,
) =>
  cloud.send({ user: "mara", method, path: home + name, headers, ...(body === undefined ? {} : { body }) });
const put = (name: string, body: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}) =>
  send("PUT", name, headers, body);

test("bytes come back as they were sent, under the md5 as strong ETag", async () => {
  const odd = Buffer.from(
    `\ufeff${testEvent("bytes-1", "Tee & <Kuchen> ]]> &amp; 🪶 \u00e4\\n").replace("SUMMARY", "X-LONG:abc\r\n def\r\nSUMMARY")}`,
  );
  const created = await put("bytes.ics", odd, {
    "Content-Type": "text/calendar; charset=utf-8",
    "If-None-Match": "*",
  });
  expect(created.status).toBe(201);
  expect(created.headers.get("etag")).toBe(md5(odd));
  expect(created.headers.get("oc-etag")).toBe(md5(odd));
  const read = await send("GET", "bytes.ics");
  expect(read.status).toBe(200);
  expect(read.bytes.equals(odd)).toBe(true);
  expect(read.headers.get("etag")).toBe(md5(odd));
  expect(read.headers.get("content-type")).toContain("text/calendar");
  expect(read.headers.get("last-modified")).toBe("Fri, 20 Nov 2026 12:00:00 GMT");
  const head = await send("HEAD", "bytes.ics");
  expect([head.status, head.headers.get("content-length"), head.body]).toEqual([200, String(odd.length), ""]);
  const unix = testEvent("bytes-1", "with bare line feeds").replaceAll("\r\n", "\n");
  const updated = await put("bytes.ics", unix, { "If-Match": md5(odd) });
  expect(updated.status).toBe(204);
  expect(updated.headers.get("etag")).toBe(md5(unix));
  expect((await send("GET", "bytes.ics")).body).toBe(unix);
});

test("names with escapes are one object, however they are written", async () => {
  expect((await put("a%40b%20%C3%A4+%23.ics", testEvent("name-1"))).status).toBe(201);
  expect((await put("a@b%20%c3%a4%2b%23.ics", testEvent("name-1", "again"))).status).toBe(204);
  expect((await send("GET", "a%40b%20%c3%a4+%23.ics")).body).toContain("SUMMARY:again");
});

test("If-Match: stale, unquoted, weak or on nothing is 412", async () => {
  const body = testEvent("match-1");
  const etag = md5(body);
  expect((await put("match.ics", body)).status).toBe(201);
  for (const tag of ['"0000"', etag.replaceAll('"', ""), `W/${etag}`]) {
    const refused = await put("match.ics", testEvent("match-1", "other"), { "If-Match": tag });
    expect(refused.status, tag).toBe(412);
    expect(readDavError(refused.body)).toMatchObject({
      exception: "Sabre\\DAV\\Exception\\PreconditionFailed",
      others: ["header"],
    });
    expect(refused.headers.get("etag")).toBe(etag);
    expect((await send("DELETE", "match.ics", { "If-Match": tag })).status, tag).toBe(412);
  }
  expect((await put("nothing.ics", testEvent("nothing-1"), { "If-Match": etag })).status).toBe(412);
  expect((await put("nothing.ics", testEvent("nothing-1"), { "If-Match": "*" })).status).toBe(412);
  expect((await send("GET", "match.ics")).body).toBe(body);
  expect((await put("match.ics", body, { "If-Match": `"0000", ${etag}` })).status).toBe(204);
  expect((await send("DELETE", "match.ics", { "If-Match": etag })).status).toBe(204);
});

test("If-None-Match: * on something is 412 and changes nothing", async () => {
  const body = testEvent("none-match-1");
  expect((await put("none-match.ics", body, { "If-None-Match": "*" })).status).toBe(201);
  expect((await put("none-match.ics", testEvent("none-match-1", "x"), { "If-None-Match": "*" })).status).toBe(
    412,
  );
  expect((await send("GET", "none-match.ics")).body).toBe(body);
});

test("of many who create or change the same object at once, one wins", async () => {
  const races = Array.from({ length: 8 }, (_, index) =>
    put("race.ics", testEvent("race-1", `version ${index}`), { "If-None-Match": "*" }),
  );
  expect((await Promise.all(races)).map((answer) => answer.status).sort()).toEqual([
    201,
    ...Array(7).fill(412),
  ]);
  const etag = String((await send("GET", "race.ics")).headers.get("etag"));
  const changes = Array.from({ length: 8 }, (_, index) =>
    put("race.ics", testEvent("race-1", `change ${index}`), { "If-Match": etag }),
  );
  expect((await Promise.all(changes)).map((answer) => answer.status).sort()).toEqual([
    204,
    ...Array(7).fill(412),
  ]);
  const deletions = Array.from({ length: 4 }, () => send("DELETE", "race.ics"));
  expect((await Promise.all(deletions)).map((answer) => answer.status).sort()).toEqual([204, 404, 404, 404]);
});

test("a UID stands once in a calendar, and a deleted one stays in the trash bin", async () => {
  expect((await put("uid.ics", testEvent("uid-1"))).status).toBe(201);
  const again = await put("uid-again.ics", testEvent("uid-1"));
  expect(again.status).toBe(400);
  expect(readDavError(again.body).message).toBe(
    "Calendar object with uid already exists in this calendar collection.",
  );
  expect((await send("DELETE", "uid.ics")).status).toBe(204);
  expect((await send("DELETE", "uid.ics")).status).toBe(404);
  for (const restart of [false, true]) {
    if (restart) await cloud.restart();
    for (const name of ["uid.ics", "uid-again.ics"]) {
      const trashed = await put(name, testEvent("uid-1"));
      expect(trashed.status).toBe(400);
      expect(readDavError(trashed.body).message).toBe(
        "Deleted calendar object with uid already exists in this calendar collection.",
      );
    }
  }
  expect((await put("uid.ics", testEvent("uid-2"))).status).toBe(201);
});

test.each([
  ["no calendar at all", "this is no calendar"],
  ["nothing", ""],
  ["an empty calendar", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"],
  ["an unclosed event", testEvent("bad-1").replace("END:VEVENT\r\n", "")],
  ["a line that is none", testEvent("bad-2").replace("SUMMARY:", "SUMMARY ")],
  ["text after the end", `${testEvent("bad-3")}more`],
  ["a METHOD", testEvent("bad-4").replace("PRODID", "METHOD:REQUEST\r\nPRODID")],
  [
    "two UIDs",
    testEvent("bad-5").replace("END:VCALENDAR", "BEGIN:VEVENT\r\nUID:bad-6\r\nEND:VEVENT\r\nEND:VCALENDAR"),
  ],
])("%s is 415", async (_what, body) => {
  const refused = await put("bad.ics", body);
  expect(refused.status).toBe(415);
  expect(readDavError(refused.body).exception).toBe("Sabre\\DAV\\Exception\\UnsupportedMediaType");
  expect((await send("GET", "bad.ics")).status).toBe(404);
});

test("a task is 403 in a calendar of events", async () => {
  const refused = await put("todo.ics", testEvent("todo-1").replaceAll("VEVENT", "VTODO"));
  expect(refused.status).toBe(403);
  expect(readDavError(refused.body).others).toEqual(["supported-calendar-component"]);
});

test("a missing UID is added: 201 without an ETag, and other bytes than were sent", async () => {
  const sent = testEvent("x").replace("UID:x\r\n", "");
  const created = await put("no-uid.ics", sent);
  expect(created.status).toBe(201);
  expect(created.headers.get("etag")).toBeNull();
  const stored = await send("GET", "no-uid.ics");
  expect(stored.body).toMatch(/^UID:sabre-vobject-[0-9a-f-]{36}\r$/m);
  expect(stored.body.replace(/UID:.*\r\n/, "")).toBe(sent);
  expect(stored.headers.get("etag")).toBe(md5(stored.body));
});

test("more than 10 MB is 413, just below is stored", async () => {
  const filled = (size: number) => {
    const frame = testEvent("big-1", "");
    return frame.replace("SUMMARY:", `SUMMARY:${"x".repeat(size - frame.length)}`);
  };
  const limit = 10 * 1024 * 1024;
  expect((await put("big.ics", filled(limit + 1))).status).toBe(413);
  const chunkedStatus = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { Authorization: basicAuth("mara") };
    const upload = request(
      { port: cloud.cloud.port, path: `${home}big.ics`, method: "PUT", headers },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      },
    );
    upload.on("error", reject);
    for (let part = 0; part < 12; part += 1) upload.write(Buffer.alloc(1024 * 1024, "x"));
    upload.end();
  });
  expect(chunkedStatus).toBe(413);
  expect((await send("GET", "big.ics")).status).toBe(404);
  expect((await put("big.ics", filled(limit))).status).toBe(201);
});

test("objects, calendars and their order survive a restart, even after a torn journal", async () => {
  const before = await cloud.send({ user: "mara", method: "PROPFIND", path: home, headers: { Depth: "1" } });
  const folders = readdirSync(join(cloud.dataDir, "calendars"));
  for (const folder of folders)
    appendFileSync(join(cloud.dataDir, "calendars", folder, "journal.jsonl"), '{"kind":"pu');
  await cloud.restart();
  const after = await cloud.send({ user: "mara", method: "PROPFIND", path: home, headers: { Depth: "1" } });
  expect(after.body).toBe(before.body);
  expect((await put("after-restart.ics", testEvent("after-restart-1"))).status).toBe(201);
  await cloud.restart();
  expect((await send("GET", "after-restart.ics")).status).toBe(200);
});
