import { expect, test } from "vitest";
import { isAbout } from "./use-fresh-answers.ts";

test.each([
  ["/api/availability/slots?artistId=mara&serviceId=a&from=x", true],
  ["/api/caldav/availability?serviceId=a&artistId=mara", true],
  ["/api/availability/slots?artistId=theo&serviceId=mara", false],
  ["/api/appointments?artistId=mara", false],
  [["/api/availability/slots?artistId=mara"], false],
  [undefined, false],
])("%s", (key, expected) => {
  expect(isAbout(key, "mara")).toBe(expected);
});
