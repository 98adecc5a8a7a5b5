import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestCloud, type TestCloud } from "#sandbox/cloud-fixture.ts";
import { childOf, type XmlElement } from "#sandbox/dav/parse-xml.ts";
import { readDavError, readMultistatus } from "#sandbox/read-multistatus.ts";

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openTestCloud();
});
afterAll(() => cloud.remove());

const properties = `<?xml version="1.0"?><x:propfind xmlns:x="DAV:" xmlns:cs="http://calendarserver.org/ns/" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:a="http://apple.com/ns/ical/" xmlns:oc="http://owncloud.org/ns"><x:prop><x:resourcetype/><x:displayname/><cs:getctag/><x:sync-token/><c:supported-calendar-component-set/><a:calendar-color/><x:current-user-privilege-set/><oc:owner-principal/><x:supported-report-set/><cs:source/></x:prop></x:propfind>`;

const propfind = (path: string, depth: string, body = properties, user = "mara") =>
  cloud.send({
    user,
    method: "PROPFIND",
    path,
    headers: { Depth: depth, "Content-Type": "application/xml" },
    body,
  });

const names = (element: XmlElement | undefined) => element?.children.map((child) => child.name) ?? [];
const hrefIn = (element: XmlElement | undefined) =>
  element === undefined ? "" : childOf(element, "DAV:", "href")?.text;

function mkcalendar(path: string, displayName: string, color = "#3366CC", components = ["VEVENT"]) {
  const comps = components.map((name) => `<c:comp name="${name}"/>`).join("");
  const body = `<?xml version="1.0"?><c:mkcalendar xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:" xmlns:a="http://apple.com/ns/ical/"><d:set><d:prop><d:displayname>${displayName}</d:displayname><a:calendar-color>${color}</a:calendar-color><c:supported-calendar-component-set>${comps}</c:supported-calendar-component-set></d:prop></d:set></c:mkcalendar>`;
  return cloud.send({
    user: "mara",
    method: "MKCALENDAR",
    path,
    headers: { "Content-Type": "application/xml" },
    body,
  });
}

test("the well-known address redirects every method", async () => {
  for (const method of ["GET", "PROPFIND"]) {
    const answer = await cloud.send({ user: null, method, path: "/.well-known/caldav" });
    expect(answer.status).toBe(301);
    expect(answer.headers.get("location")).toBe(`http://127.0.0.1:${cloud.cloud.port}/remote.php/dav/`);
  }
});

test("root → principal → home", async () => {
  const want = (name: string) =>
    `<d:propfind xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop>${name}</d:prop></d:propfind>`;
  const root = await propfind("/remote.php/dav/", "0", want("<d:current-user-principal/>"));
  expect(root.status).toBe(207);
  const principal = hrefIn(readMultistatus(root.body).items[0]?.found.get("current-user-principal"));
  expect(principal).toBe("/remote.php/dav/principals/users/mara/");
  const home = await propfind(String(principal), "0", want("<c:calendar-home-set/>"));
  expect(hrefIn(readMultistatus(home.body).items[0]?.found.get("calendar-home-set"))).toBe(
    "/remote.php/dav/calendars/mara/",
  );
  const other = await propfind(
    "/remote.php/dav/principals/users/theo/",
    "0",
    want("<d:current-user-principal/>"),
  );
  expect(hrefIn(readMultistatus(other.body).items[0]?.found.get("current-user-principal"))).toBe(principal);
  expect((await propfind("/remote.php/dav/principals/users/nobody/", "0")).status).toBe(404);
});

