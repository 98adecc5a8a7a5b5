import { expect, test } from "vitest";
import { bookingPage } from "./booking-page.ts";

test.each([
  ["/book/mara/fine-line", true],
  ["/book/any/consultation", true],
  ["/embed/booking/theme-dark/mara/fine-line", true],
  ["//elsewhere.example/book/a", false],
  ["https://elsewhere.example/book/a/b", false],
  ["/book/../admin/users", false],
  ["/book/mara/fine-line?next=//elsewhere", false],
  ["/book/mara", false],
  ["/admin/users/x", false],
  [["/book/a/b"], false],
  [undefined, false],
])("%s is a page to lead back to: %s", (page, is) => {
  expect(bookingPage(page)).toBe(is ? page : null);
});
