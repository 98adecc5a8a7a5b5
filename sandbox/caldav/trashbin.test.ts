import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestCloud, type TestCloud, testEvent } from "#sandbox/cloud-fixture.ts";
import { readDavError, readMultistatus } from "#sandbox/read-multistatus.ts";

let cloud: TestCloud;
beforeEach(async () => {
  cloud = await openTestCloud(() => Date.UTC(2026, 10, 20, 12));
});
afterEach(() => cloud.remove());

const home = "/remote.php/dav/calendars/mara/personal/";
const bin = "/remote.php/dav/calendars/mara/trashbin/";
const call = (method: string, path: string, body?: string, user = "mara") =>
  cloud.send({
    user,
    method,
    path,
    headers: { Depth: "1", Destination: `http://cloud.example${bin}restore/file` },
    ...(body === undefined ? {} : { body }),
  });
const put = (name: string, body: string) => call("PUT", home + name, body);
const query = `<c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:" xmlns:nc="http://nextcloud.com/ns"><d:prop><d:getetag/><nc:deleted-at/><nc:calendar-uri/><c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"/></c:comp-filter></c:filter></c:calendar-query>`;
const list = async (user = "mara") => {
  const answer = await call("REPORT", `${bin.replace("mara", user)}objects/`, query, user);
  expect(answer.status, answer.body).toBe(207);
  return readMultistatus(answer.body).items.map((item) => ({
    href: item.href,
    etag: item.found.get("getetag")?.text,
    deletedAt: item.found.get("deleted-at")?.text,
    calendar: item.found.get("calendar-uri")?.text,
    data: item.found.get("calendar-data")?.text,
  }));
};
const sync = async (token = "") => {
  const body = `<d:sync-collection xmlns:d="DAV:"><d:sync-token>${token}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>`;
  const { items, syncToken } = readMultistatus((await call("REPORT", home, body)).body);
  const rows = items.map((item) => [item.href, item.status ?? item.found.get("getetag")?.text]);
  return { rows, token: syncToken ?? "" };
};
const gone = "HTTP/1.1 404 Not Found";

test("what is deleted is listed there, and restored to its old address as a new change", async () => {
  expect(await list()).toEqual([]);
  const text = testEvent("bin-1", "Tee & <Kuchen>");
  const etag = (await put("a b.ics", text)).headers.get("etag");
  await put("two.ics", testEvent("bin-2"));
  for (const name of ["a%20b.ics", "two.ics"]) expect((await call("DELETE", home + name)).status).toBe(204);
  const { token } = await sync();
  await cloud.restart();
  const listed = await list();
  expect(listed.map(({ href }) => href)).toEqual([`${bin}objects/2.ics`, `${bin}objects/1.ics`]);
  expect(listed[1]).toEqual({
    href: `${bin}objects/1.ics`,
    etag,
    deletedAt: "2026-11-20T12:00:00+00:00",
    calendar: "personal",
    data: text.replaceAll("\r", ""),
  });
  expect((await call("GET", `${bin}objects/1.ics`)).body).toBe(text);

  const restored = await call("MOVE", `${bin}objects/1.ics`);
  expect([restored.status, restored.body]).toEqual([201, ""]);
  expect(restored.headers.get("content-type")).toBe("text/html; charset=UTF-8");
  await cloud.restart();
  expect((await sync(token)).rows).toEqual([[`${home}a%20b.ics`, etag]]);
  const read = await call("GET", `${home}a%20b.ics`);
  expect([read.body, read.headers.get("etag")]).toEqual([text, etag]);
  expect((await list()).map(({ href }) => href)).toEqual([`${bin}objects/2.ics`]);
  expect((await call("MOVE", `${bin}objects/1.ics`)).status).toBe(404);
  expect((await call("DELETE", `${home}a%20b.ics`)).status).toBe(204);
  expect((await list()).map(({ href }) => href)).toEqual([`${bin}objects/3.ics`, `${bin}objects/2.ics`]);
});

