import { expect, test } from "vitest";
import { HOUR, MINUTE } from "#lib/core/clock.ts";
import { processStates } from "#lib/integrations/connector-state.ts";
import { openStudioWithTodoist } from "#tests/support/integration-studio.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { checkIntegrations } from "./check-integrations.ts";
import { showIntegration } from "./show-integration.ts";

test("what is configured is asked, what is not is left alone", async () => {
  const studio = await openStudioWithTodoist();
  const ctx = studio.ctx("worker");
  await checkIntegrations(ctx);
  expect(studio.todoist.requests).toHaveLength(1);
  expect(await showIntegration(ctx, "todoist")).toMatchObject({ status: "active", lastTest: null });
  expect((await showIntegration(ctx, "zulip")).status).toBe("not_configured");
});

test("one that fails is recorded, and the others are asked all the same", async () => {
  const studio = await openStudioWithTodoist();
  // PlentyONE comes first and answers nothing but that the address is wrong.
  const variables = {
    PLENTYONE_BASE_URL: `${studio.todoist.url}/nobody`,
    PLENTYONE_USERNAME: "a",
    PLENTYONE_PASSWORD: "b",
  };
  studio.todoist.faults.add({
    match: /nobody/,
    status: 404,
    body: "<html></html>",
    contentType: "text/html",
  });
  const ctx = studio.ctx("worker", variables);
  await checkIntegrations(ctx);
  expect((await showIntegration(ctx, "plentyone")).status).toBe("failing");
  expect((await showIntegration(ctx, "todoist")).status).toBe("active");
});

test("credentials that were refused are tried again after an hour, others at once", async () => {
  const studio = await openStudioWithTodoist();
  const { requests, faults } = studio.todoist;
  faults.add({ match: /user/, status: 401, body: "Unauthorized" });
  const ctx = studio.ctx("worker");
  await checkIntegrations(ctx);
  const tries = requests.length;
  studio.clock.advance(HOUR - MINUTE);
  await checkIntegrations(ctx);
  expect(requests).toHaveLength(tries);
  await checkIntegrations(studio.ctx("worker", { TODOIST_API_TOKEN: "another" }));
  expect(requests).toHaveLength(2 * tries);
  // With the first one again nothing is stored of it.
  processStates().clear();
  await checkIntegrations(ctx);
  expect(requests).toHaveLength(3 * tries);
  studio.clock.advance(HOUR);
  faults.clear();
  await checkIntegrations(ctx);
  expect((await showIntegration(ctx, "todoist")).status).toBe("active");
});

test("a worker that is told to stop waits for nobody, and says nothing about who was not asked", async () => {
  const studio = await openStudioWithTodoist();
  studio.todoist.faults.add({ match: /user/, delayMs: 60_000 });
  const stop = new AbortController();
  const ctx = studio.ctx("worker");
  const running = checkIntegrations(ctx, stop.signal);
  await waitFor("the request", () => studio.todoist.requests.length === 1);
  stop.abort();
  await running;
  expect((await showIntegration(ctx, "todoist")).status).toBe("untested");
  await checkIntegrations(ctx, stop.signal);
  expect(studio.todoist.requests).toHaveLength(1);
});
