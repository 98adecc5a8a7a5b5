import { expect, test } from "vitest";
import { storeRecordedCalls } from "#lib/hub/record-calls.ts";
import { showIntegration } from "#lib/hub/show-integration.ts";
import { testIntegration } from "#lib/hub/test-integration.ts";
import { listClassifications } from "#lib/integrations/ecodms/list-classifications.ts";
import { listFolders } from "#lib/integrations/ecodms/list-folders.ts";
import { closeIdleSessions } from "#lib/integrations/ecodms/session.ts";
import { places } from "#lib/integrations/ecodms/session-place.ts";
import { openEcoDms } from "#tests/support/ecodms-archive.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { askConnector } from "../ask-connector.ts";

async function open(more: Record<string, string> = {}) {
  const { archive, system, variables } = await openEcoDms({ now: Date.now });
  places().clear();
  const studio = await openStudio({ variables: { ...variables, ...more } });
  const ctx = studio.ctx("admin");
  const ask = () => askConnector(ctx, "ecodms", listFolders);
  const status = async () => (await showIntegration(ctx, "ecodms")).status;
  /** What a process knows that shares nothing but the database. */
  const asAnotherProcess = () => {
    storeRecordedCalls(ctx);
    places().clear();
  };
  return { archive, system, studio, ctx, ask, status, asAnotherProcess };
}

test("a password that was refused is not sent by any other process either, until it is tested", async () => {
  const { archive, ctx, studio, ask, status, asAnotherProcess } = await open({ ECODMS_PASSWORD: "guessed" });
  await expect(ask()).rejects.toMatchObject({ kind: "auth", reason: "credentials" });
  for (let process = 0; process < 6; process++) {
    asAnotherProcess();
    studio.clock.advance(26 * 60 * 60_000);
    await expect(ask()).rejects.toMatchObject({ kind: "auth", reason: "refused-before" });
  }
  expect([archive.wrongPasswords(), await status()]).toEqual([1, "failing"]);
  await testIntegration(ctx, "ecodms");
  expect(archive.wrongPasswords()).toBe(2);
  // Another configuration is another password.
  const right = { ...ctx, env: { ...ctx.env, ECODMS_PASSWORD: "parlour-demo" } };
  expect(await askConnector(right, "ecodms", listFolders)).not.toEqual([]);
});

test("what another process tested well is asked again here", async () => {
  const { archive, system, ctx, studio, ask, status } = await open();
  system.faults.add({ match: /status/, status: 401, times: 1 });
  await expect(ask()).rejects.toMatchObject({ kind: "auth" });
  const [place] = places().values();
  const here = { refused: place?.refused, acceptedAt: place?.acceptedAt };
  studio.clock.advance(60_000);
  await testIntegration(ctx, "ecodms");
  await closeIdleSessions();
  // As it is in the process that did not test it.
  Object.assign(place ?? {}, here);
  expect(await ask()).not.toEqual([]);
  expect([archive.wrongPasswords(), await status()]).toEqual([0, "active"]);
});

test("one call that is not allowed does not stop the others", async () => {
  const { system, ctx, ask, asAnotherProcess } = await open();
  system.faults.add({ match: /classifyAttributes/, status: 401 });
  await expect(askConnector(ctx, "ecodms", listClassifications)).rejects.toMatchObject({
    kind: "rejected",
    reason: "forbidden",
  });
  await closeIdleSessions();
  asAnotherProcess();
  expect(await ask()).not.toEqual([]);
});
