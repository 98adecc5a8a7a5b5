import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE, SECOND } from "#lib/core/clock.ts";
import { UpstreamError, type UpstreamErrorKind } from "#lib/core/errors.ts";
import { afterFailure } from "./after-failure.ts";

const NOW = Date.parse("2026-12-01T06:00:00Z");

const row = (kind: "calendar" | "mail" | "notice", more: { refusals?: number; ageMs?: number } = {}) => ({
  kind,
  attempts: 0,
  createdAt: NOW - (more.ageMs ?? 0),
  payload: payloadOf(more.refusals),
});

const payloadOf = (refusals: number | undefined): Record<string, string> =>
  refusals === undefined ? {} : { refusals: String(refusals) };

const upstream = (
  kind: UpstreamErrorKind,
  more: { status?: number; retryable?: boolean; retryAt?: number } = {},
) => new UpstreamError({ service: "nextcloud", kind, message: "no", ...more });

describe("a push that fails", () => {
  test.each([400, 403, 405, 409, 413, 415, 422])(
    "refused with %i counts, and is given up the fifth time",
    (status) => {
      const error = upstream("rejected", { status });
      expect(afterFailure(row("calendar"), error, NOW)).toMatchObject({ refusals: 1, givenUp: false });
      expect(afterFailure(row("calendar", { refusals: 3 }), error, NOW)).toMatchObject({ givenUp: false });
      expect(afterFailure(row("calendar", { refusals: 4 }), error, NOW)).toMatchObject({
        refusals: 5,
        givenUp: true,
      });
    },
  );

  test.each<[string, unknown]>([
    ["the network", upstream("network")],
    ["a sign-in", upstream("auth", { status: 401 })],
    ["a busy server", upstream("rate-limited", { status: 429 })],
    ["a failing server", upstream("rejected", { status: 500, retryable: true })],
    ["a full server", upstream("rejected", { status: 507, retryable: false })],
    ["maintenance", upstream("rejected", { status: 503, retryable: true })],
    ["a calendar that is not there, or not shared", upstream("rejected", { status: 404 })],
    ["a lock", upstream("rejected", { status: 423 })],
    ["an address elsewhere", upstream("rejected")],
    ["an answer that means nothing", upstream("malformed", { status: 200 })],
    ["what is not set up", upstream("not-configured")],
    ["a mistake of our own", new TypeError("x")],
  ])("because of %s waits on, however often and long", (_name, error) => {
    const old = { refusals: 4, ageMs: 90 * DAY };
    expect(afterFailure(row("calendar", old), error, NOW)).toMatchObject({ refusals: 4, givenUp: false });
  });

  test("waits longer after a refusal, which does not pass by itself, than after anything else", () => {
    const wait = (refusals: number, error: UpstreamError) =>
      afterFailure(row("calendar", { refusals }), error, NOW, () => 1).nextAttemptAt - NOW;
    const refused = upstream("rejected", { status: 403 });
    expect([0, 1, 2, 3, 9].map((before) => wait(before, refused))).toEqual(
      [5, 10, 20, 40, 60].map((minutes) => minutes * MINUTE),
    );
    expect(wait(0, upstream("network"))).toBe(2 * SECOND);
  });

  test("waits as long as the server asks", () => {
    const error = upstream("rate-limited", { status: 429, retryAt: NOW + 5 * HOUR });
    expect(afterFailure(row("calendar"), error, NOW).nextAttemptAt).toBe(NOW + 5 * HOUR);
  });
});

describe.each(["mail", "notice"] as const)("a %s that fails", (kind) => {
  test("for good is given up at once", () => {
    const error = upstream("rejected", { retryable: false });
    expect(afterFailure(row(kind), error, NOW)).toMatchObject({ givenUp: true });
  });

  test.each<[string, unknown]>([
    ["the network", upstream("network")],
    ["a sign-in", upstream("auth")],
    ["a no for now", upstream("rejected", { retryable: true })],
    ["a mistake of our own", new TypeError("x")],
  ])("because of %s waits on for three days", (_name, error) => {
    expect(afterFailure(row(kind, { ageMs: 3 * DAY - 1 }), error, NOW).givenUp).toBe(false);
    expect(afterFailure(row(kind, { ageMs: 3 * DAY }), error, NOW).givenUp).toBe(true);
  });
});

