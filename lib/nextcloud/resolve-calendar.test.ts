import { afterEach, describe, expect, test } from "vitest";
import { readRecording } from "#tests/contract/replay-server.ts";
import { startTestServer, type TestServer } from "#tests/contract/test-server.ts";
import { resolveCalendar } from "./resolve-calendar.ts";
import { createTransport } from "./transport.ts";

let server: TestServer;
afterEach(() => server.close());

/** The recorded home of `staff`: an own `personal`, and `studio` shared by anna. Everything else is 404. */
async function resolve(input: (url: string) => { calendarUrl: string; calendarId?: string }, subpath = "") {
  const home = readRecording("calendar-home-as-sharee");
  const absent = readRecording("calendar-propfind-404");
  server = await startTestServer((request, response) => {
    const { status, body } = request.url === subpath + home.request.path ? home.response : absent.response;
    response
      .writeHead(status, { "Content-Type": "application/xml" })
      .end(body.replaceAll("/remote.php", `${subpath}/remote.php`));
  });
  const account = { username: "staff", password: "pw", calendarBasePath: "/remote.php/dav/calendars" };
  const transport = createTransport({ ...account, baseUrl: server.url + subpath });
  return resolveCalendar(transport, input(server.url)).then(
    (calendar) => calendar.href,
    ({ kind, reason, status, message }) => ({ kind, reason, status, message }),
  );
}

const DAV = "/remote.php/dav";
const SHARED = `${DAV}/calendars/staff/studio_shared_by_anna/`;

test.each<[string, string, string?]>([
  ["the owner's own link", "{url}/remote.php/dav/calendars/anna/studio/"],
  ["without a trailing slash", "{url}/remote.php/dav/calendars/anna/studio"],
  ["without https://", "{host}/remote.php/dav/calendars/anna/studio/"],
  ["only a path", "/remote.php/dav/calendars/anna/studio/"],
  ["a path without a leading slash", "remote.php/dav/calendars/anna/studio/"],
  ["an export link", "{url}/remote.php/dav/calendars/anna/studio/?export"],
  ["the address older clients use", "{url}/remote.php/caldav/calendars/anna/studio/"],
  ["an event in it", "{url}/remote.php/dav/calendars/anna/studio/some-event.ics"],
  ["the owner in other letters", "{url}/remote.php/dav/calendars/Anna/studio/"],
  ["the address as we see it", `{url}${SHARED}`],
  ["as another sharee sees it", "{url}/remote.php/dav/calendars/luna/studio_shared_by_anna/"],
  ["the owner's home and a name", "{url}/remote.php/dav/calendars/anna/", "studio"],
  ["our home and the name we see", "{url}/remote.php/dav/calendars/staff", "studio_shared_by_anna"],
  ["the owner's principal and a name", "{url}/remote.php/dav/principals/users/anna/", "studio"],
  ["the DAV address and a name", "{url}/remote.php/dav", "studio"],
  ["the site and the name we see", "{url}", "studio_shared_by_anna"],
  ["all of it twice", "{url}/remote.php/dav/calendars/anna/studio/", "studio"],
])("%s is found", async (_name, calendarUrl, calendarId) => {
  expect(
    await resolve((url) => ({
      calendarUrl: calendarUrl.replace("{url}", url).replace("{host}", url.slice(7)),
      calendarId,
    })),
  ).toBe(SHARED);
});

test("credentials in the address are no hindrance", async () => {
  const withUser = (url: string) => url.replace("://", "://anna:secret@");
  expect(await resolve((url) => ({ calendarUrl: `${withUser(url)}${DAV}/calendars/anna/studio/` }))).toBe(
    SHARED,
  );
});

test("an own calendar is found by name", async () => {
  expect(await resolve((url) => ({ calendarUrl: url, calendarId: "personal" }))).toBe(
    `${DAV}/calendars/staff/personal/`,
  );
});

test.each(["/cloud/remote.php/dav/calendars/anna/studio/", "/remote.php/dav/calendars/anna/studio/"])(
  "under a subpath: %s",
  async (path) => {
    expect(await resolve(() => ({ calendarUrl: path }), "/cloud")).toBe(`/cloud${SHARED}`);
  },
);

describe("what cannot be used is said in words", () => {
  test("a calendar that is not shared: never taken for one of the same name", async () => {
    const found = await resolve((url) => ({ calendarUrl: `${url}${DAV}/calendars/anna/personal/` }));
    expect(found).toMatchObject({ kind: "rejected", reason: "not-shared", status: 404 });
    expect(found).toHaveProperty("message", expect.stringMatching(/“personal” of anna .* “staff”/));
  });

  test("an own calendar that does not exist, with those that do", async () => {
    const found = await resolve((url) => ({ calendarUrl: `${url}${DAV}/calendars/staff/gone/` }));
    expect(found).toMatchObject({ kind: "rejected", reason: "not-found", status: 404 });
    expect(found).toHaveProperty("message", expect.stringContaining("personal, studio_shared_by_anna"));
  });

  test.each([
    ["{url}/remote.php/dav/calendars/staff/", "not-a-calendar"],
    ["{url}", "not-a-calendar"],
    ["{url}/apps/calendar/dayGridMonth/now", "web-link"],
    ["{url}/index.php/apps/calendar/", "web-link"],
    ["{url}/apps/calendar/p/aBcDeF123/dayGridMonth/now", "public-link"],
    ["{url}/remote.php/dav/public-calendars/aBcDeF123?export", "public-link"],
    ["webcal://cloud.test/remote.php/dav/public-calendars/aBcDeF123", "public-link"],
    ["https://other.test/remote.php/dav/calendars/anna/studio/", "other-origin"],
    ["mailto:anna@cloud.test", "not-an-address"],
    ["   ", "not-an-address"],
    ["http://", "not-an-address"],
  ])("%s is %s", async (calendarUrl, reason) => {
    const found = await resolve((url) => ({ calendarUrl: calendarUrl.replace("{url}", url) }));
    expect(found).toMatchObject({ kind: "rejected", reason });
  });
});
