import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestCloud, type TestCloud, testEvent } from "#sandbox/cloud-fixture.ts";
import { readDavError, readMultistatus } from "#sandbox/read-multistatus.ts";

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openTestCloud();
});
afterAll(() => cloud.remove());

const home = "/remote.php/dav/calendars/june/personal/";
const call = (method: string, name: string, body?: string) =>
  cloud.send({
    user: "june",
    method,
    path: home + name,
    headers: { Depth: "1" },
    ...(body === undefined ? {} : { body }),
  });
const report = (body: string) => call("REPORT", "", body);
const sync = (token: string, props = "<d:getetag/>", extra = "") =>
  report(
    `<?xml version="1.0"?><d:sync-collection xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:sync-token>${token}</d:sync-token><d:sync-level>1</d:sync-level>${extra}<d:prop>${props}</d:prop></d:sync-collection>`,
  );

describe("sync-collection", () => {
  test("lists all, then only what changed, with deletions as 404", async () => {
    const empty = readMultistatus((await sync("")).body);
    expect(empty).toEqual({ items: [], syncToken: "http://sabre.io/ns/sync/1" });
    const first = await call("PUT", "one.ics", testEvent("one"));
    await call("PUT", "two.ics", testEvent("two"));

    const initial = readMultistatus((await sync("")).body);
    expect(initial.items.map((item) => item.href)).toEqual([`${home}one.ics`, `${home}two.ics`]);
    expect(initial.items[0]?.found.get("getetag")?.text).toBe(first.headers.get("etag"));
    const token = initial.syncToken ?? "";
    expect(readMultistatus((await sync(token)).body)).toEqual({ items: [], syncToken: token });

    await call("PUT", "one.ics", testEvent("one", "changed & <odd>"));
    await call("DELETE", "two.ics");
    await call("PUT", "three.ics", testEvent("three"));
    await call("DELETE", "three.ics");
    const answer = await sync(token, "<d:getetag/><c:calendar-data/>");
    expect(answer.status).toBe(207);
    const delta = readMultistatus(answer.body);
    const seen = delta.items.map((item) => [
      item.href.slice(home.length),
      item.status,
      [...item.found.keys()],
    ]);
    expect(seen).toEqual([
      ["one.ics", undefined, ["getetag", "calendar-data"]],
      ["two.ics", "HTTP/1.1 404 Not Found", []],
      ["three.ics", "HTTP/1.1 404 Not Found", []],
    ]);
    expect(delta.items[0]?.found.get("calendar-data")?.text).toBe(
      testEvent("one", "changed & <odd>").replaceAll("\r", ""),
    );
    expect(delta.syncToken).toBe("http://sabre.io/ns/sync/7");
    await cloud.restart();
    expect((await sync(token, "<d:getetag/><c:calendar-data/>")).body).toBe(answer.body);
  });

  test("ctag and sync token of the home move with every write", async () => {
    const look = async () => {
      const path = "/remote.php/dav/calendars/june/";
      const body = `<d:propfind xmlns:d="DAV:" xmlns:cs="http://calendarserver.org/ns/"><d:prop><cs:getctag/><d:sync-token/></d:prop></d:propfind>`;
      const answer = await cloud.send({
        user: "june",
        method: "PROPFIND",
        path,
        headers: { Depth: "1" },
        body,
      });
      const found = readMultistatus(answer.body).items[1]?.found;
      return [found?.get("getctag")?.text, found?.get("sync-token")?.text];
    };
    const before = await look();
    expect(before[0]).toBe(before[1]);
    await call("PUT", "ctag.ics", testEvent("ctag"));
    const after = await look();
    expect(after[0]).toBe(after[1]);
    expect(after[0]).not.toBe(before[0]);
    await call("PUT", "ctag.ics", "broken");
    expect(await look()).toEqual(after);
  });

  test.each(["garbage", "http://sabre.io/ns/sync/x", "http://sabre.io/ns/sync/-1"])(
    "the token %s is 403",
    async (token) => {
      const refused = await sync(token);
      expect(refused.status).toBe(403);
      expect(readDavError(refused.body).others).toEqual(["valid-sync-token"]);
    },
  );

  test("a token from the future is answered empty, with the current one", async () => {
    const { syncToken } = readMultistatus((await sync("")).body);
    expect(readMultistatus((await sync("http://sabre.io/ns/sync/99999999")).body)).toEqual({
      items: [],
      syncToken,
    });
  });

  test("a limit is refused at first, and later loses changes under the newest token", async () => {
    const limit = "<d:limit><d:nresults>1</d:nresults></d:limit>";
    expect((await sync("", "<d:getetag/>", limit)).status).toBe(507);
    const { syncToken } = readMultistatus((await sync("")).body);
    await call("PUT", "l1.ics", testEvent("l1"));
    await call("PUT", "l2.ics", testEvent("l2"));
    const cut = readMultistatus((await sync(syncToken ?? "", "<d:getetag/>", limit)).body);
    expect(cut.items.map((item) => item.href)).toEqual([`${home}l1.ics`]);
    expect(cut.syncToken).toBe(readMultistatus((await sync("")).body).syncToken);
  });
});

