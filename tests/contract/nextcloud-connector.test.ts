import { expect, test } from "vitest";
import { nextcloud } from "#lib/integrations/nextcloud/connector.ts";
import { listShares } from "#lib/integrations/nextcloud/list-shares.ts";
import { walkPages } from "#lib/integrations/pages.ts";
import { openTestCloud } from "#sandbox/cloud-fixture.ts";
import { cloudPassword, serviceAccount } from "#sandbox/users.ts";
import { describeSystem } from "./systems.ts";

async function standIn() {
  const cloud = await openTestCloud();
  const env = {
    NEXTCLOUD_BASE_URL: `http://127.0.0.1:${cloud.cloud.port}`,
    NEXTCLOUD_USERNAME: serviceAccount,
    NEXTCLOUD_PASSWORD: cloudPassword,
  };
  const files = `/remote.php/dav/files/${serviceAccount}/Shared`;
  await cloud.send({ user: serviceAccount, method: "MKCOL", path: files });
  for (let more = 0; more < 3; more++)
    await cloud.send({
      user: serviceAccount,
      method: "POST",
      path: "/ocs/v2.php/apps/files_sharing/api/v1/shares",
      headers: { "OCS-APIRequest": "true", "Content-Type": "application/json" },
      body: JSON.stringify({ path: "/Shared", shareType: 3, permissions: 1 }),
    });
  return { env, close: () => cloud.remove() };
}

describeSystem("nextcloud", { standIn }, (connect, { live }) => {
  test("it is well", async () => {
    await nextcloud.health(connect());
    await nextcloud.test(connect());
  });

  test("shares page by page, each once, and none of a path where nothing is", async () => {
    const all = await listShares(connect(), { from: null, limit: 100 });
    if (!live) expect(all.items).toHaveLength(3);
    const paged: string[] = [];
    for await (const items of walkPages(
      (from: number | null) => listShares(connect(), { from, limit: 2 }),
      "nextcloud",
    ))
      paged.push(...items.map(({ id }) => id));
    expect(paged.slice(0, all.items.length)).toEqual(all.items.map(({ id }) => id));
    const missing = listShares(connect(), { from: null, limit: 5, path: "Nobody has such a folder" });
    await expect(missing).rejects.toMatchObject({ kind: "rejected", reason: "not-found" });
  });
});
