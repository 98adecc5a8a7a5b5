import { expect, test } from "vitest";
import { changeOf } from "./change-of.ts";
import { deliveryFilterHref, parseDeliveryFilter } from "./delivery-filter.ts";
import { parsePeopleFilter, peopleFilterHref } from "./people-filter.ts";

test.each([
  [{}, { status: "all", cursor: null }],
  [
    { status: "failed", cursor: "1795249152041.abc9" },
    { status: "failed", cursor: "1795249152041.abc9" },
  ],
  [
    { status: ["failed", "sent"], cursor: ["1.a"] },
    { status: "all", cursor: null },
  ],
  [
    { status: "<b>", cursor: "1.a'; --" },
    { status: "all", cursor: null },
  ],
])("deliveries: %o", (params, filter) => {
  expect(parseDeliveryFilter(params)).toEqual(filter);
  // Its own address says the same again.
  const again = new URL(deliveryFilterHref(parseDeliveryFilter(params)), "http://x").searchParams;
  expect(parseDeliveryFilter(Object.fromEntries(again))).toEqual(filter);
});

test("people: what is searched is bounded", () => {
  expect(parsePeopleFilter({ q: `  ${"x".repeat(500)}` }).q).toHaveLength(100);
  expect(parsePeopleFilter({ q: ["a"], cursor: "y".repeat(501) })).toEqual({ q: "", cursor: null });
  expect(peopleFilterHref()).toBe("/admin/messenger/people");
  expect(peopleFilterHref({ q: "a&b", cursor: "c=" })).toBe("/admin/messenger/people?q=a%26b&cursor=c%3D");
});

test("only what changed is said, and nothing where nothing did", () => {
  const before = { active: true, role: "user", external_client_enabled: false } as const;
  expect(changeOf(before, { ...before })).toBeNull();
  const after = { ...before, role: "viewer", active: false } as const;
  expect(changeOf(before, after)).toEqual({ role: "viewer", active: false });
  expect(changeOf(after, before)).toEqual({ role: "user", active: true });
});
