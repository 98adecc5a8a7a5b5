import { expect, test } from "vitest";
import { findConnection, findLoginFlow } from "#db/queries/connections.ts";
import { listSealedSecrets } from "#db/queries/sealed-secrets.ts";
import { isOutdated } from "#lib/core/secret-box.ts";
import { openConnectionStudio } from "#tests/support/connection-studio.ts";
import { connectionPassword } from "./app-password.ts";
import { disconnect } from "./disconnect.ts";
import { openFlowSecret } from "./flow-secret.ts";
import { countKeys, rotateKeys } from "./rotate-keys.ts";

const changed = {
  PARLOUR_ENCRYPTION_KEY: "another-key-of-the-tests-1",
  PARLOUR_ENCRYPTION_KEY_PREVIOUS: "a-key-of-the-tests-123456",
};
const onlyNew = {
  PARLOUR_ENCRYPTION_KEY: "another-key-of-the-tests-1",
  PARLOUR_ENCRYPTION_KEY_PREVIOUS: undefined,
};

test("every secret is sealed anew, twice changes nothing, and all goes on with the new key alone", async () => {
  const studio = await openConnectionStudio();
  await studio.connect("staff", "staff");
  await studio.connect("mara", "mara");
  const password = await studio.appPassword("user-staff");
  const { loginUrl } = await studio.start("theo");
  studio.cloud.cloud.faults.add({ match: /apppassword/, status: 503 });
  const marasPassword = await studio.appPassword("user-mara");
  await disconnect(studio.ctx("mara"));
  studio.cloud.cloud.faults.clear();

  const ctx = studio.ctx("worker", changed);
  expect(await countKeys(ctx)).toEqual({ current: 0, outdated: 3, lost: 0 });
  expect(await countKeys(studio.ctx("worker", onlyNew))).toEqual({ current: 0, outdated: 0, lost: 3 });
  expect(await rotateKeys(studio.ctx("worker", onlyNew))).toEqual({
    resealed: 0,
    current: 0,
    outdated: 0,
    lost: 3,
  });
  expect(await rotateKeys(ctx)).toEqual({ resealed: 3, current: 3, outdated: 0, lost: 0 });
  const sealed = await listSealedSecrets(studio.db);
  expect(sealed.map(({ place }) => place)).toEqual(["connection", "login-flow", "revoke"]);
  expect(sealed.some(({ sealed: text }) => isOutdated(ctx.env, text))).toBe(false);
  expect(await rotateKeys(ctx)).toEqual({ resealed: 0, current: 3, outdated: 0, lost: 0 });
  expect(await listSealedSecrets(studio.db)).toEqual(sealed);

  const { env } = studio.ctx("worker", onlyNew);
  const connection = await findConnection(studio.db, "user-staff");
  expect(connection && connectionPassword(env, connection)?.appPassword).toBe(password);
  const flow = await findLoginFlow(studio.db, "user-theo");
  expect(flow && openFlowSecret(env, flow)).toHaveProperty("pollToken");
  expect(loginUrl).toBe(flow?.loginUrl);
  Object.assign(studio.env, onlyNew);
  await studio.deliverRevokes();
  expect(await studio.works("mara", marasPassword)).toBe(false);
});

test("only an admin may", async () => {
  const studio = await openConnectionStudio();
  for (const verb of [countKeys, rotateKeys]) {
    await expect(verb(studio.ctx("staff"))).rejects.toMatchObject({ code: "not_allowed" });
    await expect(verb(studio.ctx("customer"))).rejects.toMatchObject({ code: "not_signed_in" });
  }
});
