import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * Starts the demo (sandbox cloud, web, worker, seeded studio) in an empty folder for the browser tests, and stops
 * it after them. Its addresses are in PARLOUR_URL and PARLOUR_CLOUD_URL.
 */
export default async function startParlour(): Promise<() => Promise<void>> {
  const data = mkdtempSync(path.join(tmpdir(), "parlour-e2e-"));
  const [port, cloudPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, ["bin/demo.ts", "--port", String(port), "--cloud-port", String(cloudPort), "--data", data], {
    env: { ...process.env, PARLOUR_RATE_LIMITS: "off", LOG_LEVEL: "error", NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await ready(child);
  process.env.PARLOUR_URL = `http://localhost:${port}`;
  process.env.PARLOUR_CLOUD_URL = `http://localhost:${cloudPort}`;
  return async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
      if (output.includes("Parlour is ready")) resolve();
    });
    child.once("exit", (code) => reject(new Error(`bin/demo ended with ${code} before it was ready:\n${output}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}
