import { expect, test } from "vitest";
import { nextToSend, notYetShown, type Outgoing } from "./outgoing.ts";
import { message } from "./test-message.ts";

function outgoing(key: string, given: Partial<Outgoing> = {}): Outgoing {
  return {
    key,
    roomId: "r",
    body: "Coffee?",
    file: null,
    state: "sending",
    problem: null,
    afterSeq: 3,
    seq: null,
    atMs: 0,
    ...given,
  };
}
const keys = (list: Outgoing[]) => list.map(({ key }) => key);

test("what came by the live events before its answer is not shown twice", () => {
  const list = [outgoing("a"), outgoing("b", { body: "Tea?" })];
  const mine = message({ seq: 4, own: true, body: "Coffee?" });
  expect(keys(notYetShown(list, [mine]))).toEqual(["b"]);
  // Somebody else's words, and what was there before, are not it.
  expect(keys(notYetShown(list, [{ ...mine, own: false }]))).toEqual(["a", "b"]);
  expect(keys(notYetShown(list, [{ ...mine, seq: 3 }]))).toEqual(["a", "b"]);
});

test("the same words twice are two messages: each stands for one", () => {
  const list = [outgoing("a"), outgoing("b")];
  const mine = message({ seq: 4, own: true, body: "Coffee?" });
  expect(keys(notYetShown(list, [mine]))).toEqual(["b"]);
  expect(keys(notYetShown([outgoing("a", { seq: 4 }), outgoing("b")], [mine]))).toEqual(["b"]);
  expect(notYetShown(list, [mine, { ...mine, seq: 5 }])).toEqual([]);
});

test("what was answered stays until the history has it", () => {
  const sent = outgoing("a", { seq: 9 });
  expect(keys(notYetShown([sent], []))).toEqual(["a"]);
  expect(notYetShown([sent], [message({ seq: 9, own: true })])).toEqual([]);
});

test("a file is known by its name and size", () => {
  const file = { name: "sleeve.png", size: 7, type: "image/png", previewUrl: null, sent: 0 };
  const media = {
    id: "m",
    url: "/m",
    filename: "sleeve.png",
    mime_type: "image/png",
    size: 7,
    width: null,
    height: null,
  };
  const mine = message({ seq: 4, own: true, body: "sleeve.png", media });
  expect(notYetShown([outgoing("a", { file, body: "" })], [mine])).toEqual([]);
  expect(keys(notYetShown([outgoing("a", { file: { ...file, size: 8 } })], [mine]))).toEqual(["a"]);
  expect(keys(notYetShown([outgoing("a", { body: "sleeve.png" })], [mine]))).toEqual(["a"]);
});

test("in the order they were written, and one that failed holds up nobody", () => {
  expect(nextToSend([outgoing("a", { state: "failed" }), outgoing("b"), outgoing("c")])?.key).toBe("b");
  expect(nextToSend([outgoing("a", { seq: 1 })])).toBeUndefined();
});
