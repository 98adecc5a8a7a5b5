import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestCloud, type TestCloud } from "#sandbox/cloud-fixture.ts";
import { readMultistatus } from "#sandbox/read-multistatus.ts";
import { moveCloudFile, putCloudFile } from "#tests/support/cloud-files.ts";
import { pngPicture } from "#tests/support/test-pictures.ts";

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openTestCloud();
  for (const name of ["in/Rose.png", "in/deep/rosemary.TXT", "in/ÄRMEL.jpg", "rose hip.md", "in/100%.txt"])
    await putCloudFile(cloud, user, name, name);
});
afterAll(() => cloud.remove());

const user = "parlour";

async function search(where: string, more: { scope?: string; order?: string; limit?: number } = {}) {
  const { scope = `/files/${user}`, order = "", limit } = more;
  const body =
    `<d:searchrequest xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:basicsearch><d:select><d:prop><oc:fileid/><d:getetag/></d:prop></d:select>` +
    `<d:from><d:scope><d:href>${scope}</d:href><d:depth>infinity</d:depth></d:scope></d:from><d:where>${where}</d:where>${order}` +
    `${limit === undefined ? "" : `<d:limit><d:nresults>${limit}</d:nresults></d:limit>`}</d:basicsearch></d:searchrequest>`;
  const answer = await cloud.send({ user, method: "SEARCH", path: "/remote.php/dav/", body });
  if (answer.status !== 207) return answer.status;
  return readMultistatus(answer.body).items.map(
    ({ href }) => decodeURIComponent(href).split(`/files/${user}/`)[1],
  );
}
const like = (literal: string) =>
  `<d:like><d:prop><d:displayname/></d:prop><d:literal>${literal}</d:literal></d:like>`;

test("a name is found by a part of it, whatever its case, below a folder", async () => {
  expect(await search(like("%ROSE%"))).toEqual(["in/Rose.png", "in/deep/rosemary.TXT", "rose hip.md"]);
  expect(await search(like("%ärm%"))).toEqual(["in/ÄRMEL.jpg"]);
  expect(await search(like("rose"))).toEqual([]);
  expect(await search(like("%rose%"), { scope: `/files/${user}/in/deep` })).toEqual(["in/deep/rosemary.TXT"]);
  expect(await search(like("%.png"))).toEqual(["in/Rose.png"]);
  expect(
    await search(`<d:and>${like("%rose%")}<d:not>${like("%.png")}</d:not></d:and>`, { limit: 1 }),
  ).toEqual(["in/deep/rosemary.TXT"]);
  const order = "<d:orderby><d:order><d:prop><d:displayname/></d:prop><d:descending/></d:order></d:orderby>";
  expect(await search(like("%rose%"), { order })).toEqual([
    "in/deep/rosemary.TXT",
    "rose hip.md",
    "in/Rose.png",
  ]);
});

test("a file is found by its id, wherever it went", async () => {
  const { fileId } = await putCloudFile(cloud, user, "wanders.txt", "x");
  const byId = `<d:eq><d:prop><oc:fileid/></d:prop><d:literal>${fileId}</d:literal></d:eq>`;
  expect(await search(byId)).toEqual(["wanders.txt"]);
  await moveCloudFile(cloud, user, "wanders.txt", "in/deep/wandered.txt");
  expect(await search(byId)).toEqual(["in/deep/wandered.txt"]);
  expect(await search(byId, { scope: `/files/${user}/none` })).toBe(404);
});

test("what is no search is refused", async () => {
  expect(await search("<d:like><d:prop><d:displayname/></d:prop></d:like>")).toBe(400);
  expect(await search("<d:near/>")).toBe(400);
  expect(await search(like("%"), { scope: "/files/theo" })).toBe(404);
});

test("a preview is smaller, whole or cut, and only of pictures of one's own", async () => {
  const picture = Buffer.from(await pngPicture({ width: 600, height: 300 }));
  const { fileId } = await putCloudFile(cloud, user, "wide.png", picture);
  const get = (query: string, more: { user?: string; headers?: Record<string, string> } = {}) =>
    cloud.send({ user, path: `/index.php/core/preview?fileId=${fileId}&${query}`, ...more });
  const whole = await get("x=100&y=100&a=1&forceIcon=0");
  expect([whole.status, whole.headers.get("content-type")]).toEqual([200, "image/png"]);
  expect(whole.headers.get("cache-control")).toBe("private, max-age=86400, immutable");
  expect(await sharp(whole.bytes).metadata()).toMatchObject({ width: 100, height: 50 });
  expect(await sharp((await get("x=100&y=100&a=0")).bytes).metadata()).toMatchObject({
    width: 100,
    height: 100,
  });
  const etag = whole.headers.get("etag") ?? "";
  const again = await get("x=100&y=100&a=1", { headers: { "If-None-Match": etag } });
  expect([again.status, again.body]).toEqual([304, ""]);
  expect((await get("x=100&y=100&a=1")).bytes.equals(whole.bytes)).toBe(true);
  expect((await get("x=100&y=100&a=1", { user: "theo" })).status).toBe(404);
  for (const size of ["x=0&y=10", "x=10&y=-1", "x=a&y=1", "x=5000&y=10"]) {
    const refused = await get(size);
    expect([refused.status, refused.body], size).toEqual([400, "[]"]);
  }
  const fake = await putCloudFile(cloud, user, "fake.png", "no picture");
  const broken = await cloud.send({ user, path: `/index.php/core/preview?fileId=${fake.fileId}&x=64&y=64` });
  expect([broken.status, broken.body]).toEqual([404, "[]"]);
});