test("a UID is free again once it was purged, and not before, over a restart too", async () => {
  await put("purge.ics", testEvent("purge-1"));
  await call("DELETE", `${home}purge.ics`);
  await cloud.restart();
  const refused = await put("again.ics", testEvent("purge-1"));
  expect(refused.status).toBe(400);
  expect(readDavError(refused.body).message).toBe(
    "Deleted calendar object with uid already exists in this calendar collection.",
  );
  const { token } = await sync();
  expect((await call("DELETE", `${bin}objects/1.ics`)).status).toBe(204);
  await cloud.restart();
  expect((await sync(token)).rows).toEqual([[`${home}purge-deleted.ics`, gone]]);
  expect(await list()).toEqual([]);
  expect((await call("DELETE", `${bin}objects/1.ics`)).status).toBe(404);
  expect((await put("again.ics", testEvent("purge-1"))).status).toBe(201);
});

test("an object is not restored over another, and a name is not trashed twice", async () => {
  await put("name.ics", testEvent("name-1"));
  await call("DELETE", `${home}name.ics`);
  expect((await put("name.ics", testEvent("name-2"))).status).toBe(201);
  const { token } = await sync();
  const taken = await call("MOVE", `${bin}objects/1.ics`);
  expect(taken.status).toBe(403);
  expect(readDavError(taken.body).message).toContain("URI name.ics already exists");
  const twice = await call("DELETE", `${home}name.ics`);
  expect(twice.status).toBe(403);
  expect(readDavError(twice.body).message).toContain("URI name-deleted.ics already exists");
  expect((await sync(token)).rows).toEqual([]);
  expect((await call("DELETE", `${bin}objects/1.ics`)).status).toBe(204);
  expect((await call("DELETE", `${home}name.ics`)).status).toBe(204);
  expect((await list()).map(({ data }) => data)).toEqual([testEvent("name-2").replaceAll("\r", "")]);
});

test("what a sharee deletes is in its owner's trash bin, which nobody else looks into", async () => {
  const share = `<oc:share xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><oc:set><d:href>principal:principals/users/parlour</d:href><oc:read-write/></oc:set></oc:share>`;
  expect((await call("POST", home, share)).status).toBe(200);
  await put("shared.ics", testEvent("shared-1"));
  const path = "/remote.php/dav/calendars/parlour/personal_shared_by_mara/shared.ics";
  expect((await call("DELETE", path, undefined, "parlour")).status).toBe(204);
  expect(await list("parlour")).toEqual([]);
  expect(await list()).toHaveLength(1);
  for (const method of ["REPORT", "PROPFIND"])
    expect((await call(method, `${bin}objects/`, query, "parlour")).status).toBe(404);
  for (const method of ["GET", "MOVE", "DELETE"])
    expect((await call(method, `${bin}objects/1.ics`, undefined, "parlour")).status).toBe(404);
  expect(await list()).toHaveLength(1);
});

test("the rest of it answers as Nextcloud's does", async () => {
  await put("rest.ics", testEvent("rest-1"));
  await call("DELETE", `${home}rest.ics`);
  expect((await call("PROPFIND", `${bin}objects/`)).status).toBe(501);
  expect((await call("PUT", `${bin}objects/1.ics`, testEvent("x"))).status).toBe(403);
  expect((await call("DELETE", `${bin}objects/`)).status).toBe(403);
  expect((await call("GET", `${bin}objects/9.ics`)).status).toBe(404);
  expect((await call("GET", `${bin}restore/1.ics`)).status).toBe(404);
  const sync = `<d:sync-collection xmlns:d="DAV:"><d:sync-token/><d:sync-level>1</d:sync-level><d:prop/></d:sync-collection>`;
  const report = await call("REPORT", `${bin}objects/`, sync);
  expect(readDavError(report.body).others).toEqual(["supported-report"]);
  const elsewhere = await cloud.send({
    user: "mara",
    method: "MOVE",
    path: `${bin}objects/1.ics`,
    headers: { Destination: `${home}rest.ics` },
  });
  expect(elsewhere.status).toBe(403);
  const found = `<d:propfind xmlns:d="DAV:" xmlns:nc="http://nextcloud.com/ns"><d:prop><nc:calendar-uri/></d:prop></d:propfind>`;
  const [item] = readMultistatus((await call("PROPFIND", `${bin}objects/1.ics`, found)).body).items;
  expect(item?.found.get("calendar-uri")?.text).toBe("personal");
});
