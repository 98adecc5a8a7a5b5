import { expect, test } from "vitest";
import { parseEnv } from "#lib/core/env.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { openCloudAccount } from "#tests/support/cloud-account.ts";
import { openConnector } from "../open-connector.ts";
import { walkPages } from "../pages.ts";
import { nextcloud } from "./connector.ts";
import { listShares } from "./list-shares.ts";

async function open(more: Record<string, string> = {}) {
  const { cloud, account: user, variables } = await openCloudAccount();
  const env = parseEnv({ DATABASE_URL: "file:unused", ...variables, ...more });
  const client = openConnector(nextcloud, env, { baseDelayMs: 1 });
  const share = (input: object) =>
    cloud.send({
      user,
      method: "POST",
      path: "/ocs/v2.php/apps/files_sharing/api/v1/shares",
      headers: { "OCS-APIRequest": "true", "Content-Type": "application/json" },
      body: JSON.stringify(input),
    });
  const makeFolder = (name: string) =>
    cloud.send({ user, method: "MKCOL", path: `/remote.php/dav/files/${user}/${name}` });
  return { faults: cloud.cloud.faults, client, share, makeFolder };
}

async function failure(work: Promise<unknown>): Promise<UpstreamError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof UpstreamError) return error;
  throw new Error("no UpstreamError", { cause: error });
}

test("test and health ask with the account", async () => {
  const { client } = await open();
  await nextcloud.test(client);
  await nextcloud.health(client);
  const { client: wrong } = await open({ NEXTCLOUD_PASSWORD: "guessed" });
  expect(await failure(nextcloud.health(wrong))).toMatchObject({ kind: "auth", status: 401 });
  const refused = await failure(nextcloud.test(wrong));
  expect(refused).toMatchObject({ kind: "auth", status: 401 });
  expect(refused.message).not.toContain("guessed");
});

test("maintenance is told as such, in whatever shape it comes", async () => {
  const { client, faults } = await open();
  faults.add({ maintenance: "all" });
  expect(await failure(nextcloud.test(client))).toMatchObject({ kind: "rejected", reason: "maintenance" });
  expect(await failure(nextcloud.health(client))).toMatchObject({ kind: "rejected", reason: "maintenance" });
});

test("a web page in place of Nextcloud is told as that, and so is a field that vanished", async () => {
  const { client, faults } = await open();
  faults.add({ status: 200, body: "<html>Welcome to the router</html>" });
  expect(await failure(nextcloud.health(client))).toMatchObject({ kind: "malformed", reason: "html" });
  expect(await failure(nextcloud.test(client))).toMatchObject({ kind: "malformed", reason: "html" });
  faults.clear();
  const body = '{"ocs":{"meta":{"status":"ok","statuscode":200,"message":"OK"},"data":{}}}';
  faults.add({ match: /cloud\/user/, status: 200, contentType: "application/json", body });
  const refused = await failure(nextcloud.health(client));
  expect(refused.kind).toBe("malformed");
  expect(refused.message).toContain("id");
});

test("shares come once each, without the hash of a password", async () => {
  const { client, share, makeFolder } = await open();
  for (const name of ["One", "Two"]) await makeFolder(name);
  await share({
    path: "/One",
    shareType: 3,
    permissions: 1,
    password: "Rosemary-77-Sprig",
    expireDate: "2099-01-31",
  });
  for (let more = 0; more < 4; more++) await share({ path: "/Two", shareType: 3, permissions: 1 });
  const all = await listShares(client, { from: null, limit: 50 });
  expect(all.next).toBeNull();
  expect(all.items).toHaveLength(5);
  expect(all.items[0]).toEqual({
    id: expect.stringMatching(/^\d+$/),
    path: "One",
    url: expect.stringMatching(/^https?:/),
    expires: "2099-01-31",
    hasPassword: true,
  });
  expect(all.items[1]).toMatchObject({ path: "Two", hasPassword: false, expires: null });
  const paged: string[] = [];
  for await (const items of walkPages(
    (from: number | null) => listShares(client, { from, limit: 2 }),
    "nextcloud",
  ))
    paged.push(...items.map(({ id }) => id));
  expect(paged).toEqual(all.items.map(({ id }) => id));
  expect((await listShares(client, { from: null, limit: 50, path: "One" })).items).toHaveLength(1);
  expect(await failure(listShares(client, { from: null, limit: 50, path: "Nowhere" }))).toMatchObject({
    kind: "rejected",
    reason: "not-found",
  });
});
