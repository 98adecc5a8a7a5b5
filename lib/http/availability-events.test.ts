import { createServer } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, onTestFinished, test } from "vitest";
import { raiseAvailability } from "#db/queries/availability-versions.ts";
import { artists } from "#db/schema/artists.ts";
import { openEventStream } from "#tests/support/event-stream.ts";
import { openStudio, type TestStudio } from "#tests/support/test-studio.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { availabilityEvents } from "./availability-events.ts";

async function serve(studio: TestStudio, options: { limits?: "on" | "off"; heartbeatMs?: number } = {}) {
  const ctx = studio.ctx("customer", { PARLOUR_RATE_LIMITS: options.limits ?? "off" });
  const events = availabilityEvents(ctx, { heartbeatMs: options.heartbeatMs, lookEveryMs: 5 });
  const server = createServer((request, response) => {
    const address = String(request.headers["x-test-address"] ?? "one");
    if (events.answer(request, response, address)) return;
    response.statusCode = 418;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    events.close();
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const url = (query: string) => `http://127.0.0.1:${port}/api/availability/events?${query}`;
  return { events, url, open: (query: string, headers = {}) => openEventStream(url(query), headers) };
}

test("who listens is told each change of that artist, and of no other", async () => {
  const studio = await openStudio();
  const { open } = await serve(studio);
  const mara = await open("artistId=mara");
  const theo = await open("artistId=theo");
  expect(mara.status).toBe(200);
  expect(mara.headers["content-type"]).toBe("text/event-stream; charset=utf-8");
  expect(mara.headers["cache-control"]).toContain("no-store");
  await waitFor("the first words", () => /^retry: \d+\nid: \d+\n\n$/.test(mara.text()));
  studio.db.$client.exec("UPDATE artists SET daily_maximum = 3 WHERE id = 'mara'");
  const told = await mara.event(1);
  expect(told.data).toEqual({ artistId: "mara", version: Number(told.id) });
  raiseAvailability(studio.db, "mara");
  expect(Number((await mara.event(2)).id)).toBe(Number(told.id) + 1);
  expect(theo.text()).not.toContain("event:");
});

test("who comes back is told at once what was missed, and only then", async () => {
  const studio = await openStudio();
  const { open } = await serve(studio);
  raiseAvailability(studio.db, "mara");
  const first = await open("artistId=mara");
  await waitFor("the id", () => /id: (\d+)/.test(first.text()));
  const version = /id: (\d+)/.exec(first.text())?.[1] ?? "";
  first.close();
  const knowing = await open("artistId=mara&since=0", { "Last-Event-ID": version });
  raiseAvailability(studio.db, "mara");
  const late = await open(`artistId=mara&since=${version}`);
  expect((await late.event(1)).id).toBe(String(Number(version) + 1));
  // The header is younger than the address, which a browser repeats as it was.
  expect((await knowing.event(1)).id).toBe(String(Number(version) + 1));
});

test("a burst of changes is told in a few words, the last of them included", async () => {
  const studio = await openStudio();
  const { open } = await serve(studio);
  const stream = await open("artistId=mara");
  await waitFor("the id", () => stream.text().includes("id:"));
  raiseAvailability(studio.db, "mara");
  await stream.event(1);
  for (let index = 0; index < 50; index++) raiseAvailability(studio.db, "mara");
  const last = await stream.event(2);
  expect(Number(last.id) - Number((await stream.event(1)).id)).toBe(50);
});

test("what is not asked rightly is refused as a problem; other addresses are left to others", async () => {
  const studio = await openStudio();
  const { url, events } = await serve(studio);
  studio.db.update(artists).set({ active: false }).run();
  for (const [query, status] of [
    ["", 422],
    ["artistId=mara&since=x", 422],
    ["artistId=nobody", 404],
    ["artistId=mara", 404],
  ] as const) {
    const answer = await fetch(url(query));
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "application/problem+json"]);
  }
  expect((await fetch(url("artistId=mara"), { method: "POST" })).status).toBe(418);
  expect((await fetch(url("x").replace("events", "slots"))).status).toBe(418);
  expect(events.open()).toBe(0);
});

test("a hundred streams an address, and a place that is given back is free", async () => {
  const studio = await openStudio();
  const { open, events } = await serve(studio, { limits: "on" });
  const streams = await Promise.all(Array.from({ length: 100 }, () => open("artistId=mara")));
  expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
  const refused = await open("artistId=mara");
  expect([refused.status, refused.headers["retry-after"]]).toEqual([429, "60"]);
  expect((await open("artistId=mara", { "x-test-address": "two" })).status).toBe(200);
  streams[0]?.close();
  await waitFor("the place", () => events.open() === 100);
  expect((await open("artistId=mara")).status).toBe(200);
});

test("a heartbeat keeps silent streams open; at the end every stream ends and no new one begins", async () => {
  const studio = await openStudio();
  const { open, events } = await serve(studio, { heartbeatMs: 5 });
  const stream = await open("artistId=mara");
  await waitFor("two heartbeats", () => stream.text().includes(":\n\n:\n\n"));
  events.close();
  await stream.ended;
  expect(events.open()).toBe(0);
  expect((await open("artistId=mara")).status).toBe(429);
});

test("two hundred open pages come and go without leaving anything behind", async () => {
  const studio = await openStudio();
  const { open, events } = await serve(studio);
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const rounds: number[] = [];
  for (let round = 0; round < 5; round++) {
    const streams = await Promise.all(Array.from({ length: 200 }, () => open("artistId=mara")));
    expect(events.open()).toBe(200);
    raiseAvailability(studio.db, "mara");
    await Promise.all(streams.map((stream) => stream.event(1)));
    for (const stream of streams) stream.close();
    await waitFor("all to be gone", () => events.open() === 0);
    await Promise.all(streams.map((stream) => stream.ended));
    collect();
    rounds.push(process.memoryUsage().heapUsed);
  }
  const [, second = 0, ...later] = rounds;
  expect(Math.max(...later) - second).toBeLessThan(4_000_000);
});
