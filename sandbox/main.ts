import { parseArgs } from "node:util";
import { nextcloudDelays } from "#sandbox/login/brute-force.ts";
import { seedCloud } from "./seed-cloud.ts";
import { startCloud } from "./start-cloud.ts";

const usage = "Usage: node sandbox/main.ts --port N --data DIR [--smtp-port N] [--seed] [--brute-force]";

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: "string" },
        data: { type: "string" },
        host: { type: "string" },
        "smtp-port": { type: "string" },
        seed: { type: "boolean" },
        "brute-force": { type: "boolean" },
      },
    });
    const port = portNumber("--port", values.port ?? "");
    const smtpPort = values["smtp-port"] && portNumber("--smtp-port", values["smtp-port"]);
    if (values.data === undefined) throw new Error("--data must name a directory");
    const bruteForce = values["brute-force"] ? nextcloudDelays : undefined;
    return {
      port,
      dataDir: values.data,
      seed: values.seed ?? false,
      bruteForce,
      more: {
        ...(values.host === undefined ? {} : { host: values.host }),
        ...(typeof smtpPort === "number" ? { smtpPort } : {}),
      },
    };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}

function portNumber(name: string, value: string): number {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65535) throw new Error(`${name} must be a port number`);
  return Number(value);
}

async function open() {
  const { port, dataDir, seed, bruteForce, more } = readArguments();
  try {
    if (seed) await seedCloud({ dataDir, now: Date.now() });
    return await startCloud({ port, dataDir, bruteForce, ...more });
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
