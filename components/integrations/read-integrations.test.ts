import { expect, test } from "vitest";
import type { IntegrationView } from "#lib/hub/integration-view.ts";
import { lastsUntil, lookOrder, neverAsked } from "./integration-shown.ts";
import { readIntegration, readIntegrations } from "./read-integrations.ts";

const full: IntegrationView = {
  type: "ecodms",
  name: "ecoDMS",
  docsUrl: "https://www.ecodms.de/",
  configured: true,
  missing: [],
  fields: [{ name: "ECODMS_PASSWORD", secret: true, set: true }],
  status: "limited",
  lastTest: {
    at: "2026-11-20T12:00:00.000Z",
    outcome: "parse",
    detail: "no JSON",
    durationMs: 12,
    by: "Ada",
  },
  lastSuccessAt: "2026-11-20T11:00:00.000Z",
  lastFailure: { at: "2026-11-20T12:00:00.000Z", kind: "malformed", reason: null, detail: "no JSON" },
  failingSince: "2026-11-20T11:30:00.000Z",
  rateLimit: { limit: 1000, remaining: 0, resetAt: "2026-11-20T12:15:00.000Z" },
  breaker: { state: "open", until: "2026-11-20T12:01:00.000Z" },
  latency: {
    from: "2026-11-19T12:00:00.000Z",
    to: "2026-11-20T12:00:00.000Z",
    points: [{ at: "2026-11-20T11:30:00.000Z", medianMs: 12, maxMs: 20, calls: 3, failures: 1 }],
  },
  paidCalls: { month: "2026-11", calls: 4 },
};

test("what the API answers is read as it is", () => {
  expect(readIntegrations(JSON.parse(JSON.stringify({ integrations: [full] })))).toEqual([full]);
});

test("what is unknown or missing never reads as fine", () => {
  const read = readIntegration({
    type: "newer",
    name: "Newer",
    status: "splendid",
    lastTest: { outcome: "ok" },
  });
  expect(read.status).toBe("untested");
  expect(read.lastTest).toBeNull();
  expect(neverAsked(read)).toBe(true);
  expect(readIntegrations(null)).toBeNull();
  expect(readIntegrations({ integrations: "none" })).toBeNull();
});

test("what fails stands first, what is not set up last, the rest as they came", () => {
  const integration = (type: string, status: IntegrationView["status"]) => ({ ...full, type, status });
  const order = lookOrder([
    integration("a", "not_configured"),
    integration("b", "active"),
    integration("c", "limited"),
    integration("d", "active"),
    integration("e", "failing"),
    integration("f", "untested"),
    integration("g", "paused"),
  ]);
  expect(order).toEqual(["e", "g", "c", "f", "b", "d", "a"]);
});

test("a limit lasts until the vendor said, and not until a time it named while there was room", () => {
  const nowMs = Date.parse("2026-11-20T12:00:30.000Z");
  expect(lastsUntil(full, nowMs)).toBe(Date.parse("2026-11-20T12:15:00.000Z"));
  const room = { limit: 1000, remaining: 3, resetAt: "2026-11-20T12:15:00.000Z" };
  expect(lastsUntil({ ...full, rateLimit: room }, nowMs)).toBeNull();
  expect(lastsUntil({ ...full, status: "paused" }, nowMs)).toBe(Date.parse("2026-11-20T12:01:00.000Z"));
  expect(lastsUntil({ ...full, status: "paused" }, nowMs + 60_000)).toBeNull();
  expect(lastsUntil({ ...full, status: "active" }, nowMs)).toBeNull();
});
