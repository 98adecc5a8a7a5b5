import { expect, test } from "vitest";
import { customerApi, customerFilterHref, customerHref, parseCustomerFilter } from "./customer-filter.ts";

test("a filter survives the way through the address", () => {
  const filter = { q: "weiß & co", tag: "fine line", cursor: "abc=" };
  const params = Object.fromEntries(new URL(customerFilterHref(filter), "http://here.test").searchParams);
  expect(parseCustomerFilter(params)).toEqual(filter);
  expect(customerFilterHref({})).toBe("/customers");
  expect(customerFilterHref({ q: "nora" }, "new")).toBe("/customers?q=nora&new=1");
});

test("what is malformed counts as absent", () => {
  expect(parseCustomerFilter({ q: ["a", "b"], tag: "x".repeat(200), cursor: "c".repeat(2000) })).toEqual({
    q: "",
    tag: null,
    cursor: null,
  });
  expect(parseCustomerFilter({ q: ` ${"n".repeat(300)}` }).q).toHaveLength(100);
});

test("ids cannot lead elsewhere", () => {
  expect(customerHref("a/b", "media")).toBe("/customers/a%2Fb?tab=media");
  expect(customerApi("../x", "/notes")).toBe("/api/crm/customers/..%2Fx/notes");
});
