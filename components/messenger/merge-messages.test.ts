import { expect, test } from "vitest";
import {
  newestSeq,
  settledSeq,
  shownHistory,
  withMessages,
  withNewest,
  withOlder,
} from "./merge-messages.ts";
import { message } from "./test-message.ts";

const page = (seqs: number[], prev: number | null) => ({
  room_id: "r",
  messages: seqs.map((seq) => message({ seq })),
  prev_cursor: prev,
  next_cursor: null,
});
const seqs = (shown: { messages: readonly { seq: number }[] }) => shown.messages.map(({ seq }) => seq);

test("what comes twice is there once, in the order of seq, as it came last", () => {
  const shown = shownHistory(page([4, 5], 4));
  const after = withMessages(shown, [
    message({ seq: 7 }),
    message({ seq: 6 }),
    message({ seq: 5, body: "edited" }),
  ]);
  expect(seqs(after)).toEqual([4, 5, 6, 7]);
  expect(after.messages[1]?.body).toBe("edited");
  expect(after.older).toBe(4);
  expect(withMessages(after, [])).toBe(after);
});

test("an older page goes before, and says where the next begins", () => {
  const shown = withOlder(shownHistory(page([4, 5], 4)), page([1, 2], null));
  expect(seqs(shown)).toEqual([1, 2, 4, 5]);
  expect(shown.older).toBeNull();
});

test("the newest page joins where it touches, and takes over where something may be missing between", () => {
  const shown = shownHistory(page([4, 5], 4));
  expect(seqs(withNewest(shown, page([5, 6, 7], 5)))).toEqual([4, 5, 6, 7]);
  const far = withNewest(shown, page([90, 91], 90));
  expect(seqs(far)).toEqual([90, 91]);
  expect(far.older).toBe(90);
});

test("a room that was empty takes the first page whole, and nothing is lost to an empty one", () => {
  const empty = shownHistory(page([], null));
  expect(newestSeq(empty)).toBe(0);
  expect(seqs(withNewest(empty, page([1], null)))).toEqual([1]);
  const long = withNewest(empty, page([51, 52], 51));
  expect(long.older).toBe(51);
  expect(seqs(withNewest(long, page([], null)))).toEqual([51, 52]);
});

test("what is on its way is asked for again with what came since: its end may be told as a new message only", () => {
  const shown = shownHistory(page([4, 5, 6], 4));
  expect(settledSeq(shown)).toBe(6);
  expect(settledSeq(withMessages(shown, [message({ seq: 5, state: "queued" })]))).toBe(4);
  expect(settledSeq(withMessages(shown, [message({ seq: 5, state: "failed" })]))).toBe(6);
  expect(settledSeq(shownHistory(page([], null)))).toBe(0);
});
