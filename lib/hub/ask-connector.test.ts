import { describe, expect, test } from "vitest";
import { AppError, UpstreamError } from "#lib/core/errors.ts";
import { openStudioWithTodoist } from "#tests/support/integration-studio.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { askConnector } from "./ask-connector.ts";
import { showIntegration } from "./show-integration.ts";

const nowhere = { TODOIST_API_TOKEN: "token" };
const failing = async (input: Partial<ConstructorParameters<typeof UpstreamError>[0]>) => {
  const studio = await openStudio();
  const error = new UpstreamError({
    service: "todoist",
    kind: "rejected",
    message: "Said Todoist.",
    ...input,
  });
  return askConnector(studio.ctx("staff", nowhere), "todoist", () => Promise.reject(error)).catch(
    (thrown: unknown) => thrown,
  );
};

describe("what a vendor refuses", () => {
  test.each([
    ["not-found", "not_found"],
    ["invalid", "invalid_input"],
  ])("%s is %s, in its own words", async (reason, code) => {
    const thrown = await failing({ reason, status: 400 });
    expect(thrown).toBeInstanceOf(AppError);
    expect(thrown).toMatchObject({ code, message: "Said Todoist.", cause: { reason } });
  });

  test.each([
    { kind: "auth" },
    { kind: "network", reason: "timeout" },
    { kind: "rate-limited", retryAt: 5 },
    { kind: "rejected", reason: "gone", status: 410 },
    { kind: "malformed", reason: "html" },
  ] as const)("stays its failure (%o)", async (input) => {
    const thrown = await failing(input);
    expect(thrown).toBeInstanceOf(UpstreamError);
    expect(thrown).toMatchObject({ service: "todoist", ...input });
  });

  test("by another system is none of this one's", async () => {
    expect(await failing({ service: "nextcloud", reason: "not-found" })).toBeInstanceOf(UpstreamError);
  });
});

test.each([
  ["todoist", "todoist_not_configured", "Todoist not configured: TODOIST_API_TOKEN missing."],
  [
    "zulip",
    "zulip_not_configured",
    "Zulip not configured: ZULIP_BASE_URL, ZULIP_EMAIL, ZULIP_API_KEY missing.",
  ],
  ["nextcloud", "nextcloud_not_configured", "Nextcloud not configured: NEXTCLOUD_"],
] as const)("%s without its variables is not asked, and says which are missing", async (id, code, words) => {
  const studio = await openStudio();
  const ask = askConnector(studio.ctx("staff"), id, () => expect.unreachable());
  await expect(ask).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
});

test("every call is recorded, under its documented path, with what the vendor said", async () => {
  const studio = await openStudioWithTodoist();
  const ctx = studio.ctx("staff");
  const answer = { status: 200, body: "{}", contentType: "application/json" };
  studio.todoist.faults.add({ match: /tasks\/7$/, times: 1, ...answer });
  const asked = { path: "/tasks/7", operation: "/tasks/{id}" };
  await askConnector(ctx, "todoist", (client) => client.request(asked));
  const { latency, status, lastSuccessAt } = await showIntegration(ctx, "todoist");
  expect(latency.points).toMatchObject([{ calls: 1, failures: 0 }]);
  expect([status, lastSuccessAt]).toEqual(["active", new Date(ctx.now()).toISOString()]);
  studio.todoist.faults.add({ match: /tasks\/7$/, status: 401, body: "Unauthorized" });
  studio.clock.advance(1);
  await expect(askConnector(ctx, "todoist", (client) => client.request(asked))).rejects.toMatchObject({
    kind: "auth",
  });
  expect(await showIntegration(ctx, "todoist")).toMatchObject({
    status: "failing",
    lastFailure: { kind: "auth", at: new Date(ctx.now()).toISOString() },
    latency: { points: [{ calls: 2, failures: 1 }] },
  });
});

test("who has left waits no more, and says nothing about the vendor", async () => {
  const studio = await openStudioWithTodoist();
  studio.todoist.faults.add({ match: /tasks/, delayMs: 60_000 });
  const browser = new AbortController();
  const ctx = { ...studio.ctx("staff"), signal: browser.signal };
  const asked = askConnector(ctx, "todoist", (client) => client.request({ path: "/tasks" }));
  await waitFor("the request", () => studio.todoist.requests.length === 1);
  browser.abort();
  await expect(asked).rejects.toMatchObject({ kind: "network", reason: "aborted" });
  expect((await showIntegration(ctx, "todoist")).status).toBe("untested");
});
