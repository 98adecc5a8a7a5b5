import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestCloud, type TestCloud, testEvent } from "#sandbox/cloud-fixture.ts";
import { readDavError, readMultistatus } from "#sandbox/read-multistatus.ts";

let cloud: TestCloud;
const owner = "/remote.php/dav/calendars/mara/personal/";
const shared = (user: string) => `/remote.php/dav/calendars/${user}/personal_shared_by_mara/`;

const share = (body: string, user = "mara", path = owner) =>
  cloud.send({
    user,
    method: "POST",
    path,
    headers: { "Content-Type": "application/xml" },
    body: `<o:share xmlns:d="DAV:" xmlns:o="http://owncloud.org/ns">${body}</o:share>`,
  });
const sharee = (user: string, more = "") => `<d:href>principal:principals/users/${user}</d:href>${more}`;
const call = (
  user: string,
  method: string,
  path: string,
  body?: string,
  headers: Record<string, string> = {},
) =>
  cloud.send({
    user,
    method,
    path,
    headers: { Depth: "1", ...headers },
    ...(body === undefined ? {} : { body }),
  });
const hrefs = async (user: string, path: string) =>
  readMultistatus((await call(user, "PROPFIND", path)).body).items.map((item) => item.href);
const sync = async (user: string, token: string) => {
  const body = `<d:sync-collection xmlns:d="DAV:"><d:sync-token>${token}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>`;
  return readMultistatus((await call(user, "REPORT", shared(user), body)).body);
};

beforeAll(async () => {
  cloud = await openTestCloud();
  await call("mara", "PUT", `${owner}open.ics`, testEvent("open"));
  await call("mara", "PUT", `${owner}secret.ics`, testEvent("secret", "Doctor", ["CLASS:PRIVATE"]));
  await call(
    "mara",
    "PUT",
    `${owner}half.ics`,
    testEvent("half", "Therapy", ["CLASS:CONFIDENTIAL", "LOCATION:Graz"]),
  );
  expect(
    (await share(`<o:set>${sharee("parlour", "<o:read-write/>")}</o:set><o:set>${sharee("june")}</o:set>`))
      .status,
  ).toBe(200);
});
afterAll(() => cloud.remove());

test("a sharee finds the calendar in the own home, named after its owner; nobody else does", async () => {
  const body = `<d:propfind xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:prop><d:displayname/><oc:owner-principal/><oc:read-only/><d:current-user-privilege-set/></d:prop></d:propfind>`;
  for (const user of ["parlour", "june"]) {
    const listing = await call(user, "PROPFIND", `/remote.php/dav/calendars/${user}/`, body);
    const found = readMultistatus(listing.body).items.find((item) => item.href === shared(user))?.found;
    expect(found?.get("displayname")?.text).toBe("Personal (mara)");
    expect(found?.get("owner-principal")?.text).toBe("principals/users/mara");
    expect(found?.get("read-only")?.text).toBe(user === "june" ? "1" : "");
    const privileges = found
      ?.get("current-user-privilege-set")
      ?.children.map((child) => child.children[0]?.name);
    expect(privileges?.includes("write-content")).toBe(user === "parlour");
    expect(privileges?.includes("read")).toBe(true);
  }
  expect(await hrefs("theo", "/remote.php/dav/calendars/theo/")).toEqual([
    "/remote.php/dav/calendars/theo/",
    "/remote.php/dav/calendars/theo/personal/",
    ...["inbox", "outbox", "trashbin"].map((name) => `/remote.php/dav/calendars/theo/${name}/`),
  ]);
});

test("the owner's own address and other homes stay closed to everyone else", async () => {
  for (const user of ["parlour", "june", "theo"]) {
    const attempts = [
      call(user, "PROPFIND", owner),
      call(user, "GET", `${owner}open.ics`),
      call(user, "PUT", `${owner}new.ics`, testEvent("new")),
      call(user, "DELETE", `${owner}open.ics`),
      call(user, "DELETE", owner),
      call(user, "REPORT", owner, `<d:sync-collection xmlns:d="DAV:"><d:sync-token/></d:sync-collection>`),
      share(`<o:set>${sharee(user)}</o:set>`, user),
    ];
    for (const answer of await Promise.all(attempts)) expect(answer.status).toBe(404);
  }
  expect((await call("theo", "GET", `${shared("theo")}open.ics`)).status).toBe(404);
  expect((await call("theo", "GET", `${shared("parlour")}open.ics`)).status).toBe(404);
});

