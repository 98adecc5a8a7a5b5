import { expect, test } from "vitest";
import { explainAnswer } from "./explain-answer.ts";

const explain = (message: string) =>
  explainAnswer({ status: 404, headers: new Headers(), text: JSON.stringify({ message }) })?.message;

test("what ecoDMS says, without Java's classes and what an address carries", () => {
  expect(explain("java.lang.IllegalStateException: a.b.Exception: Refused /connect/1?user=a&pass=b !!")).toBe(
    "ecoDMS: Refused /connect/1?…",
  );
});

test("hostile lengths cost nothing", () => {
  const startedAt = performance.now();
  for (const hostile of ["a".repeat(900_000), `${"!".repeat(900_000)}x`, "a.".repeat(450_000)])
    expect(explain(hostile)).toMatch(/^ecoDMS: /);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});
