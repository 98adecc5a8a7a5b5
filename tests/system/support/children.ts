import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { Env } from "#lib/core/env.ts";

export const repository = fileURLToPath(new URL("../../..", import.meta.url));

/** The variables of a studio for a process of its own; nothing of ours but the path comes along. */
export function childEnvironment(env: Env, more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const own: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value !== undefined) own[name] = String(value);
  // Many short-lived processes of the same code: what one has compiled the next need not compile again.
  const NODE_COMPILE_CACHE = path.join(repository, ".cache", "compile");
  return {
    NODE_ENV: "test",
    NODE_COMPILE_CACHE,
    ...own,
    PATH: process.env.PATH ?? "",
    PARLOUR_IGNORE_ENV_FILE: "1",
    ...more,
  };
}

/** Starts a script of ours; whatever becomes of the test, it ends with it. */
export function startChild(script: string, args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: repository,
    env,
    stdio: ["pipe", "pipe", "pipe"],
  });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill("SIGKILL");
    await exit;
  });
  return child;
}

/** Runs a script to its end. */
export async function runChild(
  script: string,
  args: string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; out: string; err: string }> {
  const child = startChild(script, args, env);
  child.stdin?.end();
  let out = "";
  let err = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  await once(child, "close");
  return { code: child.exitCode, out, err };
}

/** Holds the database in another process. `release` lets it go and waits until it is gone. */
export async function holdDatabase(url: string, forMs?: number): Promise<{ release(): Promise<void> }> {
  const child = startChild(
    fileURLToPath(new URL("./hold-database.ts", import.meta.url)),
    [url, ...(forMs ? [String(forMs)] : [])],
    {
      NODE_ENV: "test",
      PATH: process.env.PATH ?? "",
    },
  );
  const exit = once(child, "exit");
  if (child.stdout) await once(child.stdout, "data");
  return {
    release: async () => {
      child.stdin?.end();
      await exit;
    },
  };
}