test("a private event is invisible to sharees in every way", async () => {
  for (const user of ["parlour", "june"]) {
    const home = shared(user);
    expect(await hrefs(user, home)).toEqual([home, `${home}half.ics`, `${home}open.ics`]);
    expect((await sync(user, "")).items.map((item) => item.href)).toEqual([
      `${home}half.ics`,
      `${home}open.ics`,
    ]);
    expect((await call(user, "GET", `${home}secret.ics`)).status).toBe(404);
    const multiget = `<c:calendar-multiget xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:prop><c:calendar-data/></d:prop><d:href>${home}secret.ics</d:href></c:calendar-multiget>`;
    const query = `<c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:prop><c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range start="20261101T000000Z" end="20270101T000000Z"/></c:comp-filter></c:comp-filter></c:filter></c:calendar-query>`;
    for (const body of [multiget, query]) {
      const answer = await call(user, "REPORT", home, body, { "Content-Type": "application/xml" });
      expect(answer.status).toBe(207);
      expect(answer.body).not.toContain("Doctor");
      expect(answer.body).not.toContain("Therapy");
    }
  }
  expect((await call("mara", "GET", `${owner}secret.ics`)).body).toContain("Doctor");
});

test("a confidential event is reduced to its times, under the same ETag", async () => {
  const original = await call("mara", "GET", `${owner}half.ics`);
  const reduced = await call("parlour", "GET", `${shared("parlour")}half.ics`);
  expect(original.body).toContain("SUMMARY:Therapy");
  expect(reduced.body).toContain("SUMMARY:Busy\r\n");
  expect(reduced.body).toContain("DTSTART:20261201T090000Z");
  expect(reduced.body).not.toMatch(/Therapy|Graz|DTSTAMP/);
  expect(reduced.headers.get("etag")).toBe(original.headers.get("etag"));
});

test("a writer writes for everyone, and what becomes private vanishes without a 404", async () => {
  const home = shared("parlour");
  const { syncToken } = await sync("parlour", "");
  expect((await call("parlour", "PUT", `${home}req.ics`, testEvent("req"))).status).toBe(201);
  expect((await call("mara", "GET", `${owner}req.ics`)).status).toBe(200);
  expect((await sync("june", syncToken ?? "")).items.map((item) => item.href)).toEqual([
    `${shared("june")}req.ics`,
  ]);
  await call("mara", "PUT", `${owner}req.ics`, testEvent("req", "mine", ["CLASS:PRIVATE"]));
  expect((await sync("parlour", syncToken ?? "")).items).toEqual([]);
  expect((await call("parlour", "PUT", `${home}other.ics`, testEvent("req"))).status).toBe(400);
  await call("mara", "PUT", `${owner}req.ics`, testEvent("req", "open again"));
  expect((await call("parlour", "DELETE", `${home}req.ics`)).status).toBe(204);
  expect((await call("mara", "GET", `${owner}req.ics`)).status).toBe(404);
});

test("a reader who writes gets 404, and nothing changes", async () => {
  const home = shared("june");
  const before = (await call("mara", "GET", `${owner}open.ics`)).body;
  const created = await call("june", "PUT", `${home}x.ics`, testEvent("x"));
  expect([created.status, readDavError(created.body).message]).toEqual([
    404,
    "Node with name 'personal_shared_by_mara' could not be found",
  ]);
  const updated = await call("june", "PUT", `${home}open.ics`, testEvent("open", "hijacked"));
  expect([updated.status, readDavError(updated.body).message]).toEqual([
    404,
    "Node with name 'open.ics' could not be found",
  ]);
  expect((await call("june", "DELETE", `${home}open.ics`)).status).toBe(404);
  expect((await call("mara", "GET", `${owner}open.ics`)).body).toBe(before);
  expect((await share(`<o:set>${sharee("theo")}</o:set>`, "june", home)).status).toBe(403);
});

test("shares survive a restart, can be taken back, and are left by deleting the calendar", async () => {
  await cloud.restart();
  expect(await hrefs("june", "/remote.php/dav/calendars/june/")).toContain(shared("june"));
  expect((await share(`<o:remove>${sharee("june")}</o:remove>`)).status).toBe(200);
  expect((await call("june", "PROPFIND", shared("june"))).status).toBe(404);
  expect((await call("parlour", "DELETE", shared("parlour"))).status).toBe(204);
  expect((await call("parlour", "PROPFIND", shared("parlour"))).status).toBe(404);
  expect((await call("mara", "GET", `${owner}open.ics`)).status).toBe(200);
  expect((await call("mara", "DELETE", owner)).status).toBe(204);
  await cloud.restart();
  expect((await call("mara", "PROPFIND", owner)).status).toBe(404);
});
