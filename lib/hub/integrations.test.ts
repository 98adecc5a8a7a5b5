import { describe, expect, test } from "vitest";
import { listAudit } from "#db/queries/audit.ts";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { configOf } from "#lib/integrations/connector-config.ts";
import { CONNECTOR_IDS, connectors } from "#lib/integrations/registry.ts";
import { openStudioWithPlentyOne, openStudioWithTodoist } from "#tests/support/integration-studio.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { startUntrusted } from "#tests/system/support/other-servers.ts";
import { askConnector } from "./ask-connector.ts";
import { checkIntegration } from "./check-integration.ts";
import { countPaidCall } from "./count-paid-call.ts";
import type { TestOutcome } from "./integration-view.ts";
import { listIntegrations } from "./list-integrations.ts";
import { showIntegration } from "./show-integration.ts";
import { testIntegration } from "./test-integration.ts";

test("nothing is configured: every integration says what is missing", async () => {
  const studio = await openStudio();
  const all = await listIntegrations(studio.ctx("staff"));
  expect(all.map(({ type }) => type)).toEqual(CONNECTOR_IDS);
  for (const view of all) {
    expect(view).toMatchObject({
      configured: false,
      status: "not_configured",
      lastTest: null,
      rateLimit: null,
    });
    expect(view.missing.length).toBeGreaterThan(0);
    expect(view.fields.map(({ name }) => name)).toEqual(expect.arrayContaining(view.missing));
    expect(view.breaker).toEqual({ state: "closed", until: null });
  }
  const paid = all.filter(({ paidCalls }) => paidCalls !== null).map(({ type }) => type);
  expect(paid).toEqual(["ecodms"]);
});

test("no value of the environment is in what is shown", async () => {
  const studio = await openStudioWithTodoist();
  const ctx = studio.ctx("admin");
  studio.todoist.faults.add({ match: /user/, status: 401, body: "parlour-demo-token is wrong" });
  await testIntegration(ctx, "todoist");
  const shown = JSON.stringify(await listIntegrations(ctx));
  expect(shown).toContain('"name":"TODOIST_API_TOKEN","secret":true,"set":true');
  expect(configOf(connectors.todoist, ctx.env)).toMatchObject({ TODOIST_API_TOKEN: "parlour-demo-token" });
  expect(shown).not.toContain("parlour-demo-token");
});

test("an integration nobody knows is not there", async () => {
  const studio = await openStudio();
  for (const type of ["nope", "toString", "__proto__", ""])
    await expect(showIntegration(studio.ctx("staff"), type), type).rejects.toMatchObject({
      code: "not_found",
      message: `There is no integration called ${type}.`,
    });
});

