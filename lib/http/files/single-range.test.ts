import { expect, test } from "vitest";
import { singleRange } from "./single-range.ts";

test.each<[string | undefined, string | undefined]>([
  ["bytes=0-4", "bytes=0-4"],
  ["bytes = 5 - ", "bytes=5-"],
  ["Bytes=-500", "bytes=-500"],
  ["bytes=0-0", "bytes=0-0"],
  [undefined, undefined],
  ["", undefined],
  ["bytes=-", undefined],
  ["bytes=5-4", undefined],
  ["bytes=0-1,5-6", undefined],
  ["lines=0-1", undefined],
  ["bytes=a-b", undefined],
  ["bytes=1-2\r\nX: y", undefined],
  [`bytes=0-${"9".repeat(400)}`, undefined],
])("%s is passed on as %s", (header, range) => {
  expect(singleRange(header)).toBe(range);
});
