import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestCloud, type TestCloud } from "#sandbox/cloud-fixture.ts";
import { readMultistatus } from "#sandbox/read-multistatus.ts";
import { deleteCloudFile, listCloudFolder, putCloudFile, readCloudFile } from "#tests/support/cloud-files.ts";

const now = Date.UTC(2026, 10, 20, 12);
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openTestCloud(() => now);
});
afterAll(() => cloud.remove());

const user = "parlour";
const bin = `/remote.php/dav/trashbin/${user}`;
const names = `<d:propfind xmlns:d="DAV:" xmlns:nc="http://nextcloud.org/ns"><d:prop><nc:trashbin-filename/><nc:trashbin-original-location/><nc:trashbin-deletion-time/></d:prop></d:propfind>`;

async function listTrash() {
  const answer = await cloud.send({
    user,
    method: "PROPFIND",
    path: `${bin}/trash/`,
    headers: { Depth: "1" },
    body: names,
  });
  return readMultistatus(answer.body)
    .items.slice(1)
    .map(({ href, found }) => ({
      href,
      original: found.get("trashbin-original-location")?.text,
      deleted: found.get("trashbin-deletion-time")?.text,
    }));
}
const restore = (href: string) =>
  cloud.send({
    user,
    method: "MOVE",
    path: href,
    headers: { Destination: `${bin}/restore/${href.split("/").filter(Boolean).at(-1)}` },
  });

test("what is deleted lies in the trash bin, also after a restart, and comes back where it was", async () => {
  const { fileId } = await putCloudFile(cloud, user, "Nora Weiß/a #1.txt", "a");
  await deleteCloudFile(cloud, user, "Nora Weiß/a #1.txt");
  await cloud.restart();
  const [item, ...others] = await listTrash();
  expect(others).toEqual([]);
  expect(item).toEqual({
    href: `${bin}/trash/a%20%231.txt.d${now / 1000}`,
    original: "Nora Weiß/a #1.txt",
    deleted: String(now / 1000),
  });
  expect((await restore(item?.href ?? "")).status).toBe(201);
  expect((await restore(item?.href ?? "")).status).toBe(404);
  expect(await listTrash()).toEqual([]);
  expect((await listCloudFolder(cloud, user, "Nora Weiß"))?.[0]).toMatchObject({ name: "a #1.txt", fileId });
});

test("where the name is taken it comes back beside it; where the folder is gone, at the top", async () => {
  for (const body of ["one", "two"]) {
    await putCloudFile(cloud, user, "box/a.txt", body);
    await deleteCloudFile(cloud, user, "box/a.txt");
  }
  await putCloudFile(cloud, user, "box/a.txt", "three");
  const items = await listTrash();
  expect(new Set(items.map(({ href }) => href)).size).toBe(2);
  for (const { href } of items) expect((await restore(href)).status).toBe(201);
  expect((await listCloudFolder(cloud, user, "box"))?.map(({ name }) => name)).toEqual([
    "a (restored 2).txt",
    "a (restored).txt",
    "a.txt",
  ]);
  await deleteCloudFile(cloud, user, "box/a.txt");
  await deleteCloudFile(cloud, user, "box");
  const lost = (await listTrash()).find(({ original }) => original === "box/a.txt");
  expect((await restore(lost?.href ?? "")).status).toBe(201);
  expect((await readCloudFile(cloud, user, "a.txt"))?.toString()).toBe("three");
});

test("a whole folder comes back with what is in it", async () => {
  const [folder] = (await listTrash()).filter(({ original }) => original === "box");
  expect((await restore(folder?.href ?? "")).status).toBe(201);
  expect(await listCloudFolder(cloud, user, "box")).toHaveLength(2);
});

test("deleting in the trash bin is for good; what is no restoring is refused", async () => {
  await putCloudFile(cloud, user, "gone.txt", "x");
  await deleteCloudFile(cloud, user, "gone.txt");
  const [item] = await listTrash();
  const path = item?.href ?? "";
  const headers = { Destination: `/remote.php/dav/files/${user}/x.txt` };
  expect((await cloud.send({ user, method: "MOVE", path, headers })).status).toBe(403);
  expect((await cloud.send({ user: "theo", method: "DELETE", path })).status).toBe(404);
  expect((await cloud.send({ user, method: "DELETE", path })).status).toBe(204);
  expect((await cloud.send({ user, method: "DELETE", path })).status).toBe(404);
  expect(await listTrash()).toEqual([]);
});
