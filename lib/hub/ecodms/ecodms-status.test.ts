import { expect, test } from "vitest";
import { HOUR, MINUTE } from "#lib/core/clock.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { withSession } from "#lib/integrations/ecodms/session.ts";
import { openEcoDms } from "#tests/support/ecodms-archive.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { askConnector } from "../ask-connector.ts";
import { checkIntegration } from "../check-integration.ts";
import { checkIntegrations } from "../check-integrations.ts";
import { showIntegration } from "../show-integration.ts";
import { testIntegration } from "../test-integration.ts";

async function open(more: Record<string, string> = {}) {
  const { system, variables } = await openEcoDms({ now: Date.now });
  const studio = await openStudio({ variables: { ...variables, ...more } });
  return { system, studio };
}

test("health alone, which needs no login, never makes it active", async () => {
  for (const password of ["parlour-demo", "guessed"]) {
    const { studio } = await open({ ECODMS_PASSWORD: password });
    const checked = await checkIntegration(studio.ctx("staff"), "ecodms");
    expect(checked).toMatchObject({ status: "untested", lastSuccessAt: null, failingSince: null });
  }
});

test("a password that was refused stays refused, also for a process that did not send it", async () => {
  const { studio } = await open({ ECODMS_PASSWORD: "guessed" });
  const tested = await testIntegration(studio.ctx("admin"), "ecodms");
  expect(tested).toMatchObject({ status: "failing", lastTest: { outcome: "authorization" } });
  // What this process knows of it is not known to another.
  processWide("ecodms.sessions", () => new Map()).clear();
  studio.clock.advance(HOUR + MINUTE);
  await checkIntegrations(studio.ctx("worker"));
  expect(await showIntegration(studio.ctx("staff"), "ecodms")).toMatchObject({
    status: "failing",
    failingSince: tested.failingSince,
    lastFailure: { kind: "auth", at: tested.lastFailure?.at },
  });
});

test("once the credentials were accepted health says that all is well, or an outage over", async () => {
  const { studio, system } = await open();
  expect((await testIntegration(studio.ctx("admin"), "ecodms")).status).toBe("active");
  system.faults.add({ match: /test/, status: 500, body: "No." });
  studio.clock.advance(MINUTE);
  const down = await checkIntegration(studio.ctx("staff"), "ecodms");
  expect(down).toMatchObject({ status: "failing", failingSince: new Date(studio.clock.now()).toISOString() });
  system.faults.clear();
  studio.clock.advance(MINUTE);
  const well = await checkIntegration(studio.ctx("staff"), "ecodms");
  expect(well).toMatchObject({ status: "active", failingSince: null });
});

test("a wrong archive is not made good by the question which archives there are", async () => {
  const { studio } = await open({ ECODMS_ARCHIVE_ID: "9" });
  const ask = askConnector(studio.ctx("staff"), "ecodms", (client) =>
    withSession(client, async () => undefined),
  );
  await expect(ask).rejects.toMatchObject({ reason: "archive-unknown" });
  expect((await showIntegration(studio.ctx("staff"), "ecodms")).status).toBe("failing");
});

test("who asks deliberately asks with the password", async () => {
  const { studio } = await open({ ECODMS_PASSWORD: "guessed" });
  const checked = await checkIntegration(studio.ctx("admin"), "ecodms", { deliberate: true });
  expect(checked).toMatchObject({ status: "failing", lastFailure: { kind: "auth" } });
});
