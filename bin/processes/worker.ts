import { runWorker } from "#lib/worker/main.ts";
import { prepareEnvironment } from "../support/environment.ts";

/** The worker process of bin/start and bin/demo. */
prepareEnvironment();
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
await runWorker(stop.signal);
process.exit(0);