test("a new calendar is listed in the home with everything a client asks for", async () => {
  expect(
    (await mkcalendar("/remote.php/dav/calendars/mara/ink%20%26%20co/", "Ink &amp; &lt;Co&gt; 🪶")).status,
  ).toBe(201);
  expect((await mkcalendar("/remote.php/dav/calendars/mara/ink%20%26%20co/", "again")).status).toBe(405);
  const listing = await propfind("/remote.php/dav/calendars/mara/", "1");
  expect(listing.status).toBe(207);
  const { items } = readMultistatus(listing.body);
  expect(items.map((item) => item.href)).toEqual([
    "/remote.php/dav/calendars/mara/",
    "/remote.php/dav/calendars/mara/personal/",
    "/remote.php/dav/calendars/mara/ink%20%26%20co/",
    "/remote.php/dav/calendars/mara/inbox/",
    "/remote.php/dav/calendars/mara/outbox/",
    "/remote.php/dav/calendars/mara/trashbin/",
  ]);
  expect(items.slice(3).map((item) => names(item.found.get("resourcetype")))).toEqual([
    ["collection", "schedule-inbox"],
    ["collection", "schedule-outbox"],
    ["collection", "trash-bin"],
  ]);
  expect((await mkcalendar("/remote.php/dav/calendars/mara/inbox/", "x")).status).toBe(405);
  const made = items[2]?.found;
  expect(names(made?.get("resourcetype"))).toEqual(["collection", "calendar"]);
  expect(made?.get("displayname")?.text).toBe("Ink & <Co> 🪶");
  expect(made?.get("calendar-color")?.text).toBe("#3366CC");
  expect(made?.get("getctag")?.text).toBe("http://sabre.io/ns/sync/1");
  expect(made?.get("sync-token")?.text).toBe("http://sabre.io/ns/sync/1");
  expect(made?.get("owner-principal")?.text).toBe("principals/users/mara");
  expect(made?.get("supported-calendar-component-set")?.children.map((comp) => comp.attributes.name)).toEqual(
    ["VEVENT"],
  );
  const privileges = made?.get("current-user-privilege-set")?.children.flatMap(names);
  expect(privileges).toEqual(expect.arrayContaining(["read", "write", "write-content", "bind", "unbind"]));
  const reports = made
    ?.get("supported-report-set")
    ?.children.flatMap((child) => child.children.flatMap(names));
  expect(reports).toEqual(["sync-collection", "calendar-multiget", "calendar-query"]);
  expect(items[2]?.missing).toEqual(["source"]);

  const alone = await propfind("/remote.php/dav/calendars/mara/ink%20%26%20co", "0");
  expect(readMultistatus(alone.body).items).toEqual([items[2]]);
});

test("what is not there is 404 with the exception, a foreign home is empty", async () => {
  for (const path of ["mara/none/", "theo/personal/", "mara/none/a.ics"]) {
    const answer = await propfind(`/remote.php/dav/calendars/${path}`, "0");
    expect(answer.status, path).toBe(404);
    expect(readDavError(answer.body).exception).toBe("Sabre\\DAV\\Exception\\NotFound");
  }
  const foreign = await propfind("/remote.php/dav/calendars/theo/", "1");
  expect(foreign.status).toBe(207);
  expect(readMultistatus(foreign.body).items.map((item) => item.href)).toEqual([
    "/remote.php/dav/calendars/theo/",
  ]);
  expect((await propfind("/remote.php/dav/calendars/nobody/", "1")).status).toBe(404);
  const made = await cloud.send({
    user: "mara",
    method: "MKCALENDAR",
    path: "/remote.php/dav/calendars/theo/mine/",
  });
  expect(made.status).toBe(404);
});

test("bad bodies and unknown methods are refused, not crashed on", async () => {
  for (const body of ["<d:propfind", "<a/>", "no xml", '<?xml version="1.0"?><d:prop xmlns:d="DAV:"/>']) {
    expect((await propfind("/remote.php/dav/", "0", body)).status, body).toBe(400);
  }
  expect((await propfind("/remote.php/dav/calendars/mara/%zz/", "0")).status).toBe(400);
  for (const method of ["PROPPATCH", "GET", "LOCK"]) {
    const path = "/remote.php/dav/calendars/mara/personal/";
    expect((await cloud.send({ user: "mara", method, path })).status, method).toBe(501);
  }
  const put = { user: "mara", method: "PUT", path: "/remote.php/dav/calendars/mara/personal/", body: "x" };
  expect((await cloud.send(put)).status).toBe(405);
});
