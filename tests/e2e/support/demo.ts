import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

export interface Demo {
  url: string;
  cloudUrl: string;
  /** Asks it to stop, as Ctrl-C does. */
  stop(): Promise<void>;
  /** Kills every process of it at once, as a power cut does. */
  kill(): Promise<void>;
}

/** Starts bin/demo (sandbox cloud, web, worker, seeded studio) on the given folder and waits until it is ready. */
export async function startDemo(data: string): Promise<Demo> {
  const [port, cloudPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, ["bin/demo.ts", "--port", String(port), "--cloud-port", String(cloudPort), "--data", data], {
    env: { ...process.env, PARLOUR_RATE_LIMITS: "off", LOG_LEVEL: "error", NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  await ready(child);
  const end = async (signal: NodeJS.Signals, pid: number) => {
    const exited = once(child, "exit");
    process.kill(pid, signal);
    await exited;
  };
  return {
    url: `http://localhost:${port}`,
    cloudUrl: `http://localhost:${cloudPort}`,
    stop: () => end("SIGTERM", child.pid ?? 0),
    kill: () => end("SIGKILL", -(child.pid ?? 0)),
  };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
      if (output.includes("Parlour is ready")) resolve();
    });
    child.once("error", reject);
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
