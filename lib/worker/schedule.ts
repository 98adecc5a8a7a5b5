import { setTimeout as wait } from "node:timers/promises";
import { log } from "#lib/core/log.ts";

export interface Job {
  name: string;
  /** Pause between the end of one run and the start of the next, milliseconds. */
  everyMs: number;
  run(): Promise<unknown>;
}

/** Runs every job again and again, each in its own time, until the signal stops them; a failure is logged and waits its turn. */
export async function runJobs(jobs: Job[], signal: AbortSignal): Promise<void> {
  await Promise.all(jobs.map((job) => repeat(job, signal)));
}

async function repeat(job: Job, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await job.run();
    } catch (error) {
      log().error({ err: error, job: job.name }, "job failed");
    }
    await wait(job.everyMs, undefined, { signal }).catch(() => undefined);
  }
}
