import { describe, expect, test } from "vitest";
import { z } from "zod";
import { seededRandom } from "#tests/bench/support/random.ts";
import { cursorAfter, cursorOf, writeCursor } from "./cursor.ts";

const place = z.strictObject({ page: z.number().int().min(1).max(1_000_000), after: z.string().max(500) });
const cursor = cursorOf("todoist.tasks", place);

test("any place comes back as it was, in characters that need no escape in a URL", () => {
  const random = seededRandom(3);
  const letters = ["a", "ü", "€", "😀", '"', "\\", "/", "\u0000", " ", "=", "&"];
  for (let round = 0; round < 500; round += 1) {
    const after = Array.from({ length: Math.floor(random() * 100) }, () => {
      return letters[Math.floor(random() * letters.length)];
    }).join("");
    const written = { page: 1 + Math.floor(random() * 999_999), after };
    const text = writeCursor("todoist.tasks", written);
    expect(text).toMatch(/^[\w-]+$/);
    expect(cursor.parse(text)).toEqual(written);
  }
});

test("after the last page there is none", () => {
  expect(cursorAfter("todoist.tasks", null)).toBeNull();
  const next = { page: 2, after: "x" };
  expect(cursorAfter("todoist.tasks", next)).toBe(writeCursor("todoist.tasks", next));
});

describe("is refused, never thrown over", () => {
  const good = writeCursor("todoist.tasks", { page: 2, after: "x" });
  const encode = (text: string) => Buffer.from(text, "utf8").toString("base64url");

  test.each([
    ["of another list", writeCursor("zulip.messages", { page: 2, after: "x" })],
    ["of a list with a name that begins alike", writeCursor("todoist.tasks.done", { page: 2, after: "x" })],
    ["of another shape", writeCursor("todoist.tasks", { page: "2", after: "x" })],
    ["with more than was written", writeCursor("todoist.tasks", { page: 2, after: "x", admin: true })],
    ["beyond its bounds", writeCursor("todoist.tasks", { page: 1e9, after: "x" })],
    ["empty", ""],
    ["cut", good.slice(0, -3)],
    ["no JSON", encode("todoist.tasks")],
    ["a prototype", encode('["todoist.tasks",{"page":2,"after":"x","__proto__":{"a":1}}]')],
    ["deep", encode(`${"[".repeat(600)}${"]".repeat(600)}`)],
    ["no base64", "%%%%"],
    ["a path", "../../etc/passwd"],
    ["lone surrogates", encode('["todoist.tasks",{"page":2}]')],
  ])("%s", (_name, text) => {
    expect(cursor.safeParse(text)).toMatchObject({
      success: false,
      error: { issues: [{ message: "unknown" }] },
    });
  });

  test("huge, without being decoded", () => {
    const read = cursor.safeParse("A".repeat(50_000_000));
    expect(read).toMatchObject({ success: false, error: { issues: [{ message: "too_long" }] } });
  });

  test("any bytes, and any change to a good one that is not the same place", () => {
    const random = seededRandom(5);
    const bytes = (length: number) => Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
    for (let round = 0; round < 500; round += 1) {
      expect(cursor.safeParse(bytes(round % 60).toString("base64url")).success).toBe(false);
      const at = Math.floor(random() * good.length);
      const changed = cursor.safeParse(`${good.slice(0, at)}${"AZaz09-_"[round % 8]}${good.slice(at + 1)}`);
      if (changed.success) expect(place.parse(changed.data)).toEqual(changed.data);
    }
  });

  test.each([[undefined], [null], [5], [["a"]], [{}]])("%j", (value) => {
    expect(cursor.safeParse(value).success).toBe(false);
  });
});
