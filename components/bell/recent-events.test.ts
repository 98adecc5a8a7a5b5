import { expect, test } from "vitest";
import { recentEvents, type SeqEvent } from "./recent-events.ts";

const event = (seq: number): SeqEvent => ({ seq, event: { type: "room", seq, room_id: "r" } });
const seqs = (events: SeqEvent[] | null) => events?.map(({ seq }) => seq) ?? null;

test("each is heard once, in order", () => {
  const recent = recentEvents(10);
  expect([11, 10, 12, 11, 12].map((seq) => recent.add(event(seq)))).toEqual([
    true,
    false,
    true,
    false,
    false,
  ]);
  expect(recent.newest()).toBe(12);
});

test("a tab that comes later hears what it missed, or that nobody knows any more", () => {
  const recent = recentEvents(10);
  for (let seq = 11; seq <= 12; seq++) recent.add(event(seq));
  expect(seqs(recent.after(10))).toEqual([11, 12]);
  expect(seqs(recent.after(12))).toEqual([]);
  expect(seqs(recent.after(9))).toBeNull();
  expect(seqs(recent.after(null))).toEqual([]);
});

test("what is kept is bounded, and what fell out is not claimed to be known", () => {
  const recent = recentEvents(0);
  for (let seq = 1; seq <= 250; seq++) recent.add(event(seq));
  expect(seqs(recent.after(50))).toHaveLength(200);
  expect(seqs(recent.after(49))).toBeNull();
});

test("after a gap nothing that was known counts", () => {
  const recent = recentEvents(1000);
  recent.forget();
  expect(recent.newest()).toBeNull();
  expect(recent.after(1000)).toBeNull();
  // The numbers may have begun anew.
  expect(recent.add(event(3))).toBe(true);
  expect(recent.newest()).toBe(3);
});
