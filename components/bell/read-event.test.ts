import { expect, test } from "vitest";
import { itemOfEvent, readBellPage } from "./bell-item.ts";
import { readEvent, readSeq } from "./read-event.ts";

test.each([
  ['{"type":"keepalive"}', true],
  [{ type: "reset", reason: "slow" }, true],
  ['{"type":"of the future"}', false],
  ["{", false],
  ["null", false],
  [42, false],
])("%o", (data, isKnown) => expect(readEvent(data) !== null).toBe(isKnown));

test.each([
  ["812", 812],
  ["", null],
  ["-1", null],
  ["1e3", null],
  ["9999999999999999", null],
])("the seq of “%s”", (id, seq) => expect(readSeq(id)).toBe(seq));

test("an answer that is none is an empty bell", () => {
  for (const answer of [null, "<html>", [], { notifications: null, unread: "7" }])
    expect(readBellPage(answer)).toEqual({ items: [], unread: 0, next: null });
  expect(
    readBellPage({ notifications: [{ seq: 3, id: "a", read: true }], unread: 2, next_cursor: 3 }),
  ).toMatchObject({
    items: [{ seq: 3, id: "a", read: true, urgent: false, tags: [], clickUrl: null }],
    unread: 2,
    next: "3",
  });
});

test("what was just told is new", () =>
  expect(
    itemOfEvent({
      type: "notification",
      seq: 4,
      id: "n",
      source_app: "shop",
      event_type: "paid",
      title: "Paid",
      body: "",
      priority: "urgent",
      room_id: null,
      event_id: null,
      click_url: null,
      tags: [],
      created_at: "2026-03-01T10:00:00.000Z",
    }),
  ).toMatchObject({ read: false, urgent: true, atMs: Date.parse("2026-03-01T10:00:00Z") }));
