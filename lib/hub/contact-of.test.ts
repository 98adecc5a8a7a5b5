import { expect, test } from "vitest";
import type { CallRecord } from "#lib/integrations/open-connector.ts";
import { contactOf } from "./contact-of.ts";

const record: CallRecord = {
  connector: "todoist",
  at: 1000,
  durationMs: 12.4,
  outcome: "ok",
  reason: null,
  detail: null,
  status: 200,
  operation: "GET /tasks",
  rateLimit: { limit: 10, remaining: 9, resetAt: null, seenAt: 1010 },
  retryAt: null,
  pausedUntil: null,
};
const call = { at: 1000, durationMs: 12, outcome: "ok" };

test("a call that went well", () => {
  expect(contactOf(record, "f", 1012)).toEqual({
    connector: "todoist",
    config: "f",
    at: 1012,
    went: "well",
    rateLimit: record.rateLimit,
    pause: { owner: expect.stringMatching(/./), until: null },
    call,
  });
  const open = { ...record, connector: "zulip", operation: "GET /server_settings" };
  expect(contactOf(open, "f", 1012).went).toBe("reached");
});

test("a call that failed, and why", () => {
  const failed: CallRecord = {
    ...record,
    outcome: "auth",
    reason: "credentials",
    detail: "No.",
    status: 401,
    retryAt: 9,
  };
  expect(contactOf(failed, "f", 1012)).toMatchObject({
    went: { kind: "auth", reason: "credentials", detail: "No.", retryAt: 9 },
    call: { ...call, outcome: "auth" },
  });
});

test.each(["not-found", "invalid"])(
  "a vendor that says %s works, which is no proof of a connection",
  (reason) => {
    const refused: CallRecord = { ...record, outcome: "rejected", reason, status: 404 };
    expect(contactOf(refused, "f", 1012)).toMatchObject({ went: null, call });
  },
);

test.each(["paused", "busy", "quiet", "aborted"])(
  "a call that is %s says nothing of the vendor",
  (reason) => {
    const kept: CallRecord = { ...record, outcome: "network", reason, status: null, pausedUntil: 5000 };
    expect(contactOf(kept, "f", 1012)).toMatchObject({
      went: null,
      call: null,
      pause: { until: 5000 },
    });
  },
);

test("credentials that are kept back are no call, where a login was refused one was", () => {
  const refused = { ...record, outcome: "auth", reason: "credentials", durationMs: 0 } as const;
  expect(contactOf(refused, "f", 1012)).toMatchObject({
    went: { kind: "auth", reason: "refused-before" },
    call: null,
  });
  expect(contactOf({ ...refused, connector: "plentyone" }, "f", 1012)).toMatchObject({
    went: { kind: "auth", reason: "credentials" },
    call: { outcome: "auth" },
  });
  const suspended = { ...refused, connector: "nextcloud", reason: "suspended", durationMs: 3 };
  expect(contactOf(suspended, "f", 1012)).toMatchObject({ went: { reason: "suspended" }, call: null });
});