describe("a file or folder", () => {
  const file = { kind: "file" as const, attempts: 0, createdAt: NOW, payload: payloadOf(4) };
  const because = (reason: string, status?: number) =>
    new UpstreamError({
      service: "nextcloud",
      kind: "rejected",
      reason,
      status,
      retryable: false,
      message: "no",
    });

  test("waits for room only five times: it does not come back by itself", () => {
    const full = because("quota", 507);
    expect(afterFailure({ ...file, payload: {} }, full, NOW)).toMatchObject({ refusals: 1, givenUp: false });
    expect(afterFailure(file, full, NOW)).toMatchObject({ refusals: 5, givenUp: true });
  });

  test.each(["spool-damaged", "spool-missing"])("is given up at once: %s", (reason) => {
    expect(afterFailure({ ...file, payload: {} }, because(reason), NOW)).toMatchObject({ givenUp: true });
  });

  test("waits for a lock, a missing folder and the network, however long", () => {
    for (const error of [because("locked", 423), because("parent-missing", 404), upstream("network")])
      expect(afterFailure(file, error, NOW)).toMatchObject({ refusals: 4, givenUp: false });
  });
});

describe("a follow-up that fails", () => {
  const followUp = (more: { refusals?: number; ageMs?: number } = {}) => ({
    kind: "follow_up" as const,
    attempts: 0,
    createdAt: NOW - (more.ageMs ?? 0),
    payload: payloadOf(more.refusals),
  });

  test.each([400, 403, 404, 422])("refused with %i is given up the fifth time", (status) => {
    const error = upstream("rejected", { status });
    expect(afterFailure(followUp({ refusals: 3 }), error, NOW)).toMatchObject({ givenUp: false });
    expect(afterFailure(followUp({ refusals: 4 }), error, NOW)).toMatchObject({ refusals: 5, givenUp: true });
  });

  test.each<[string, unknown]>([
    ["the network", upstream("network")],
    ["a key that is refused", upstream("auth", { status: 401 })],
    ["what is not set up", upstream("not-configured")],
    ["a failing system", upstream("rejected", { status: 503 })],
    ["an answer that means nothing", upstream("malformed", { status: 200 })],
    ["a mistake of our own", new TypeError("x")],
  ])("because of %s waits on for three days", (_name, error) => {
    const waits = { refusals: 4, ageMs: 3 * DAY - 1 };
    expect(afterFailure(followUp(waits), error, NOW).givenUp).toBe(false);
    expect(afterFailure(followUp({ ageMs: 3 * DAY }), error, NOW).givenUp).toBe(true);
  });

  test("asks with a key that is refused every quarter of an hour, and otherwise when it is told to", () => {
    const wait = (error: UpstreamError) => afterFailure(followUp(), error, NOW, () => 1).nextAttemptAt - NOW;
    expect(wait(upstream("auth"))).toBe(15 * MINUTE);
    expect(wait(upstream("network"))).toBe(2 * SECOND);
    expect(wait(upstream("rate-limited", { retryAt: NOW + HOUR }))).toBe(HOUR);
  });
});

describe("a room that is not told", () => {
  const room = (attempts: number, refusals?: number) => ({
    kind: "messenger" as const,
    attempts,
    createdAt: NOW - 90 * DAY,
    payload: payloadOf(refusals),
  });

  test.each<[string, unknown, number]>([
    ["the network", upstream("network"), MINUTE],
    ["a sign-in", upstream("auth", { status: 401 }), MINUTE],
    ["what is not set up", upstream("not-configured"), MINUTE],
    ["a mistake of our own", new TypeError("x"), MINUTE],
    ["a refusal", upstream("rejected", { status: 403 }), 15 * MINUTE],
  ])("because of %s waits on, and is looked at again soon", (_name, error, most) => {
    const step = afterFailure(room(50, 50), error, NOW, () => 1);
    expect(step).toMatchObject({ givenUp: false, nextAttemptAt: NOW + most });
  });

  test("a refusal counts; a server that asks for a week is asked again in an hour", () => {
    expect(afterFailure(room(0, 2), upstream("rejected", { status: 403 }), NOW)).toMatchObject({
      refusals: 3,
    });
    const asked = upstream("rate-limited", { status: 429, retryAt: NOW + 7 * DAY });
    expect(afterFailure(room(0), asked, NOW)).toMatchObject({ nextAttemptAt: NOW + HOUR, refusals: 0 });
  });
});
