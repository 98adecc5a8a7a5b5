import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestCloud, type TestCloud, testEvent } from "#sandbox/cloud-fixture.ts";
import { readDavError, readMultistatus } from "#sandbox/read-multistatus.ts";

let cloud: TestCloud;
const calendars = "/remote.php/dav/calendars/";
const home = `${calendars}mara/personal/`;
const other = `${calendars}mara/other/`;
const write = `${calendars}mara/personal_shared_by_theo/`;
const read = `${calendars}mara/personal_shared_by_june/`;

const call = (
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
  user = "mara",
) => cloud.send({ user, method, path, headers, ...(body === undefined ? {} : { body }) });
const put = async (path: string, body: string, user = "mara") => {
  const answer = await call("PUT", path, {}, body, user);
  expect(answer.status, answer.body).toBe(201);
  return String(answer.headers.get("etag"));
};
const move = (from: string, to: string, headers: Record<string, string> = {}) =>
  call("MOVE", from, { Destination: `http://cloud.example${to}`, ...headers });
const sync = async (path: string, token = "") => {
  const body = `<d:sync-collection xmlns:d="DAV:"><d:sync-token>${token}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>`;
  const { items, syncToken } = readMultistatus((await call("REPORT", path, {}, body)).body);
  const rows = items.map((item) => [item.href, item.status ?? item.found.get("getetag")?.text]);
  return { rows, token: syncToken ?? "" };
};
const gone = "HTTP/1.1 404 Not Found";

beforeAll(async () => {
  cloud = await openTestCloud(() => Date.UTC(2026, 10, 20, 12));
  expect((await call("MKCALENDAR", other)).status).toBe(201);
  for (const [user, access] of [
    ["theo", "<oc:read-write/>"],
    ["june", ""],
  ] as const) {
    const body = `<oc:share xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><oc:set><d:href>principal:principals/users/mara</d:href>${access}</oc:set></oc:share>`;
    expect((await call("POST", `${calendars}${user}/personal/`, {}, body, user)).status).toBe(200);
  }
});
afterAll(() => cloud.remove());

describe("an event moved into another calendar", () => {
  test("leaves the one and appears in the other, the same to the byte; back again, and after a restart", async () => {
    const text = testEvent("move-1", "Tee & <Kuchen>");
    const etag = await put(`${home}move.ics`, text);
    const before = { home: await sync(home), other: await sync(other) };

    const moved = await move(`${home}move.ics`, `${other}moved%20here.ics`, { Overwrite: "F" });
    expect([moved.status, moved.body]).toEqual([201, ""]);
    expect(moved.headers.get("content-length")).toBe("0");
    expect(moved.headers.get("content-type")).toBe("text/html; charset=UTF-8");
    expect(moved.headers.get("etag")).toBeNull();
    await cloud.restart();
    expect((await sync(home, before.home.token)).rows).toEqual([[`${home}move.ics`, gone]]);
    expect((await sync(other, before.other.token)).rows).toEqual([[`${other}moved%20here.ics`, etag]]);
    expect((await call("GET", `${home}move.ics`)).status).toBe(404);
    const read = await call("GET", `${other}moved%20here.ics`);
    expect([read.body, read.headers.get("etag")]).toEqual([text, etag]);

    expect((await move(`${other}moved%20here.ics`, `${home}move.ics`)).status).toBe(201);
    expect((await sync(home, before.home.token)).rows).toEqual([[`${home}move.ics`, etag]]);
    expect((await sync(other, before.other.token)).rows).toEqual([[`${other}moved%20here.ics`, gone]]);
  });

  test("may go into a calendar shared for writing, and come from one", async () => {
    const etag = await put(`${home}share.ics`, testEvent("share-1"));
    expect((await move(`${home}share.ics`, `${write}share.ics`)).status).toBe(201);
    const seen = await call("GET", `${calendars}theo/personal/share.ics`, {}, undefined, "theo");
    expect(seen.headers.get("etag")).toBe(etag);
    expect((await move(`${write}share.ics`, `${home}share.ics`)).status).toBe(201);
  });

  test("replaces what is there only where it may, and that goes into the trash bin", async () => {
    const etag = await put(`${home}over.ics`, testEvent("over-1"));
    await put(`${other}over.ics`, testEvent("over-2"));
    const refused = await move(`${home}over.ics`, `${other}over.ics`, { Overwrite: "F" });
    expect(refused.status).toBe(412);
    expect(readDavError(refused.body)).toEqual({
      exception: "Sabre\\DAV\\Exception\\PreconditionFailed",
      message: "The destination node already exists, and the overwrite header is set to false",
      others: ["header"],
    });
    const { token } = await sync(other);
    expect((await move(`${home}over.ics`, `${other}over.ics`)).status).toBe(204);
    expect((await sync(other, token)).rows).toEqual([[`${other}over.ics`, etag]]);
    const again = await call("PUT", `${other}again.ics`, {}, testEvent("over-2"));
    expect(readDavError(again.body).message).toMatch(/^Deleted calendar object with uid/);
  });
});

