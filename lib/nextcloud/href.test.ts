import { describe, expect, test } from "vitest";
import { calendarHomePath, joinUnderBase } from "./account.ts";
import { normaliseHref } from "./href.ts";

const base = "/remote.php/dav/calendars/mara/";

test.each([
  ["/dav/a%40b/", "/dav/a%40b/"],
  ["/dav/a@b/", "/dav/a%40b/"],
  ["/dav/%c3%a4.ics", "/dav/%C3%A4.ics"],
  ["/dav/ä.ics", "/dav/%C3%A4.ics"],
  ["/dav/a b+c.ics", "/dav/a%20b%2Bc.ics"],
  ["/dav/a%20b%2bc.ics", "/dav/a%20b%2Bc.ics"],
  ["/dav/a:b;c=d.ics", "/dav/a%3Ab%3Bc%3Dd.ics"],
  ["/dav/50%25.ics", "/dav/50%25.ics"],
  ["/dav/a%2fb.ics", "/dav/a%2Fb.ics"],
  ["/dav/%e4.ics", "/dav/%E4.ics"],
  ["/dav/%.ics", "/dav/%.ics"],
  ["a.ics", "/remote.php/dav/calendars/mara/a.ics"],
  ["./x/../a.ics", "/remote.php/dav/calendars/mara/a.ics"],
  ["/dav/%2e%2e/secret", "/secret"],
  ["https://cloud.test/dav/a/?x=1#y", "/dav/a/"],
  ["//dav/a/", "/dav/a/"],
  ["  /dav/a/\n", "/dav/a/"],
])("%s is %s", (href, canonical) => {
  expect(normaliseHref(href, base)).toBe(canonical);
  expect(normaliseHref(canonical, base)).toBe(canonical);
});

test("a URL as base, with and without a path", () => {
  expect(normaliseHref("a.ics", "https://cloud.test/dav/cal/")).toBe("/dav/cal/a.ics");
  expect(normaliseHref("/x/", "https://cloud.test")).toBe("/x/");
});

describe("paths under a subpath installation", () => {
  test.each([
    ["https://x.test", "/remote.php/dav", "/remote.php/dav"],
    ["https://x.test/", "remote.php/dav", "/remote.php/dav"],
    ["https://x.test/cloud", "/remote.php/dav", "/cloud/remote.php/dav"],
    ["https://x.test/cloud/", "/cloud/remote.php/dav", "/cloud/remote.php/dav"],
    ["https://x.test/cloud", "/clouds", "/cloud/clouds"],
  ])("%s and %s give %s", (baseUrl, path, joined) => expect(joinUnderBase(baseUrl, path)).toBe(joined));

  test("the home carries the user name as one segment", () => {
    const account = { baseUrl: "https://x.test/cloud/", calendarBasePath: "/remote.php/dav/calendars/" };
    expect(calendarHomePath({ ...account, username: "a/b@x" })).toBe(
      "/cloud/remote.php/dav/calendars/a%2Fb%40x/",
    );
    expect(calendarHomePath({ ...account, calendarBasePath: "", username: "m" })).toBe(
      "/cloud/remote.php/dav/calendars/m/",
    );
  });
});
