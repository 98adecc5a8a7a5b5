import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { alternate } from "./support/alternate.ts";
import { createBenchStudio } from "./support/bench-studio.ts";
import { type Figure, median, ratios, spread } from "./support/figures.ts";
import { startNode, waitForOutput } from "./support/node-child.ts";

const outcome = z.object({ ms: z.number(), peakMegabytes: z.number() });

/** The first sync of a large calendar, each in a new process with a new database. */
export async function benchFirstSync(
  folder: string,
  options: { cloudUrl: string; events: number; now: number; rounds: number },
): Promise<Figure[]> {
  const peaks: number[] = [];
  let runs = 0;
  const run = async (mode: "pull" | "bare" | "tsdav") => {
    runs += 1;
    const own = path.join(folder, `first-sync-${runs}`);
    mkdirSync(own);
    const studio = await createBenchStudio(own, options.cloudUrl);
    studio.close();
    const script = fileURLToPath(new URL("./support/first-sync-process.ts", import.meta.url));
    const child = startNode([script, mode, String(options.events), String(options.now)], studio.variables);
    const [line] = await waitForOutput(child, /^\{.*\}$/m);
    const { ms, peakMegabytes } = outcome.parse(JSON.parse(line));
    if (mode === "pull") peaks.push(peakMegabytes);
    return ms;
  };
  const samples = await alternate(
    options.rounds,
    () => run("pull"),
    () => run("bare"),
  );
  const slower = ratios(samples, (ours, bare) => ours / bare);
  const beside = await alternate(
    Math.min(options.rounds, 3),
    () => run("pull"),
    () => run("tsdav"),
  );
  const faster = ratios(beside, (ours, theirs) => theirs / ours);
  return [
    {
      name: `first sync of ${options.events} events; beside it the bare download and the expansion`,
      ours: spread(samples.ours, "ms"),
      rival: spread(samples.rival, "ms"),
      ratio: `${spread(slower)} times`,
      goal: "≤ 2 times",
      met: median(slower) <= 2,
    },
    {
      name: `first sync of ${options.events} events; beside it tsdav's smartCollectionSync with ical.js`,
      ours: spread(beside.ours, "ms"),
      rival: spread(beside.rival, "ms"),
      ratio: `${spread(faster)} times faster`,
      goal: "≥ 3 times faster",
      met: median(faster) >= 3,
    },
    {
      name: "peak memory of the process meanwhile",
      ours: spread(peaks, "MB"),
      rival: "–",
      ratio: "–",
      goal: "< 400 MB",
      met: Math.max(...peaks) < 400,
    },
  ];
}
