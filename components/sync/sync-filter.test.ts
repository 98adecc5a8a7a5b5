import { expect, test } from "vitest";
import { isNarrowed, parseSyncFilter, syncFilterHref, syncRunQuery } from "./sync-filter.ts";

test("an address without a filter shows everything", () => {
  const filter = parseSyncFilter({});
  expect(syncFilterHref(filter)).toBe("/admin/sync");
  expect(isNarrowed(filter)).toBe(false);
  expect(syncRunQuery(filter, 0)).toEqual({ page: 1 });
});

test("a filter comes back from its own address", () => {
  const href =
    "/admin/sync?calendar=c1&result=failed&direction=pull&cause=schedule&since=24h&error=rate-limited&page=3&span=month";
  const filter = parseSyncFilter(Object.fromEntries(new URL(href, "http://x").searchParams));
  expect(syncFilterHref(filter)).toBe(href);
  expect(isNarrowed(filter)).toBe(true);
  expect(syncRunQuery(filter, 90_000_000)).toEqual({
    calendarId: "c1",
    result: "failed",
    direction: "pull",
    cause: "schedule",
    fromMs: 3_600_000,
    errorKey: "rate-limited",
    page: 3,
  });
});

test("the page and the charts' span narrow nothing", () => {
  expect(isNarrowed(parseSyncFilter({ page: "2", span: "month" }))).toBe(false);
});

test.each([
  [{ page: "0" }, { page: 1 }],
  [{ page: "9999" }, { page: 2000 }],
  [{ page: "-1" }, { page: 1 }],
  [
    { result: "odd", cause: "odd", since: "9y" },
    { result: "all", cause: "all", since: "all" },
  ],
  [{ error: "<script>" }, { error: null }],
  [{ calendar: "x".repeat(65) }, { calendar: null }],
  [{ calendar: ["a", "b"] }, { calendar: null }],
])("what is malformed counts as absent: %j", (params, expected) => {
  expect(parseSyncFilter(params)).toMatchObject(expected);
});
