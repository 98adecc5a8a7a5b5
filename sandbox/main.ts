import { parseArgs } from "node:util";
import { nextcloudDelays } from "#sandbox/login/brute-force.ts";
import { seedCloud } from "./seed-cloud.ts";
import { startCloud } from "./start-cloud.ts";

const usage = "Usage: node sandbox/main.ts --port N --data DIR [--seed] [--brute-force]";

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: "string" },
        data: { type: "string" },
        host: { type: "string" },
        seed: { type: "boolean" },
        "brute-force": { type: "boolean" },
      },
    });
    const port = Number(values.port ?? Number.NaN);
    if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error("--port must be a port number");
    if (values.data === undefined) throw new Error("--data must name a directory");
    const bruteForce = values["brute-force"] ? nextcloudDelays : undefined;
    return { port, dataDir: values.data, host: values.host, seed: values.seed ?? false, bruteForce };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}

async function open() {
  const { port, dataDir, host, seed, bruteForce } = readArguments();
  try {
    if (seed) await seedCloud({ dataDir, now: Date.now() });
    return await startCloud({ port, dataDir, bruteForce, ...(host === undefined ? {} : { host }) });
  } catch (error) {
    console.error(
      `The sandbox cloud cannot start: ${error instanceof Error ? error.message : String(error)}`,
    );
    process.exit(1);
  }
}

const cloud = await open();
console.log(`Sandbox cloud is ready: ${cloud.url}`);

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    cloud.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}
