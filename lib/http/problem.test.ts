import { describe, expect, test } from "vitest";
import { AppError, type ErrorCode, UpstreamError } from "#lib/core/errors.ts";
import { problemResponse } from "./problem.ts";

const now = Date.parse("2026-12-01T06:00:00Z");

const statuses: Record<ErrorCode, number> = {
  invalid_input: 422,
  not_signed_in: 401,
  not_allowed: 403,
  not_found: 404,
  calendar_not_found: 404,
  slot_taken: 409,
  slot_unavailable: 422,
  conflict: 409,
  booking_refused: 403,
  link_expired: 410,
  idempotency_mismatch: 409,
  rate_limited: 429,
  too_large: 413,
  unsupported_type: 415,
  name_taken: 409,
  file_locked: 423,
  file_changed: 412,
  range_not_satisfiable: 416,
  quota_exceeded: 507,
  calendar_unreachable: 502,
  nextcloud_not_configured: 503,
  nextcloud_not_connected: 401,
  nextcloud_revoked: 401,
  talk_not_available: 404,
  plentyone_not_configured: 503,
  zulip_not_configured: 503,
  todoist_not_configured: 503,
  freescout_not_configured: 503,
  ecodms_not_configured: 503,
  messenger_not_configured: 503,
  upstream_failed: 502,
  internal: 500,
};

describe("RFC 9457", () => {
  test.each(Object.entries(statuses))("%s answers %i", async (code, status) => {
    const known = Object.keys(statuses).find((one): one is ErrorCode => one === code) ?? "internal";
    const response = problemResponse(new AppError(known, "A sentence.", { errors: { field: ["key"] } }), now);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.has("www-authenticate")).toBe(status === 401);
    expect(await response.json()).toEqual({
      type: `/problems/${code}`,
      title: expect.any(String),
      status,
      detail: "A sentence.",
      code,
      errors: { field: ["key"] },
    });
  });

  test.each([
    [30_000, "30"],
    [30_001, "31"],
    [0, "1"],
    [-5000, "1"],
  ])("Retry-After counts whole seconds from now (%i ms)", (ms, seconds) => {
    const response = problemResponse(new AppError("rate_limited", "Wait.", { retryAt: now + ms }), now);
    expect(response.headers.get("retry-after")).toBe(seconds);
  });

  test("without a time there is no Retry-After", () => {
    expect(problemResponse(new AppError("rate_limited", "Wait."), now).headers.has("retry-after")).toBe(
      false,
    );
  });

  test.each<[UpstreamError["kind"], string]>([
    ["not-configured", "nextcloud_not_configured"],
    ["network", "upstream_failed"],
    ["auth", "upstream_failed"],
    ["rate-limited", "upstream_failed"],
  ])("what a system outside answered with %s is %s", async (kind, code) => {
    const failure = new UpstreamError({
      service: "nextcloud",
      kind,
      message: "NEXTCLOUD_PASSWORD missing",
      retryAt: now + 5000,
    });
    const response = problemResponse(failure, now);
    expect(await response.json()).toMatchObject({ code, detail: "NEXTCLOUD_PASSWORD missing" });
    expect(response.headers.get("retry-after")).toBe("5");
  });

  test.each<[string, string]>([
    ["todoist", "todoist_not_configured"],
    ["zulip", "zulip_not_configured"],
    ["nextcloud", "nextcloud_not_configured"],
    ["mail", "nextcloud_not_configured"],
  ])("%s that is not configured is %s", async (service, code) => {
    const failure = new UpstreamError({
      service,
      kind: "not-configured",
      message: "X not configured: Y missing.",
    });
    const response = problemResponse(failure, now);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code, upstream: { service, kind: "not-configured" } });
  });

  test("a failure outside says whose it is, of what kind, and whether trying again may help", async () => {
    const failure = { service: "todoist", kind: "network", reason: "timeout" } as const;
    const thrown = new UpstreamError({ ...failure, message: "Todoist did not answer in time.", status: 504 });
    const upstream = { ...failure, retryable: true };
    expect(await problemResponse(thrown, now).json()).toEqual({
      type: "/problems/upstream_failed",
      title: "A connected system did not answer",
      status: 502,
      detail: "Todoist did not answer in time.",
      code: "upstream_failed",
      upstream,
    });
    const told = new AppError("calendar_unreachable", "Later.", { cause: thrown });
    expect(await problemResponse(told, now).json()).toMatchObject({ upstream });
    const translated = new AppError("not_found", "No such task.", { cause: thrown });
    expect(await problemResponse(translated, now).json()).not.toHaveProperty("upstream");
    const kindOnly = new UpstreamError({ service: "zulip", kind: "auth", message: "No." });
    expect((await problemResponse(kindOnly, now).json()).upstream).toEqual({
      service: "zulip",
      kind: "auth",
      retryable: false,
    });
  });

  test.each([new Error("SQLITE_CORRUPT at /secret/path"), "text", undefined, { code: "not_found" }])(
    "what nobody foresaw is told without its details (%o)",
    async (failure) => {
      const response = problemResponse(failure, now);
      expect(response.status).toBe(500);
      expect(await response.text()).not.toMatch(/SQLITE|secret|text/);
    },
  );
});
