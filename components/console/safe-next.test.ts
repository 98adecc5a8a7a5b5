import { expect, test } from "vitest";
import { safeNext } from "./safe-next.ts";

test.each([
  ["/admin/appointments?status=pending#x", "/admin/appointments?status=pending#x"],
  ["/admin/../dashboard", "/dashboard"],
  ["/", "/"],
])("%s is a path of ours", (next, path) => {
  expect(safeNext(next)).toBe(path);
});

test.each([
  null,
  undefined,
  "",
  "dashboard",
  "https://elsewhere.test/",
  "//elsewhere.test",
  "/\\elsewhere.test",
  "/\t/elsewhere.test",
  "/\n/elsewhere.test",
  "/.//elsewhere.test",
  "/x/..//elsewhere.test",
  "javascript:alert(1)",
  "/api/auth/signout",
  "/sign-in?next=/dashboard",
  `/${"a".repeat(2001)}`,
])("%s leads to the dashboard instead", (next) => {
  expect(safeNext(next, "/dashboard")).toBe("/dashboard");
});
