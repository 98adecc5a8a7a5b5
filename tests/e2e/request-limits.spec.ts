import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { type Demo, startDemo } from "./support/demo.ts";

let demo: Demo;
let data: string;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  data = mkdtempSync(path.join(tmpdir(), "parlour-limits-"));
  demo = await startDemo(data, { PARLOUR_RATE_LIMITS: "on" });
});

test.afterAll(async () => {
  await demo?.stop();
  rmSync(data, { recursive: true, force: true });
});

/** What is counted by the clock begins anew with each span of it: what would run over an end waits for it. */
async function inOneSpan(minutes: number): Promise<void> {
  test.setTimeout(180_000);
  const leftMs = minutes * 60_000 - (Date.now() % (minutes * 60_000));
  if (leftMs < 45_000) await wait(leftMs);
}

/** The address a client claims to have counts for nothing without a trusted proxy. */
const claim = (index: number) => ({
  "X-Forwarded-For": `10.1.2.${index}`,
  "X-Parlour-Client-Address": `10.1.3.${index}`,
});

test("the thirty-first booking in ten minutes has to wait", async ({ request }) => {
  await inOneSpan(10);
  const statuses: number[] = [];
  for (let index = 0; index < 31; index++) {
    const response = await request.post(`${demo.url}/api/appointments`, { data: {}, headers: claim(index) });
    statuses.push(response.status());
    if (response.status() === 429) {
      expect(Number(response.headers()["retry-after"])).toBeGreaterThan(0);
      expect(await response.json()).toMatchObject({ code: "rate_limited" });
    }
  }
  expect(statuses.slice(0, 30).every((status) => status === 422)).toBe(true);
  expect(statuses[30]).toBe(429);
});

test("the eleventh sign-in in a quarter of an hour has to wait", async ({ request }) => {
  await inOneSpan(15);
  const { csrfToken } = await (await request.get(`${demo.url}/api/auth/csrf`)).json();
  const statuses: number[] = [];
  for (let index = 0; index < 11; index++) {
    const response = await request.post(`${demo.url}/api/auth/callback/credentials`, {
      form: { csrfToken, email: "admin@parlour.test", password: "wrong", json: "true" },
      headers: claim(index),
    });
    statuses.push(response.status());
  }
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
  expect(statuses[10]).toBe(429);
});
