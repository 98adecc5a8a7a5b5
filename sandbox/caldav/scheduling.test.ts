import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestCloud, type TestCloud, testEvent } from "#sandbox/cloud-fixture.ts";
import { childOf, parseXml } from "#sandbox/dav/parse-xml.ts";
import { readDavError, readMultistatus } from "#sandbox/read-multistatus.ts";

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openTestCloud();
});
afterAll(() => cloud.remove());

const dav = "/remote.php/dav/calendars/";
const hours = [
  "BEGIN:VCALENDAR",
  "BEGIN:VAVAILABILITY",
  "BEGIN:AVAILABLE",
  "UID:1",
  "DTSTART:20261201T080000Z",
  "DTEND:20261201T160000Z",
  "SUMMARY:<&> “ink”",
  "END:AVAILABLE",
  "END:VAVAILABILITY",
  "END:VCALENDAR",
].join("\r\n");
const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\r", "&#13;");
const update = (change: string) =>
  `<d:propertyupdate xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">${change}</d:propertyupdate>`;
const setting = (text: string) =>
  update(
    `<d:set><d:prop><c:calendar-availability>${escaped(text)}</c:calendar-availability></d:prop></d:set>`,
  );
const removing = update("<d:remove><d:prop><c:calendar-availability/></d:prop></d:remove>");
const proppatch = (body: string, user = "mara", owner = "mara") =>
  cloud.send({ user, method: "PROPPATCH", path: `${dav}${owner}/inbox/`, body });
async function read(user: string, owner = "mara") {
  const body = `<d:propfind xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><c:calendar-availability/></d:prop></d:propfind>`;
  const headers = { Depth: "0" };
  const answer = await cloud.send({ user, method: "PROPFIND", path: `${dav}${owner}/inbox/`, headers, body });
  return readMultistatus(answer.body).items[0]?.found.get("calendar-availability")?.text;
}

const asking = (organizer: string, attendees: string[], more: string[] = []) =>
  [
    "BEGIN:VCALENDAR",
    "METHOD:REQUEST",
    "BEGIN:VFREEBUSY",
    "UID:q1",
    "DTSTAMP:20261120T090000Z",
    "DTSTART:20261201T000000Z",
    "DTEND:20261202T000000Z",
    `ORGANIZER:${organizer}`,
    ...attendees.map((attendee) => `ATTENDEE:${attendee}`),
    ...more,
    "END:VFREEBUSY",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
const post = (body: string, user = "parlour", owner = user, type = "text/calendar; charset=utf-8") =>
  cloud.send({
    user,
    method: "POST",
    path: `${dav}${owner}/outbox/`,
    headers: { "Content-Type": type },
    body,
  });
const service = "mailto:service@parlour.test";
const mara = "mailto:mara@parlour.test";
async function busy(): Promise<string[]> {
  const answer = await post(asking(service, [mara]));
  expect(answer.status, answer.body).toBe(200);
  const caldav = "urn:ietf:params:xml:ns:caldav";
  const [response] = parseXml(answer.body).children;
  if (response === undefined) throw new Error("No response");
  expect(childOf(response, caldav, "request-status")?.text).toBe("2.0;Success");
  const data = childOf(response, caldav, "calendar-data")?.text ?? "";
  expect(data).toContain("METHOD:REPLY");
  return data.split("\n").filter((line) => line.startsWith("FREEBUSY"));
}

test("working hours are set by their owner, read by anyone, kept over a restart, and removed", async () => {
  expect(await read("theo")).toBeUndefined();
  const set = await proppatch(setting(hours));
  expect(set.status).toBe(207);
  expect(readMultistatus(set.body).items[0]?.href).toBe(`${dav}mara/inbox`);
  for (const user of ["mara", "theo", "parlour"]) expect(await read(user)).toBe(hours);
  await cloud.restart();
  expect(await read("theo")).toBe(hours);
  expect(await read("theo", "theo")).toBeUndefined();
  expect((await proppatch(removing)).status).toBe(207);
  expect(await read("mara")).toBeUndefined();
});

test("nobody sets those of somebody else, nor anything but working hours", async () => {
  const foreign = await proppatch(setting(hours), "theo");
  expect(foreign.status).toBe(403);
  expect(readDavError(foreign.body).exception).toContain("NeedPrivileges");
  expect((await proppatch(setting(hours), "mara", "nobody")).status).toBe(404);
  const other = update("<d:set><d:prop><d:displayname>x</d:displayname></d:prop></d:set>");
  expect((await proppatch(other)).status).toBe(403);
  for (const body of ["", "<d:set", '<d:prop xmlns:d="DAV:"/>'])
    expect((await proppatch(body)).status).toBe(400);
  expect(await read("mara")).toBeUndefined();
});

test("the outbox tells private time, and the hours somebody does not work", async () => {
  expect(await busy()).toEqual([]);
  const put = (name: string, more: string[]) =>
    cloud.send({
      user: "mara",
      method: "PUT",
      path: `${dav}mara/personal/${name}.ics`,
      body: testEvent(name, "Doctor", more),
    });
  expect((await put("private", ["CLASS:PRIVATE"])).status).toBe(201);
  for (const ignored of ["TRANSP:TRANSPARENT", "STATUS:CANCELLED"])
    expect((await put(ignored.slice(-9), [ignored])).status).toBe(201);
  expect(await busy()).toEqual(["FREEBUSY:20261201T090000Z/20261201T110000Z"]);
  await proppatch(setting(hours));
  expect(await busy()).toEqual([
    "FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20261201T000000Z/20261201T080000Z",
    "FREEBUSY:20261201T090000Z/20261201T110000Z",
    "FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20261201T160000Z/20261202T000000Z",
  ]);
});

test("the outbox answers for each attendee, and 3.7 for those nobody knows", async () => {
  const answer = await post(asking(service, ["mailto:theo@parlour.test", "mailto:nobody@parlour.test"]));
  expect(answer.status).toBe(200);
  const statuses = parseXml(answer.body).children.map(
    (response) => response.children.find((child) => child.name === "request-status")?.text,
  );
  expect(statuses).toEqual(["2.0;Success", "3.7;Could not find principal"]);
});

test("the outbox refuses a foreign name, a foreign outbox, and what is no free-busy request", async () => {
  const refused = await post(asking(mara, [mara]));
  expect(refused.status).toBe(403);
  expect(readDavError(refused.body).message).toMatch(/^The organizer in the request did not match/);
  expect((await post(asking(mara, [mara]), "parlour", "mara")).status).toBe(404);
  expect((await post(asking(service, []))).status).toBe(400);
  expect((await post("no calendar")).status).toBe(400);
  expect((await post(asking(service, [mara]).replace(/METHOD.*\r\n/, ""))).status).toBe(400);
  expect((await post(asking(service, [mara]).replace(/DTEND.*\r\n/, ""))).status).toBe(400);
  expect((await post(asking(service, [mara]).replace("REQUEST", "PUBLISH"))).status).toBe(501);
  expect((await post(asking(service, [mara]), "parlour", "parlour", "application/xml")).status).toBe(404);
});