describe("a MOVE is refused and changes nothing", () => {
  let tokens: string[];
  const state = () => Promise.all([home, other, write].map(async (path) => (await sync(path)).token));
  beforeAll(async () => {
    await put(`${home}stay.ics`, testEvent("stay"));
    await put(`${other}twin.ics`, testEvent("twin"));
    await put(`${home}twin.ics`, testEvent("twin"));
    await put(`${calendars}june/personal/fixed.ics`, testEvent("fixed"), "june");
    await put(
      `${calendars}theo/personal/secret.ics`,
      testEvent("secret", "Doctor", ["CLASS:PRIVATE"]),
      "theo",
    );
    tokens = await state();
  });

  test.each([
    ["nothing at the source", 404, `${home}none.ics`, `${other}none.ics`, {}],
    ["a calendar that is not there", 404, `${calendars}mara/none/a.ics`, `${other}a.ics`, {}],
    ["a stale If-Match", 412, `${home}stay.ics`, `${other}stay.ics`, { "If-Match": '"0000"' }],
    ["an Overwrite that is none", 400, `${home}stay.ics`, `${other}stay.ics`, { Overwrite: "yes" }],
    ["no destination", 400, `${home}stay.ics`, "", { Destination: "" }],
    ["a destination outside of DAV", 403, `${home}stay.ics`, "/index.php/stay.ics", {}],
    ["among the files", 403, `${home}stay.ics`, "/remote.php/dav/files/mara/stay.ics", {}],
    ["onto itself", 403, `${home}stay.ics`, `${home}stay.ics`, {}],
    ["under another name in its calendar", 403, `${home}stay.ics`, `${home}renamed.ics`, {}],
    ["into a missing calendar", 409, `${home}stay.ics`, `${calendars}mara/none/stay.ics`, {}],
    ["into another user's home", 409, `${home}stay.ics`, `${calendars}theo/personal/stay.ics`, {}],
    ["below an event", 415, `${home}stay.ics`, `${other}twin.ics/stay.ics`, {}],
    ["beside the calendars", 405, `${home}stay.ics`, `${calendars}mara/stay.ics`, {}],
    ["into the trash bin", 403, `${home}stay.ics`, `${calendars}mara/trashbin/objects/1.ics`, {}],
    ["into a calendar to read", 404, `${home}stay.ics`, `${read}stay.ics`, {}],
    ["out of a calendar to read", 404, `${read}fixed.ics`, `${home}fixed.ics`, {}],
    ["out of a share, a private event", 404, `${write}secret.ics`, `${home}secret.ics`, {}],
    ["onto a private event in a share", 403, `${home}stay.ics`, `${write}secret.ics`, {}],
    ["where its UID is already", 400, `${home}twin.ics`, `${other}twin-2.ics`, {}],
  ])("%s: %i", async (_what, status, from, to, headers) => {
    const refused = await move(from, to, headers);
    expect(refused.status, refused.body).toBe(status);
    expect(readDavError(refused.body).exception).not.toBe("");
    expect(await state()).toEqual(tokens);
  });

  test("of many who move the same event at once, one succeeds", async () => {
    const races = Array.from({ length: 6 }, (_, index) =>
      move(`${home}stay.ics`, `${other}race-${index}.ics`),
    );
    const statuses = (await Promise.all(races)).map((answer) => answer.status).sort();
    expect(statuses).toEqual([201, ...Array(5).fill(404)]);
  });
});
