import { expect, test } from "vitest";
import { asServiceAccount } from "#lib/calendars/service-account.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { listShares } from "#lib/integrations/nextcloud/list-shares.ts";
import { openCloudAccount } from "#tests/support/cloud-account.ts";
import { openStudio } from "#tests/support/test-studio.ts";
import { askConnector } from "../ask-connector.ts";
import { checkIntegration } from "../check-integration.ts";
import { testIntegration } from "../test-integration.ts";

async function open() {
  const { cloud, proxy, variables } = await openCloudAccount();
  const studio = await openStudio({ variables });
  const shares = () =>
    askConnector(studio.ctx("staff"), "nextcloud", (client) => listShares(client, { from: null, limit: 5 }));
  return { cloud, proxy, studio, shares };
}

const refused = { kind: "auth", reason: "suspended" };

test("a refused password suspends the account for everybody, and is not sent again", async () => {
  const { cloud, proxy, studio, shares } = await open();
  cloud.cloud.faults.add({ match: /shares/, status: 401, times: 1 });
  await expect(shares()).rejects.toMatchObject({ kind: "auth" });
  const sent = proxy.requests.length;
  await expect(shares()).rejects.toMatchObject(refused);
  await expect(asServiceAccount(studio.ctx("worker"), async () => null)).rejects.toMatchObject(refused);
  const health = await checkIntegration(studio.ctx("staff"), "nextcloud");
  // Nothing was sent: it is still the refusal from before.
  expect(health).toMatchObject({ status: "failing", lastFailure: { kind: "auth", reason: "credentials" } });
  expect(proxy.requests.length).toBe(sent);
});

test("a test is sent all the same, and lifts the suspension when it goes well", async () => {
  const { cloud, studio, shares } = await open();
  cloud.cloud.faults.add({ match: /cloud\/user/, status: 401, times: 1 });
  const failed = await testIntegration(studio.ctx("admin"), "nextcloud");
  expect(failed.lastTest?.outcome).toBe("authorization");
  await expect(shares()).rejects.toMatchObject(refused);
  studio.clock.advance(1000);
  const passed = await testIntegration(studio.ctx("admin"), "nextcloud");
  expect([passed.lastTest?.outcome, passed.status]).toEqual(["ok", "active"]);
  expect((await shares()).items).toEqual([]);
});

test("health asks with the account, so that a wrong password is never active, and asks nobody while suspended", async () => {
  const { proxy, studio } = await open();
  expect((await checkIntegration(studio.ctx("staff"), "nextcloud")).status).toBe("active");
  expect(proxy.requests).toHaveLength(1);
  studio.clock.advance(1000);
  // Met by calendars and files, which share the account.
  const calendars = asServiceAccount(studio.ctx("worker"), () =>
    Promise.reject(new UpstreamError({ service: "nextcloud", kind: "auth", message: "No." })),
  );
  await expect(calendars).rejects.toMatchObject({ kind: "auth" });
  const suspended = await checkIntegration(studio.ctx("staff"), "nextcloud");
  expect(suspended).toMatchObject({
    status: "failing",
    lastFailure: refused,
    latency: { points: [{ calls: 1 }] },
  });
  expect(suspended.lastFailure?.detail).toContain("until it is changed or tested again");
  studio.clock.advance(1000);
  const again = await checkIntegration(studio.ctx("staff"), "nextcloud");
  expect(again.lastFailure?.at).toBe(suspended.lastFailure?.at);
  expect(proxy.requests).toHaveLength(1);
});