describe("status", () => {
  test("is what the last contact was, for a day, with this configuration", async () => {
    const studio = await openStudioWithTodoist();
    const { faults } = studio.todoist;
    const ctx = studio.ctx("staff");
    const status = async (of = ctx) => (await showIntegration(of, "todoist")).status;
    expect(await status()).toBe("untested");
    expect((await checkIntegration(ctx, "todoist")).status).toBe("active");
    studio.clock.advance(DAY);
    expect(await status()).toBe("active");
    studio.clock.advance(MINUTE);
    expect(await status()).toBe("untested");
    expect((await checkIntegration(ctx, "todoist")).status).toBe("active");
    faults.add({ match: /user/, status: 401, body: "Unauthorized" });
    expect(await checkIntegration(ctx, "todoist")).toMatchObject({
      status: "failing",
      lastSuccessAt: new Date(ctx.now()).toISOString(),
      failingSince: new Date(ctx.now()).toISOString(),
      lastFailure: { kind: "auth", detail: expect.stringContaining("TODOIST_API_TOKEN") },
    });
    const renewed = studio.ctx("staff", { TODOIST_API_TOKEN: "another" });
    expect(await showIntegration(renewed, "todoist")).toMatchObject({
      status: "untested",
      lastSuccessAt: null,
      lastFailure: null,
    });
    expect(await status(studio.ctx("staff", { TODOIST_API_TOKEN: "" }))).toBe("not_configured");
    // Another process with the configuration before does not know better than the one with today's.
    expect(await status()).toBe("failing");
  });

  test("is limited while the vendor takes no more", async () => {
    const studio = await openStudioWithTodoist();
    const ctx = studio.ctx("staff");
    const answer = {
      status: 429,
      body: '{"error_extra":{"retry_after":900}}',
      contentType: "application/json",
    };
    studio.todoist.faults.add({ match: /user/, ...answer, headers: { "Retry-After": "900" } });
    const limited = await checkIntegration(ctx, "todoist");
    const until = new Date(ctx.now() + 15 * MINUTE).toISOString();
    expect(limited).toMatchObject({
      status: "limited",
      lastFailure: { kind: "rate-limited" },
      rateLimit: { remaining: 0, resetAt: until },
      latency: { points: [{ calls: 1, failures: 1 }] },
    });
    // Who asks meanwhile is refused by us, which is no failure of the vendor's.
    studio.clock.advance(MINUTE);
    expect(await checkIntegration(ctx, "todoist")).toEqual(limited);
    expect(studio.todoist.requests).toHaveLength(1);
    studio.todoist.faults.clear();
    const tested = await testIntegration(studio.ctx("admin"), "todoist");
    expect(tested).toMatchObject({ status: "active", failingSince: null });
    expect(tested.rateLimit?.resetAt ?? null).not.toBe(until);
  });

  test("a test that goes well ends the pause for everybody", async () => {
    const studio = await openStudioWithTodoist();
    const ctx = studio.ctx("staff");
    const { faults } = studio.todoist;
    faults.add({ match: /tasks/, status: 503, body: "No." });
    const ask = () => askConnector(ctx, "todoist", (client) => client.request({ path: "/tasks" }));
    for (let index = 0; index < 5; index++) await expect(ask()).rejects.toBeInstanceOf(UpstreamError);
    expect(await showIntegration(ctx, "todoist")).toMatchObject({
      status: "paused",
      breaker: { state: "open" },
    });
    faults.clear();
    const tested = await testIntegration(studio.ctx("admin"), "todoist");
    expect(tested).toMatchObject({
      status: "active",
      breaker: { state: "closed" },
      lastTest: { outcome: "ok" },
    });
    await expect(ask()).resolves.toMatchObject({ status: 200 });
  }, 20_000);

  test("tests during a pause sign in no more than once", async () => {
    const studio = await openStudioWithPlentyOne();
    const { plentyone } = studio;
    const ctx = studio.ctx("admin");
    const run = async () => (await testIntegration(ctx, "plentyone")).lastTest?.outcome;
    expect(await run()).toBe("ok");
    plentyone.faults.add({ match: /broken|users/, status: 503, body: "No." });
    const ask = () => askConnector(ctx, "plentyone", (client) => client.request({ path: "/broken" }));
    const status = async () => (await showIntegration(ctx, "plentyone")).status;
    for (let index = 0; index < 8 && (await status()) !== "paused"; index++)
      await expect(ask()).rejects.toBeInstanceOf(UpstreamError);
    expect(await status()).toBe("paused");
    for (let index = 0; index < 3; index++) expect(await run()).toBe("status");
    expect(plentyone.requests.filter((request) => request.includes("token"))).toHaveLength(1);
  }, 30_000);

  test("is paused when too many calls failed, and nothing is asked for a moment", async () => {
    const studio = await openStudioWithTodoist();
    const ctx = studio.ctx("staff");
    // Nothing answers there, and another try would change nothing at once.
    const address = { TODOIST_API_URL: "http://127.0.0.1:9/api/v1" };
    const dead = studio.ctx("staff", address);
    const first = await checkIntegration(dead, "todoist");
    expect(["failing", "paused"]).toContain(first.status);
    let view = first;
    for (let index = 0; index < 6 && view.status !== "paused"; index++)
      view = await checkIntegration(dead, "todoist");
    expect(view).toMatchObject({
      status: "paused",
      breaker: { state: "open", until: expect.any(String) },
      lastFailure: { kind: "network", reason: expect.not.stringMatching("paused") },
    });
    const { latency } = await checkIntegration(dead, "todoist");
    expect(latency.points).toEqual(view.latency.points);
    // A person's test is made all the same.
    const { lastTest } = await testIntegration(studio.ctx("admin", address), "todoist");
    expect(lastTest).toMatchObject({
      outcome: "network",
      detail: expect.not.stringContaining("several times"),
    });
    expect((await showIntegration(dead, "todoist")).status).toBe("paused");
    studio.clock.advance(HOUR);
    expect(await showIntegration(dead, "todoist")).toMatchObject({
      status: "failing",
      breaker: { state: "half_open" },
    });
    expect((await showIntegration(ctx, "todoist")).status).toBe("untested");
  });
});

