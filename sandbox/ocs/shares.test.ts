import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { openTestCloud, type TestCloud } from "#sandbox/cloud-fixture.ts";
import {
  deleteCloudFile,
  moveCloudFile,
  putCloudFile,
  setPasswordPolicy,
} from "#tests/support/cloud-files.ts";

let now = Date.UTC(2026, 10, 20, 12);
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openTestCloud(() => now);
  await putCloudFile(cloud, user, "Nora Weiß/Entwurf #2.txt", "a swallow");
});
afterAll(() => cloud.remove());

const user = "parlour";
const shares = "/ocs/v2.php/apps/files_sharing/api/v1/shares";
const answerSchema = z.object({
  ocs: z.object({ meta: z.object({ message: z.string().nullable() }), data: z.unknown() }),
});
const rowSchema = z.object({
  id: z.string(),
  url: z.string(),
  path: z.string(),
  expiration: z.string().nullable(),
  share_with: z.string().nullable(),
  password: z.string().nullable(),
});

async function ocs(method: string, path: string, body?: unknown, asked = user) {
  const answer = await cloud.send({
    user: asked,
    method,
    path,
    headers: { "OCS-APIRequest": "true", Accept: "application/json", "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { meta, data } = answerSchema.parse(JSON.parse(answer.body)).ocs;
  return { status: answer.status, message: meta.message, data };
}
const create = async (fields: object) =>
  rowSchema.parse((await ocs("POST", shares, { shareType: 3, ...fields })).data);
const list = async (path: string) =>
  z.array(rowSchema).parse((await ocs("GET", `${shares}?path=${encodeURIComponent(path)}`)).data);
const page = (url: string, init: RequestInit = {}) => fetch(url, { redirect: "manual", ...init });
const file = "/Nora Weiß/Entwurf #2.txt";

test("a link opens a page and the file, survives moving and a restart, and ends", async () => {
  const { id, url } = await create({ path: file });
  expect(await (await page(url)).text()).toContain("Entwurf #2.txt");
  expect(await (await page(`${url}/download`)).text()).toBe("a swallow");
  await moveCloudFile(cloud, user, "Nora Weiß", "Nora W.");
  await cloud.restart();
  const [row] = await list("/Nora W./Entwurf #2.txt");
  expect(row).toMatchObject({ id, path: "/Nora W./Entwurf #2.txt" });
  const at = (address: string) => address.replace(/^http:\/\/[^/]+/, cloud.cloud.url);
  expect((await page(at(url))).status).toBe(200);
  expect((await ocs("DELETE", `${shares}/${id}`, undefined, "theo")).status).toBe(404);
  expect((await ocs("DELETE", `${shares}/${id}`)).status).toBe(200);
  expect((await page(at(url))).status).toBe(404);
  expect((await ocs("DELETE", `${shares}/${id}`)).status).toBe(404);
  await moveCloudFile(cloud, user, "Nora W.", "Nora Weiß");
});

test("a password is asked for, and its hash is in the answer, as on a real server", async () => {
  const { url, password, share_with } = await create({ path: file, password: "Schwalbe-17" });
  expect(password).toMatch(/^\d\|\$/);
  expect(share_with).toBe(password);
  expect(await (await page(url)).text()).toContain('type="password"');
  expect(await (await page(`${url}/download`)).text()).not.toContain("a swallow");
  const enter = (word: string) =>
    page(url, { method: "POST", body: new URLSearchParams({ password: word }) });
  expect(await (await enter("wrong")).text()).toContain("The password is wrong");
  const right = await enter("Schwalbe-17");
  expect(right.status).toBe(303);
  const cookie = right.headers.get("set-cookie")?.split(";")[0] ?? "";
  expect(await (await page(`${url}/download`, { headers: { cookie } })).text()).toBe("a swallow");
});

test("the password policy, where there is one", async () => {
  await setPasswordPolicy(cloud, 10);
  const refused = await ocs("POST", shares, { path: file, shareType: 3, password: "short" });
  expect([refused.status, refused.message]).toEqual([
    403,
    "Password needs to be at least 10 characters long.",
  ]);
  await setPasswordPolicy(cloud, null);
});

test("a link works on its last day, and not on the next", async () => {
  const { id, url, expiration } = await create({ path: file, expireDate: "2026-12-01" });
  expect(expiration).toBe("2026-12-01 00:00:00");
  now = Date.UTC(2026, 11, 1, 20);
  expect((await page(url)).status).toBe(200);
  now = Date.UTC(2026, 11, 2, 1);
  expect((await page(url)).status).toBe(404);
  expect((await list(file)).map((row) => row.id)).not.toContain(id);
  const wrong = await ocs("POST", shares, { path: file, shareType: 3, expireDate: "tomorrow" });
  expect([wrong.status, wrong.message]).toEqual([404, "Invalid date, date format must be YYYY-MM-DD"]);
});

test("a folder's page lists what is in it; a share of what is deleted is gone", async () => {
  const { id, url } = await create({ path: "/Nora Weiß" });
  expect(await (await page(url)).text()).toContain("Entwurf #2.txt</a>");
  expect(await (await page(`${url}/download?files=${encodeURIComponent("Entwurf #2.txt")}`)).text()).toBe(
    "a swallow",
  );
  expect((await page(`${url}/download?files=..%2Fx`)).status).toBe(400);
  await deleteCloudFile(cloud, user, "Nora Weiß");
  expect((await page(url)).status).toBe(404);
  expect((await ocs("GET", `${shares}/${id}`)).status).toBe(404);
});

test("the capabilities name sharing", async () => {
  const { data } = await ocs("GET", "/ocs/v2.php/cloud/capabilities");
  expect(data).toMatchObject({
    capabilities: { files_sharing: { api_enabled: true, public: { enabled: true } } },
  });
});
