import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Client } from "#lib/integrations/client.ts";
import { openConnector } from "#lib/integrations/open-connector.ts";
import { todoist } from "#lib/integrations/todoist/connector.ts";
import { alternate, timeOf } from "./support/alternate.ts";
import { type Figure, median, spread } from "./support/figures.ts";
import { startNode, stopChild, waitForOutput } from "./support/node-child.ts";
import { openVendor, vendorEnv } from "./support/vendor-client.ts";

const CALLS = 300;
const PAUSED_CALLS = 10_000;

/** A call through a connector, beside plain fetch; a list of a thousand pages; and a vendor that hangs. */
export async function benchConnector(rounds: number): Promise<Figure[]> {
  const script = fileURLToPath(new URL("./support/vendor-process.ts", import.meta.url));
  const vendor = startNode([script]);
  try {
    const [, url = ""] = await waitForOutput(vendor, /listening at (http:\S+)/);
    return [await benchOverhead(url, rounds), await benchWalk(url), await benchHung(url)];
  } finally {
    await stopChild(vendor);
  }
}

const answer = z.object({ results: z.array(z.object({ id: z.string(), content: z.string() })) });

async function benchOverhead(url: string, rounds: number): Promise<Figure> {
  const env = vendorEnv(url);
  const headers = { Authorization: "Bearer bench", "User-Agent": "Parlour" };
  const plain = async () => {
    const response = await fetch(`${url}/tasks?limit=50`, { headers, cache: "no-store", redirect: "manual" });
    answer.parse(await response.json());
  };
  // As askConnector does: a client for each call.
  const ours = () =>
    openConnector(todoist, env, { observe: () => {} }).json({ path: "/tasks", query: { limit: 50 } }, answer);
  // Each figure is the median of single calls: what else the machine does lengthens a few of them by far.
  const medianOf = async (call: () => Promise<unknown>) => {
    const times: number[] = [];
    for (let count = 0; count < CALLS; count += 1) times.push(await timeOf(call));
    return median(times);
  };
  const samples = await alternate(
    rounds,
    () => medianOf(ours),
    () => medianOf(plain),
  );
  const more = samples.ours.map((mine, round) => mine - (samples.rival[round] ?? Number.NaN));
  return {
    name: "a call for fifty tasks through a connector (opened for it, retry, breaker, places and record included); beside it plain fetch, parsed by the same schema",
    ours: spread(samples.ours, "ms"),
    rival: spread(samples.rival, "ms"),
    ratio: `${spread(more, "ms")} more`,
    goal: "< 1 ms more",
    met: median(more) < 1,
  };
}

const heap = z.object({
  afterHundredMegabytes: z.number(),
  afterThousandMegabytes: z.number(),
  items: z.number(),
});

async function benchWalk(url: string): Promise<Figure> {
  const script = fileURLToPath(new URL("./support/walk-process.ts", import.meta.url));
  const child = startNode(["--expose-gc", script, url]);
  const [line] = await waitForOutput(child, /^\{.*\}$/m);
  const {
    afterHundredMegabytes: before,
    afterThousandMegabytes: after,
    items,
  } = heap.parse(JSON.parse(line));
  return {
    name: `heap at page 1,000 of a walk of ${items.toLocaleString("en")} tasks; beside it at page 100`,
    ours: `${after.toFixed(1)} MB`,
    rival: `${before.toFixed(1)} MB`,
    ratio: `${(after / before).toFixed(2)} times`,
    goal: "flat: ≤ 1.1 times",
    met: after / before <= 1.1,
  };
}

async function benchHung(url: string): Promise<Figure> {
  const client = openVendor(`${url}/hung`, { tries: 1 });
  const ask = (timeoutMs: number) => reasonOf(client, timeoutMs);
  const waits: number[] = [];
  for (let count = 0; count < 5; count += 1)
    waits.push(
      await timeOf(async () => {
        if ((await ask(200)) !== "timeout") throw new Error("The vendor does not hang.");
      }),
    );
  const times: number[] = [];
  for (let count = 0; count < PAUSED_CALLS; count += 1)
    times.push(
      await timeOf(async () => {
        if ((await ask(15_000)) !== "paused") throw new Error("The breaker is not open.");
      }),
    );
  const cost = median(times);
  return {
    name: `a call to a vendor that hangs, of ${PAUSED_CALLS.toLocaleString("en")} after the breaker opened; beside it before, with a time-out of 200 ms`,
    ours: spread(times, "ms"),
    rival: spread(waits, "ms"),
    ratio: "–",
    goal: "nothing: < 1 ms",
    met: cost < 1,
  };
}

async function reasonOf(client: Client, timeoutMs: number): Promise<unknown> {
  try {
    await client.request({ path: "/tasks", timeoutMs });
    return null;
  } catch (error) {
    return error instanceof Error && "reason" in error ? error.reason : error;
  }
}
