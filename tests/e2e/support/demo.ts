import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";

export interface Demo {
  url: string;
  cloudUrl: string;
  /** Asks it to stop, as Ctrl-C does. */
  stop(): Promise<void>;
  /** Kills every process of it at once, as a power cut does. */
  kill(): Promise<void>;
}

/** Starts bin/demo (sandbox cloud, web, worker, seeded studio) on the given folder and waits until it is ready. */
export async function startDemo(data: string, environment: Record<string, string> = {}): Promise<Demo> {
  const [port, cloudPort] = [await freePort(), await freePort()];
  const ports = ["--port", String(port), "--cloud-port", String(cloudPort), "--smtp-port", "0"];
  const args = [...ports, "--data", data];
  const { child } = await launch("bin/demo.ts", args, { NODE_ENV: "production", ...environment });
  return { ...control(child), url: `http://localhost:${port}`, cloudUrl: `http://localhost:${cloudPort}` };
}

export interface Studio {
  url: string;
  output: string;
  stop(): Promise<void>;
}

/** Starts bin/start with an empty database and nothing configured but what is given. */
export async function startStudio(data: string, environment: Record<string, string> = {}): Promise<Studio> {
  const port = await freePort();
  const { child, output } = await launch("bin/start.ts", ["--port", String(port)], {
    PARLOUR_IGNORE_ENV_FILE: "1",
    DATABASE_URL: `file:${path.join(data, "parlour.db")}`,
    ...environment,
  });
  return { ...control(child), url: `http://localhost:${port}`, output };
}

async function launch(script: string, args: string[], environment: Record<string, string>) {
  const child = spawn(process.execPath, [script, ...args], {
    env: {
      ...process.env,
      PARLOUR_RATE_LIMITS: "off",
      LOG_LEVEL: "error",
      ...environment,
    },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  return { child, output: await ready(child) };
}

function control(child: ChildProcess): Pick<Demo, "stop" | "kill"> {
  const end = async (signal: NodeJS.Signals, pid: number) => {
    const exited = once(child, "exit");
    process.kill(pid, signal);
    await exited;
  };
  return {
    stop: () => end("SIGTERM", child.pid ?? 0),
    kill: () => end("SIGKILL", -(child.pid ?? 0)),
  };
}

function ready(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
      if (output.includes("Parlour is ready")) resolve(output);
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`it ended with ${code} before it was ready:\n${output}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
