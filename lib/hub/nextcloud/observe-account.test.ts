import { beforeEach, expect, test } from "vitest";
import { type CloudStudio, openCloudStudio } from "#tests/support/test-studio.ts";
import { showIntegration } from "../show-integration.ts";
import { listCloudEvents } from "./list-cloud-events.ts";

let studio: CloudStudio;
beforeEach(async () => {
  studio = await openCloudStudio();
});

const fromMs = Date.parse("2026-12-01T00:00:00Z");
const listEvents = (more: object = {}) =>
  listCloudEvents(studio.ctx("staff"), { fromMs, toMs: fromMs + 1, limit: 5, from: null, ...more });
const show = () => showIntegration(studio.ctx("admin"), "nextcloud");

test("calendars that could be read make the integration active", async () => {
  expect((await show()).status).toBe("untested");
  await listEvents();
  const view = await show();
  expect(view).toMatchObject({ status: "active", lastFailure: null });
  expect(view.latency.points.map(({ calls, failures }) => [calls, failures])).toEqual([[1, 0]]);
});

test("a calendar that nobody sees is no failure of the integration", async () => {
  await expect(listEvents({ calendar: "nobodys" })).rejects.toMatchObject({ code: "not_found" });
  expect((await show()).status).toBe("active");
});

test("what failed is recorded with its reason, and a refused password suspends the account", async () => {
  studio.cloud.cloud.faults.add({ match: /calendars/, status: 503 });
  await expect(listEvents()).rejects.toMatchObject({ kind: "rejected" });
  expect(await show()).toMatchObject({ status: "failing", lastFailure: { kind: "rejected" } });
  studio.cloud.cloud.faults.clear();
  studio.clock.advance(1000);
  await listEvents();
  expect((await show()).status).toBe("active");
  studio.clock.advance(1000);
  studio.cloud.cloud.faults.add({ match: /calendars/, status: 401 });
  await expect(listEvents()).rejects.toMatchObject({ kind: "auth" });
  await expect(listEvents()).rejects.toMatchObject({ kind: "auth", reason: "suspended" });
  expect(await show()).toMatchObject({ status: "failing", lastFailure: { kind: "auth" } });
});

test("without variables nothing is recorded", async () => {
  const { env, ...ctx } = studio.ctx("staff");
  const bare = { ...ctx, env: { ...env, NEXTCLOUD_PASSWORD: undefined } };
  const asked = { fromMs, toMs: fromMs + 1, limit: 5, from: null };
  await expect(listCloudEvents(bare, asked)).rejects.toMatchObject({ kind: "not-configured" });
  expect((await show()).status).toBe("untested");
});
