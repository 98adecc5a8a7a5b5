import { z } from "zod";
import { TEST_OUTCOMES } from "#lib/hub/integration-view.ts";
import { UPSTREAM_KINDS } from "#lib/hub/upstream-kinds.ts";
import { CONNECTOR_IDS } from "#lib/integrations/registry.ts";
import { endpoint } from "../endpoint.ts";
import { isoOut } from "./iso-out.ts";

/** The studio's other systems: which are configured, and how each of them is. */

const count = z.int().min(0);

const test = z.object({
  at: isoOut,
  outcome: z.enum(TEST_OUTCOMES),
  /** A sentence; empty where it went well. */
  detail: z.string(),
  durationMs: count,
  by: z.string(),
});

const integration = z.object({
  type: z.enum(CONNECTOR_IDS),
  name: z.string(),
  docsUrl: z.string(),
  configured: z.boolean(),
  /** Variables that are still to be set. */
  missing: z.array(z.string()),
  fields: z.array(z.object({ name: z.string(), secret: z.boolean(), set: z.boolean() })),
  status: z.enum(["not_configured", "untested", "active", "limited", "failing", "paused"]),
  lastTest: test.nullable(),
  lastSuccessAt: isoOut.nullable(),
  lastFailure: z
    .object({
      at: isoOut,
      kind: z.enum(UPSTREAM_KINDS),
      reason: z.string().nullable(),
      detail: z.string(),
    })
    .nullable(),
  failingSince: isoOut.nullable().describe("The first failure after the last success; null while it works."),
  rateLimit: z
    .object({ limit: z.number().nullable(), remaining: z.number(), resetAt: isoOut.nullable() })
    .nullable(),
  breaker: z.object({ state: z.enum(["closed", "open", "half_open"]), until: isoOut.nullable() }),
  latency: z.object({
    from: isoOut,
    to: isoOut,
    points: z.array(
      z.object({
        at: isoOut,
        medianMs: count.nullable(),
        maxMs: count.nullable(),
        calls: count,
        failures: count,
      }),
    ),
  }),
  paidCalls: z.object({ month: z.string(), calls: count }).nullable(),
});

export const integrationEndpoints = {
  listIntegrations: endpoint({
    method: "GET",
    path: "/api/integrations",
    summary: "Every integration: what is missing, how its last test and its last calls went",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    response: z.object({ integrations: z.array(integration) }),
  }),
  showIntegration: endpoint({
    method: "GET",
    path: "/api/integrations/{type}/status",
    summary: "How an integration is, as far as is known without asking it",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    response: z.object({ integration }),
  }),
  checkIntegration: endpoint({
    method: "GET",
    path: "/api/integrations/{type}/health",
    summary: "Ask an integration how it is, free of licence cost; how it went is its status",
    access: "session",
    scope: "integrations:read",
    limit: "read",
    response: z.object({ integration }),
  }),
  testIntegration: endpoint({
    method: "POST",
    path: "/api/integrations/{type}/test",
    summary: "Try an integration with its credentials, for admins; what did not work is an outcome, no error",
    access: "session",
    scope: "integrations:write",
    limit: "write",
    response: z.object({ test, integration }),
  }),
};
