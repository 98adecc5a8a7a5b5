import { expect, test } from "vitest";
import { afterRequest } from "./after-request.ts";

test.each([
  ["/book/mara/fine-line", "/appointment/abc?new=1"],
  ["", "/appointment/abc?new=1"],
  ["/embed/booking/dark_lang-de/mara/fine-line", "/embed/requested/dark_lang-de/abc"],
  ["https://evil.example/embed/booking/auto/x", "/appointment/abc?new=1"],
])("after a request from %s comes %s", (page, next) => {
  expect(afterRequest(page, "/appointment/abc")).toBe(next);
});
