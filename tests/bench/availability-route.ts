import { existsSync } from "node:fs";
import { Agent, request } from "node:http";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { alternate, timeOf } from "./support/alternate.ts";
import type { BenchStudio } from "./support/bench-studio.ts";
import { type Figure, median, ratios, spread } from "./support/figures.ts";
import { freePort } from "./support/free-port.ts";
import { startNode, stopChild } from "./support/node-child.ts";
import { untilAnswers } from "./support/until-answers.ts";

const CONNECTIONS = 8;

/**
 * The availability route in the production server, beside an empty handler in the same server, which is sent the same
 * query and answers a constant (`/api/health/live`).
 */
export async function benchAvailabilityRoute(
  studio: BenchStudio,
  options: { rounds: number; requests: number },
): Promise<Figure[]> {
  if (!existsSync(".next/parlour-build")) {
    console.error("Not measured: the availability route needs a build (bin/demo makes one).");
    return [];
  }
  const port = await freePort();
  const child = startNode(["bin/processes/web.ts", "--port", String(port), "--host", "127.0.0.1"], {
    ...studio.variables,
  });
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const fromMs = Math.ceil((Date.now() + 5 * DAY) / HOUR) * HOUR;
  const asked = (path: string) => (index: number) => {
    const startMs = fromMs + (index % 500) * HOUR;
    const query = new URLSearchParams({
      artistId: "mara",
      startTime: new Date(startMs).toISOString(),
      endTime: new Date(startMs + 2 * HOUR).toISOString(),
    });
    return `${path}?${query}`;
  };
  const send = (path: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const sent = request({ agent, host: "127.0.0.1", port, path }, (answer) => {
      answer.resume();
      answer.once("end", () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`${path}: ${answer.statusCode}`)),
      );
    });
    sent.once("error", reject);
    sent.end();
    return promise;
  };
  const rate = async (path: (index: number) => string) => {
    let next = 0;
    const connection = async () => {
      while (next < options.requests) await send(path(next++));
    };
    const each = await timeOf(
      () => Promise.all(Array.from({ length: CONNECTIONS }, connection)),
      options.requests,
    );
    return 1000 / each;
  };
  try {
    await untilAnswers(`http://127.0.0.1:${port}/api/health`);
    const samples = await alternate(
      options.rounds,
      () => rate(asked("/api/caldav/availability")),
      () => rate(asked("/api/health/live")),
    );
    const share = ratios(samples, (ours, empty) => ours / empty);
    return [
      {
        name: "availability check through the production server; beside it an empty handler in the same server",
        ours: spread(samples.ours, "a second"),
        rival: spread(samples.rival, "a second"),
        ratio: `${spread(share)} of the empty handler's rate`,
        goal: "≥ 0.8",
        met: median(share) >= 0.8,
      },
    ];
  } finally {
    agent.destroy();
    await stopChild(child);
  }
}
