import { expect, test } from "vitest";
import { withEdited } from "./with-edited.ts";

const [oldest, middle, newest] = [1, 2, 3].map((createdAt) => ({ id: `n${createdAt}`, createdAt, text: "" }));
if (!oldest || !middle || !newest) throw new Error("three notes");

test("a note being changed stays in its place when it is deleted elsewhere", () => {
  expect(withEdited([newest, oldest], [middle])).toEqual([newest, middle, oldest]);
});

test("what is there is shown as it is now", () => {
  const now = { ...middle, text: "changed" };
  expect(withEdited([newest, now], [middle])).toEqual([newest, now]);
});
