import { spawn } from "node:child_process";
import path from "node:path";
import { timeOf } from "./support/alternate.ts";
import { type Figure, median, spread } from "./support/figures.ts";
import { freePort } from "./support/free-port.ts";
import { stopChild, waitForOutput } from "./support/node-child.ts";

/** `bin/demo` until it says that it is ready. The first start installs, builds and seeds, and is not counted. */
export async function benchDemoStart(folder: string, options: { rounds: number }): Promise<Figure[]> {
  const data = path.join(folder, "demo");
  const starts: number[] = [];
  for (let round = 0; round <= options.rounds; round++) {
    const ports = ["--port", String(await freePort()), "--cloud-port", String(await freePort())];
    const demo = spawn(path.resolve("bin/demo"), [...ports, "--data", data], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ms = await timeOf(() => waitForOutput(demo, /Parlour is ready/));
    if (round > 0) starts.push(ms / 1000);
    await stopChild(demo);
  }
  return [
    {
      name: "bin/demo, a second start, until it is ready",
      ours: spread(starts, "s"),
      rival: "–",
      ratio: "–",
      goal: "< 5 s",
      met: median(starts) < 5,
    },
  ];
}
