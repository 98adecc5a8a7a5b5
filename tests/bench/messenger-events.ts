import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { SignJWT } from "jose";
import { z } from "zod";
import { alternate } from "./support/alternate.ts";
import { createBenchStudio } from "./support/bench-studio.ts";
import { type EventClient, openEventClient } from "./support/event-clients.ts";
import { type Figure, median, ratios, spread } from "./support/figures.ts";
import { startNode, stopChild, waitForOutput } from "./support/node-child.ts";

const CLIENTS = 1000;
/** Open before memory is first looked at, so that what is compiled on the way does not count. */
const WARM = 50;
const TOGETHER = 50;
const HUB_KEY = "a-hub-key-of-the-bench-12345";
const EVENT_BYTES = 300;
const BURST = 200;
const REPLAYED = 10_000;
/** So much that the network cannot hold it all. */
const REPLAYED_BYTES = 2000;

const state = z.object({ open: z.number(), listening: z.number(), rss: z.number(), used: z.number() });

interface Server {
  url: string;
  say(count: number, bytes: number): Promise<unknown>;
  state(): Promise<z.infer<typeof state>>;
  stop(): Promise<void>;
}

/** A thousand clients of the messenger's events, each another person, beside as many of a bare node:http server. */
export async function benchMessengerEvents(folder: string, rounds: number): Promise<Figure[]> {
  const own = path.join(folder, "events");
  mkdirSync(own);
  (await createBenchStudio(own)).close();
  const ours = await startServer("ours", own, HUB_KEY);
  const rival = await startServer("bare");
  try {
    const people = await Promise.all(
      Array.from({ length: CLIENTS }, (_, index) => authorization(`person-${index}`)),
    );
    const mine = await fill(ours, people);
    const theirs = await fill(rival, people);
    const samples = await alternate(
      rounds,
      () => reachAll(ours, mine.clients),
      () => reachAll(rival, theirs.clients),
    );
    const bursts = await alternate(
      Math.min(rounds, 5),
      () => reachAll(ours, mine.clients, BURST),
      () => reachAll(rival, theirs.clients, BURST),
    );
    const left = await leaveAll(ours, mine.clients);
    await leaveAll(rival, theirs.clients);
    return [
      {
        name: `an event stored, and heard by all of ${CLIENTS.toLocaleString("en")} clients, each another person; beside it a bare node:http server, which stores nothing`,
        ours: spread(samples.ours, "ms"),
        rival: spread(samples.rival, "ms"),
        ratio: `${spread(ratios(samples, (one, other) => one / other))} times`,
        goal: "≤ 250 ms at the median",
        met: median(samples.ours) <= 250,
      },
      {
        name: `${BURST} events stored at once, all heard by all of them; beside it the bare server`,
        ours: spread(bursts.ours, "ms"),
        rival: spread(bursts.rival, "ms"),
        ratio: `${spread(ratios(bursts, (one, other) => other / one))} times faster`,
        goal: "–",
        met: null,
      },
      {
        name: `memory a client, of ${CLIENTS.toLocaleString("en")}; beside it the bare server's`,
        ours: `${mine.kilobytes.toFixed(1)} kB`,
        rival: `${theirs.kilobytes.toFixed(1)} kB`,
        ratio: `${(mine.kilobytes / theirs.kilobytes).toFixed(2)} times`,
        goal: "< 40 kB",
        met: mine.kilobytes < 40,
      },
      {
        name: "streams and listeners left after all have gone",
        ours: `${left.open} and ${left.listening}`,
        rival: "–",
        ratio: "–",
        goal: "none",
        met: left.open === 0 && left.listening === 0,
      },
      await benchReplay(ours, people[0] ?? ""),
    ];
  } finally {
    await stopAll([ours, rival]);
  }
}