describe("calendar-multiget", () => {
  const multiget = (hrefs: string[]) =>
    report(
      `<c:calendar-multiget xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:prop><d:getetag/><c:calendar-data/></d:prop>${hrefs.map((href) => `<d:href>${href}</d:href>`).join("")}</c:calendar-multiget>`,
    );

  test("returns what is there and leaves the rest out without a word", async () => {
    const text = testEvent("multi", "Ä & <b> \u{1fab6}");
    const put = await call("PUT", "m%40 ü.ics".replaceAll(" ", "%20"), text);
    expect(put.status).toBe(201);
    const hrefs = [
      `${home}m@%20%c3%bc.ics`,
      `${home}gone.ics`,
      "/remote.php/dav/calendars/theo/personal/x.ics",
      "nonsense",
    ];
    const { items } = readMultistatus((await multiget(hrefs)).body);
    expect(items.map((item) => item.href)).toEqual([`${home}m@%20%c3%bc.ics`]);
    expect(items[0]?.found.get("getetag")?.text).toBe(put.headers.get("etag"));
    expect(items[0]?.found.get("calendar-data")?.text).toBe(text.replaceAll("\r", ""));
    const whole = await multiget([`http://localhost:${cloud.cloud.port}${home}m%40%20%C3%BC.ics`]);
    expect(readMultistatus(whole.body).items).toHaveLength(1);
  });
});

describe("calendar-query", () => {
  const query = (range: string, depth = "1") =>
    cloud.send({
      user: "june",
      method: "REPORT",
      path: "/remote.php/dav/calendars/june/query/",
      headers: { Depth: depth, "Content-Type": "application/xml" },
      body: `<c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:prop><d:getetag/><c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">${range}</c:comp-filter></c:comp-filter></c:filter></c:calendar-query>`,
    });
  const within = async (start: string, end: string) => {
    const answer = await query(`<c:time-range start="${start}" end="${end}"/>`);
    expect(answer.status).toBe(207);
    return readMultistatus(answer.body).items.map((item) => item.href.split("/").at(-1));
  };
  const at = (uid: string, start: string, end: string, more: string[] = []) =>
    testEvent(uid, uid, more)
      .replace("DTSTART:20261201T090000Z", `DTSTART${start}`)
      .replace("DTEND:20261201T110000Z", `DTEND${end}`);

  beforeAll(async () => {
    const path = "/remote.php/dav/calendars/june/query/";
    expect((await cloud.send({ user: "june", method: "MKCALENDAR", path })).status).toBe(201);
    const vienna = ";TZID=Europe/Vienna:";
    const objects = {
      "zoned.ics": at("zoned", `${vienna}20261207T100000`, `${vienna}20261207T113000`),
      "weekly.ics": at("weekly", `${vienna}20261103T130000`, `${vienna}20261103T140000`, [
        "RRULE:FREQ=WEEKLY;BYDAY=TU",
      ]),
      "day.ics": at("day", ";VALUE=DATE:20261210", ";VALUE=DATE:20261211"),
      "ended.ics": at("ended", ":20261101T090000Z", ":20261101T100000Z", [
        "RRULE:FREQ=DAILY;UNTIL=20261105T090000Z",
      ]),
      "strange.ics": at("strange", ":whenever", ":20261101T100000Z"),
    };
    for (const [name, body] of Object.entries(objects)) {
      expect((await cloud.send({ user: "june", method: "PUT", path: path + name, body })).status, name).toBe(
        201,
      );
    }
  });

  test("finds zoned, all-day and recurring events, and whatever it cannot read", async () => {
    expect(await within("20261207T090000Z", "20261207T093000Z")).toEqual(["strange.ics", "zoned.ics"]);
    expect(await within("20261207T103000Z", "20261207T120000Z")).toEqual(["strange.ics"]);
    expect(await within("20261208T123000Z", "20261208T124500Z")).toEqual(["strange.ics", "weekly.ics"]);
    expect(await within("20261208T130000Z", "20261208T140000Z")).toEqual(["strange.ics"]);
    expect(await within("20261210T220000Z", "20261210T230000Z")).toEqual(["day.ics", "strange.ics"]);
    expect(await within("20261105T080000Z", "20261105T093000Z")).toEqual(["ended.ics", "strange.ics"]);
  });

  test("without a range it is everything; without a depth it is refused", async () => {
    const all = readMultistatus((await query("")).body).items;
    expect(all).toHaveLength(5);
    expect(all[0]?.found.get("calendar-data")?.text).toContain("SUMMARY:day\nEND:VEVENT");
    expect((await query("", "0")).status).toBe(400);
  });
});
