import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { UpstreamError } from "#lib/core/errors.ts";
import { seededRandom } from "#tests/bench/support/random.ts";
import { sendJson, startTestVendor, type TestVendor, tokenVendor } from "#tests/support/test-vendor.ts";
import { waitFor } from "#tests/support/wait-for.ts";

let vendor: TestVendor;
beforeEach(async () => {
  vendor = await startTestVendor();
});
afterEach(() => vendor.close());

const shape = z.object({ ok: z.literal(true) });

/** A vendor that does anything: for each request, its login included, what chance says. */
function misbehave(random: () => number) {
  let token = "";
  const chance = (share: number) => random() < share;
  vendor.answer = (request, response) => {
    if (chance(0.05)) return;
    if (chance(0.05)) return response.destroy();
    if (chance(0.1)) return sendJson(response, {}, { status: [500, 502, 503][Math.floor(random() * 3)] });
    if (chance(0.03)) return sendJson(response, {}, { status: 429, headers: { "Retry-After": "0.01" } });
    if (chance(0.03)) return response.end("<html>");
    if (request.url === "/login") {
      token = `token-${random()}`;
      return sendJson(response, { token, seconds: chance(0.1) ? 0 : 60, refresh: null });
    }
    if (chance(0.05)) token = "ended";
    if (request.headers.authorization !== `Bearer ${token}`) return sendJson(response, {}, { status: 401 });
    if (chance(0.05)) return sendJson(response, { ok: "?" });
    if (chance(0.1)) return void response.writeHead(200).write("{");
    sendJson(response, { ok: true });
  };
}

test.each([1, 2, 3])(
  "whatever happens, each call ends once and gives back what it held (seed %i)",
  async (seed) => {
    const random = seededRandom(seed);
    misbehave(random);
    const client = vendor.open({ ...tokenVendor, timeoutMs: 60 });
    const kinds = new Set<string>();
    const call = async () => {
      const signal = random() < 0.1 ? AbortSignal.timeout(Math.floor(random() * 20)) : undefined;
      const request = {
        path: "/orders",
        timeoutMs: 60,
        method: random() < 0.3 ? ("POST" as const) : undefined,
        signal,
      };
      try {
        if (random() < 0.7) await client.json(request, shape);
        else {
          const { body } = await client.stream(request);
          await (random() < 0.5 ? body.cancel() : new Response(body).text());
        }
        kinds.add("ok");
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        kinds.add(`${error.kind} ${error.reason}`);
      }
    };
    const rounds = 8;
    for (let round = 0; round < rounds; round += 1) {
      await Promise.all(Array.from({ length: 20 }, call));
      vendor.elapse(31_000);
    }
    expect(vendor.records).toHaveLength(rounds * 20);
    const [state] = vendor.states.values();
    // A call that was given up may hold its place until its own time-out.
    await waitFor("every place", () => state?.places.taken() === 0);
    expect(state?.places.waiting()).toBe(0);
    expect([...kinds]).toContain("ok");
    // Which of them is chance and the clock.
    expect(kinds.size).toBeGreaterThan(3);

    vendor.answer = (request, response) =>
      request.url === "/login"
        ? sendJson(response, { token: "good", seconds: 60, refresh: null })
        : sendJson(response, { ok: true });
    vendor.elapse(120_000);
    expect(await client.json({ path: "/orders" }, shape)).toEqual({ ok: true });
  },
);