/** Memory of the server while somebody reads what they missed, and stops on the way. */
async function benchReplay(server: Server, person: string): Promise<Figure> {
  await server.say(REPLAYED, REPLAYED_BYTES);
  const startedAt = performance.now();
  let paused = 0;
  const client = await openEventClient(streamOf(server, "?last_event_id=0"), { Authorization: person });
  const usedAt = async (count: number) => {
    await new Promise<void>((resolve) => client.at(count, resolve));
    client.socket.pause();
    const pausedAt = performance.now();
    // The first answer comes while the network still takes some.
    await server.state();
    const { used } = await server.state();
    paused += performance.now() - pausedAt;
    client.socket.resume();
    return used / 1e6;
  };
  const before = await usedAt(REPLAYED / 10);
  const after = await usedAt(0.9 * REPLAYED);
  await new Promise<void>((resolve) => client.at(1 + REPLAYED, resolve));
  const tookMs = performance.now() - startedAt - paused;
  client.socket.destroy();
  return {
    name: `heap and buffers at event ${(0.9 * REPLAYED).toLocaleString("en")} of a replay of ${REPLAYED.toLocaleString("en")} (2 kB each, ${Math.round(tookMs)} ms in all); beside it at event ${(REPLAYED / 10).toLocaleString("en")}`,
    ours: `${after.toFixed(1)} MB`,
    rival: `${before.toFixed(1)} MB`,
    ratio: `${(after / before).toFixed(2)} times`,
    goal: "flat: ≤ 1.1 times",
    met: after / before <= 1.1,
  };
}

async function fill(
  server: Server,
  people: readonly string[],
): Promise<{ clients: EventClient[]; kilobytes: number }> {
  const clients = await openAll(server, people.slice(0, WARM));
  await reachAll(server, clients);
  const before = await server.state();
  clients.push(...(await openAll(server, people.slice(WARM))));
  const after = await server.state();
  if (after.listening !== people.length) throw new Error(`${after.listening} listen.`);
  // Pages that were there already are counted by what lies on them.
  const bytes = Math.max(after.rss - before.rss, after.used - before.used);
  return { clients, kilobytes: bytes / (people.length - WARM) / 1000 };
}

async function openAll(server: Server, people: readonly string[]): Promise<EventClient[]> {
  const clients: EventClient[] = [];
  for (let from = 0; from < people.length; from += TOGETHER) {
    const some = people.slice(from, from + TOGETHER);
    const opening = some.map((person) => openEventClient(streamOf(server), { Authorization: person }));
    clients.push(...(await Promise.all(opening)));
  }
  return clients;
}

/** @returns milliseconds from the request that tells something until the last client heard it */
async function reachAll(server: Server, clients: readonly EventClient[], count = 1): Promise<number> {
  const heard = clients.map(
    (client) => new Promise<void>((resolve) => client.at(client.count + count, resolve)),
  );
  const startedAt = performance.now();
  await server.say(count, EVENT_BYTES);
  await Promise.all(heard);
  return performance.now() - startedAt;
}

async function leaveAll(server: Server, clients: readonly EventClient[]): Promise<z.infer<typeof state>> {
  for (const { socket } of clients) socket.destroy();
  for (let tries = 0; ; tries += 1) {
    const left = await server.state();
    if (left.open === 0 || tries === 100) return left;
  }
}

function streamOf(server: Server, query = ""): string {
  return `${server.url}/api/v1/events/stream${query}`;
}

async function authorization(sub: string): Promise<string> {
  const token = await new SignJWT({ sub, tenant_id: "bench", role: "user", display_name: sub })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer("aesystek-hub")
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(HUB_KEY));
  return `Bearer ${token}`;
}

async function startServer(...args: string[]): Promise<Server> {
  const script = fileURLToPath(new URL("./support/event-streams-process.ts", import.meta.url));
  const child = startNode(["--expose-gc", script, ...args]);
  const [, url = ""] = await waitForOutput(child, /^Ready: (\S+)$/m);
  const ask = async (address: string) => (await fetch(`${url}${address}`)).text();
  return {
    url,
    say: (count, bytes) => ask(`/say?count=${count}&bytes=${bytes}`),
    state: async () => state.parse(JSON.parse(await ask("/state"))),
    stop: () => stopChild(child),
  };
}

async function stopAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(servers.map((server) => server.stop()));
}
