import { expect, test, vi } from "vitest";
import { AppError, UpstreamError } from "./errors.ts";

test("an error of another copy of this module is known for what it is", async () => {
  vi.resetModules();
  const copy = await import("./errors.ts");
  expect(copy.UpstreamError).not.toBe(UpstreamError);
  const upstream = new copy.UpstreamError({ service: "nextcloud", kind: "auth", message: "no" });
  const app = new copy.AppError("not_found", "no");
  expect(upstream).toBeInstanceOf(UpstreamError);
  expect(app).toBeInstanceOf(AppError);
  expect(app).not.toBeInstanceOf(UpstreamError);
  expect(upstream).not.toBeInstanceOf(AppError);
  expect(upstream).toBeInstanceOf(Error);
});

test.each([
  ["network", undefined, true],
  ["rate-limited", 429, true],
  ["rejected", 503, true],
  ["rejected", 422, false],
  ["auth", 401, false],
  ["malformed", 200, false],
  ["not-configured", undefined, false],
] as const)("%s with %s may pass by itself: %s", (kind, status, retryable) => {
  const failure = { service: "todoist", kind, status, message: "no" };
  expect(new UpstreamError(failure)).toMatchObject({ retryable, neverSent: false });
  expect(new UpstreamError({ ...failure, retryable: !retryable }).retryable).toBe(!retryable);
});

test.each([null, undefined, "not_found", new Error("no"), { code: "not_found" }])(
  "%s is neither",
  (value) => {
    expect(value instanceof AppError).toBe(false);
    expect(value instanceof UpstreamError).toBe(false);
  },
);
