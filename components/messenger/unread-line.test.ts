import { expect, test } from "vitest";
import { message } from "./test-message.ts";
import { firstUnread, movedLine } from "./unread-line.ts";

const messages = [
  message({ seq: 1 }),
  message({ seq: 2, own: true }),
  message({ seq: 3 }),
  message({ seq: 4, own: true }),
  message({ seq: 5 }),
];

test.each([
  [0, null],
  [1, 5],
  [2, 3],
  [3, 1],
  [100, 1],
])("with %i unread the line is before %s: one's own count for nothing", (unread, seq) =>
  expect(firstUnread(messages, unread)).toBe(seq),
);

test("no line without anything by others", () =>
  expect(firstUnread([message({ seq: 1, own: true })], 2)).toBeNull());

test("the line waits until all below it was read, then goes to the first that came since", () => {
  expect(movedLine(null, [message({ seq: 6, own: true }), message({ seq: 7 })], 5)).toBe(7);
  expect(movedLine(7, [message({ seq: 8 })], 5)).toBe(7);
  expect(movedLine(7, [message({ seq: 9 })], 8)).toBe(9);
  expect(movedLine(7, [message({ seq: 9, own: true })], 8)).toBe(7);
});