describe("a test", () => {
  const outcomes: [TestOutcome, object | null][] = [
    ["ok", null],
    ["authorization", { status: 401, body: "Unauthorized" }],
    ["status", { status: 410, body: "gone" }],
    ["status", { status: 404, body: '{"error":"not here"}', contentType: "application/json" }],
    ["parse", { status: 200, body: "<html>Sign in</html>", contentType: "text/html" }],
    ["parse", { status: 200, body: "{}", contentType: "application/json" }],
    ["rate-limited", { status: 429, body: "{}", headers: { "Retry-After": "900" } }],
  ];
  test.each(outcomes)("%s is kept, with who asked and how long it took", async (outcome, fault) => {
    const studio = await openStudioWithTodoist();
    const ctx = studio.ctx("admin");
    if (fault) studio.todoist.faults.add({ match: /user/, ...fault });
    const { lastTest, status } = await testIntegration(ctx, "todoist");
    expect(lastTest).toEqual({
      at: new Date(ctx.now()).toISOString(),
      outcome,
      detail: outcome === "ok" ? "" : expect.stringMatching(/./),
      durationMs: expect.any(Number),
      by: "Admin",
    });
    expect(status).toBe(outcome === "ok" ? "active" : outcome === "rate-limited" ? "limited" : "failing");
    expect((await showIntegration(studio.ctx("staff"), "todoist")).lastTest).toEqual(lastTest);
    expect(await listAudit(studio.db, "integration", "todoist")).toMatchObject([
      { action: "tested", actorName: "Admin", detail: { outcome } },
    ]);
  });

  test("certificate, of a server nobody vouches for, told without waiting for another try", async () => {
    const studio = await openStudioWithTodoist();
    const url = `${await startUntrusted()}/api/v1`;
    const { lastTest } = await testIntegration(studio.ctx("admin", { TODOIST_API_URL: url }), "todoist");
    expect(lastTest).toMatchObject({
      outcome: "certificate",
      detail: expect.stringContaining("certificate"),
    });
  });

  test("of what is not configured says so", async () => {
    const studio = await openStudio();
    const view = await testIntegration(studio.ctx("admin"), "zulip");
    expect(view).toMatchObject({
      status: "not_configured",
      lastTest: { outcome: "not-configured", detail: expect.stringContaining("ZULIP_API_KEY") },
    });
  });

  test("with another configuration begins anew", async () => {
    const studio = await openStudioWithTodoist();
    await checkIntegration(studio.ctx("admin"), "todoist");
    const renewed = studio.ctx("admin", { TODOIST_API_TOKEN: "another" });
    await testIntegration(renewed, "todoist");
    expect((await showIntegration(studio.ctx("admin"), "todoist")).lastSuccessAt).toBeNull();
    expect((await showIntegration(renewed, "todoist")).lastTest?.outcome).toBe("authorization");
  });
});

test("paid calls are counted by the month, in UTC", async () => {
  const studio = await openStudio({ now: "2026-11-30T23:59:59.999Z" });
  const ctx = studio.ctx("staff");
  const paid = async () => (await showIntegration(ctx, "ecodms")).paidCalls;
  expect(await paid()).toEqual({ month: "2026-11", calls: 0 });
  await Promise.all([countPaidCall(ctx, "ecodms"), countPaidCall(ctx, "ecodms")]);
  expect(await paid()).toEqual({ month: "2026-11", calls: 2 });
  studio.clock.advance(1);
  expect(await paid()).toEqual({ month: "2026-12", calls: 0 });
  await countPaidCall(ctx, "ecodms");
  expect(await paid()).toEqual({ month: "2026-12", calls: 1 });
});
