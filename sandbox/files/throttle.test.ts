import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openTestCloud, type TestCloud } from "#sandbox/cloud-fixture.ts";
import { resetCloudFiles, throttle } from "#tests/support/cloud-files.ts";
import { createThrottle } from "./throttle.ts";

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openTestCloud();
});
afterEach(() => resetCloudFiles(cloud));
afterAll(() => cloud.remove());

const path = "/remote.php/dav/files/parlour/t.bin";
const body = "x".repeat(500_000);
async function seconds(work: () => Promise<unknown>) {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
}
const put = (name: string) => cloud.send({ user: "parlour", method: "PUT", path: path + name, body });
const get = (name: string) => cloud.send({ user: "parlour", path: path + name });

test("both ways together keep to the rate", async () => {
  await Promise.all([put("1"), put("2")]);
  await throttle(cloud, 16_000_000);
  // 2 MB at 2 MB/s, less what may pass at once.
  const took = await seconds(() => Promise.all([get("1"), get("2"), put("3"), put("4")]));
  expect(took).toBeGreaterThan(0.95);
  await throttle(cloud, null);
  expect((await get("4")).bytes.length).toBe(body.length);
});

test("a pause earns no more than a moment's bytes", () => {
  let now = 0;
  const bucket = createThrottle(8_000_000, () => now);
  const waits: (number | undefined)[] = [];
  const take = (bytes: number) => {
    const wait = bucket.take(bytes);
    waits.push(wait === undefined ? undefined : 1);
  };
  // A byte a microsecond: twenty milliseconds are free after any pause.
  now = 1000;
  take(20_000);
  take(900);
  take(1000);
  now = 100_000;
  take(20_000);
  take(2000);
  expect(waits).toEqual([undefined, undefined, 1, undefined, 1]);
});

test("switches that make no sense are refused", async () => {
  const send = (method: string, sent?: string) =>
    cloud.send({
      user: null,
      method,
      path: "/_sandbox/files",
      ...(sent === undefined ? {} : { body: sent }),
    });
  for (const sent of [
    { throttle: 1 },
    { quota: { user: "nobody", bytes: 1 } },
    { nonsense: 1 },
    { many: { user: "theo", path: "../x", count: 1 } },
  ])
    expect((await send("PUT", JSON.stringify(sent))).status, JSON.stringify(sent)).toBe(422);
  expect((await send("PUT", "{")).status).toBe(400);
  expect((await send("GET")).status).toBe(405);
});
