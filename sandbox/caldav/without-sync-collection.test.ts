import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestCloud, type TestCloud, testEvent } from "#sandbox/cloud-fixture.ts";
import { readDavError, readMultistatus } from "#sandbox/read-multistatus.ts";

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openTestCloud(undefined, { withoutSyncCollection: true });
});
afterAll(() => cloud.remove());

const home = "/remote.php/dav/calendars/june/";
const calendar = `${home}personal/`;
const call = (method: string, path: string, body: string) =>
  cloud.send({ user: "june", method, path, headers: { Depth: "1" }, body });
const propfind = `<d:propfind xmlns:d="DAV:" xmlns:cs="http://calendarserver.org/ns/"><d:prop><cs:getctag/><d:sync-token/><d:supported-report-set/></d:prop></d:propfind>`;
const sync = `<d:sync-collection xmlns:d="DAV:"><d:sync-token/><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>`;

async function describeCalendar(path: string) {
  const { items } = readMultistatus((await call("PROPFIND", path, propfind)).body);
  const item = items.find(({ href }) => href === calendar);
  const reports = item?.found
    .get("supported-report-set")
    ?.children.flatMap((supported) => supported.children.flatMap((report) => report.children))
    .map((report) => report.name);
  return { ctag: item?.found.get("getctag")?.text, missing: item?.missing, reports };
}

test("only the ctag tells that something changed", async () => {
  for (const path of [home, calendar]) {
    const before = await describeCalendar(path);
    expect(before.ctag).toMatch(/./);
    expect(before.missing).toEqual(["sync-token"]);
    expect(before.reports).toEqual(["calendar-multiget", "calendar-query"]);
    await call("PUT", `${calendar}a.ics`, testEvent("a", path));
    expect((await describeCalendar(path)).ctag).not.toBe(before.ctag);
  }
  expect((await call("PROPFIND", home, propfind)).body).not.toContain("sync-collection");
});

test("sync-collection is refused, and stays so after a restart; other reports answer", async () => {
  await cloud.restart();
  const refused = await call("REPORT", calendar, sync);
  expect(refused.status).toBe(403);
  expect(readDavError(refused.body).others).toEqual(["supported-report"]);
  const multiget = `<c:calendar-multiget xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:prop><d:getetag/></d:prop><d:href>${calendar}a.ics</d:href></c:calendar-multiget>`;
  expect(readMultistatus((await call("REPORT", calendar, multiget)).body).items).toHaveLength(1);
});

test("a running cloud can be told to have it, and not to", async () => {
  cloud.cloud.features.withoutSyncCollection = false;
  expect((await describeCalendar(home)).missing).toEqual([]);
  expect((await call("REPORT", calendar, sync)).status).toBe(207);
  cloud.cloud.features.withoutSyncCollection = true;
  expect((await call("REPORT", calendar, sync)).status).toBe(403);
});
