import { describe, expect, test } from "vitest";
import {
  backOffSeconds,
  isOpen,
  reduceUploads,
  toStart,
  type UploadAction,
  type UploadItem,
} from "./upload-queue.ts";

const target = {
  customerId: "c",
  customerName: "Nora",
  direction: "sent",
  folder: "Nora/Sent Media",
  maxBytes: 1e9,
} as const;
const problem = { code: "offline", detail: "", nameRefused: false };

function play(...actions: UploadAction[]): readonly UploadItem[] {
  return actions.reduce(
    reduceUploads,
    reduceUploads([], {
      type: "add",
      items: [1, 2, 3].map((id) => ({ id, name: `${id}.png`, size: 100, target })),
    }),
  );
}

const first = (...actions: UploadAction[]) => play(...actions)[0];

describe("one upload", () => {
  test.each<[string, UploadAction[], Partial<UploadItem>]>([
    ["begins", [{ type: "start", id: 1 }], { state: "sending", sent: 0 }],
    [
      "moves",
      [
        { type: "start", id: 1 },
        { type: "progress", id: 1, sent: 40 },
      ],
      { state: "sending", sent: 40 },
    ],
    ["never past its end", [{ type: "progress", id: 1, sent: 4000 }], { sent: 100 }],
    ["everything sent", [{ type: "finishing", id: 1 }], { state: "finishing", sent: 100 }],
    [
      "arrives",
      [{ type: "done", id: 1, name: "1 (2).png", kept: false }],
      { state: "done", name: "1 (2).png", sent: 100 },
    ],
    ["is kept", [{ type: "done", id: 1, name: "", kept: true }], { state: "kept", name: "1.png" }],
    [
      "waits, and counts",
      [
        { type: "wait", id: 1, problem },
        { type: "start", id: 1 },
        { type: "wait", id: 1, problem },
      ],
      { state: "waiting", tries: 2, problem },
    ],
    [
      "goes on where Nextcloud stands",
      [
        { type: "progress", id: 1, sent: 70 },
        { type: "wait", id: 1, problem },
        { type: "resume", id: 1, sent: 50 },
      ],
      { state: "sending", sent: 50, resumedFrom: 50, tries: 1 },
    ],
    [
      "what moves has no problem any more",
      [
        { type: "wait", id: 1, problem },
        { type: "resume", id: 1, sent: 50 },
        { type: "progress", id: 1, sent: 60 },
      ],
      { problem: null, tries: 0 },
    ],
    ["fails", [{ type: "fail", id: 1, problem }], { state: "failed", problem }],
    [
      "is tried again",
      [
        { type: "fail", id: 1, problem },
        { type: "retry", id: 1 },
      ],
      { state: "queued", problem: null, tries: 0 },
    ],
    [
      "is called off",
      [
        { type: "start", id: 1 },
        { type: "cancel", id: 1 },
      ],
      { state: "cancelled" },
    ],
    [
      "late news of what was called off",
      [
        { type: "cancel", id: 1 },
        { type: "progress", id: 1, sent: 9 },
        { type: "done", id: 1, name: "", kept: false },
      ],
      { state: "cancelled", sent: 0 },
    ],
    [
      "what is done is not begun again",
      [
        { type: "done", id: 1, name: "", kept: false },
        { type: "retry", id: 1 },
      ],
      { state: "done" },
    ],
  ])("%s", (_name, actions, expected) => {
    expect(first(...actions)).toMatchObject(expected);
  });
});

test("the others stay as they are", () => {
  expect(play({ type: "fail", id: 2, problem }).map(({ state }) => state)).toEqual([
    "queued",
    "failed",
    "queued",
  ]);
});

describe("two at once", () => {
  const ids = (items: readonly UploadItem[]) => toStart(items, 2).map(({ id }) => id);
  test.each<[string, UploadAction[], number[]]>([
    ["at first", [], [1, 2]],
    ["one is under way", [{ type: "start", id: 1 }], [2]],
    [
      "finishing keeps its place",
      [
        { type: "start", id: 1 },
        { type: "finishing", id: 1 },
        { type: "start", id: 2 },
      ],
      [],
    ],
    [
      "waiting gives it up",
      [
        { type: "start", id: 1 },
        { type: "start", id: 2 },
        { type: "wait", id: 1, problem },
      ],
      [3],
    ],
    ["failing too", [{ type: "fail", id: 1, problem }], [2, 3]],
  ])("%s", (_name, actions, expected) => {
    expect(ids(play(...actions))).toEqual(expected);
  });
});

test("tidying keeps what is open and what failed", () => {
  const items = play(
    { type: "done", id: 1, name: "", kept: false },
    { type: "fail", id: 2, problem },
    { type: "tidy" },
  );
  expect(items.map(({ id }) => id)).toEqual([2, 3]);
  expect(reduceUploads(items, { type: "dismiss", id: 2 }).map(({ id }) => id)).toEqual([3]);
  expect(reduceUploads(items, { type: "dismiss", id: 3 })).toHaveLength(2);
});

test("what leaving the page would lose", () => {
  expect(
    play({ type: "done", id: 1, name: "", kept: true }, { type: "wait", id: 2, problem }).map(isOpen),
  ).toEqual([false, true, true]);
});

test.each([
  [1, 1],
  [2, 2],
  [4, 8],
  [6, 30],
  [50, 30],
])("attempt %d waits %d s", (tries, seconds) => {
  expect(backOffSeconds(tries)).toBe(seconds);
});

test("what is refused at once stands among the failed", () => {
  const refused = reduceUploads([], {
    type: "refuse",
    items: [{ id: 9, name: "a.exe", size: 5, target, problem }],
  });
  expect(refused).toMatchObject([{ id: 9, state: "failed", problem, sent: 0 }]);
});
