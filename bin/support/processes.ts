import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/**
 * The processes of one start. When one of them ends, or Ctrl-C comes, all are asked to stop, and after ten seconds
 * made to.
 */
export class Processes {
  private readonly children = new Map<string, ChildProcess>();
  private stopping = false;
  readonly ended: Promise<number>;
  private readonly end: (code: number) => void;

  constructor() {
    const { promise, resolve } = Promise.withResolvers<number>();
    this.ended = promise;
    this.end = resolve;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => void this.stop(0));
  }

  /** Starts a Node script of ours. */
  start(name: string, script: string, args: string[]): ChildProcess {
    const child = spawn(process.execPath, [script, ...args], { stdio: ["ignore", "inherit", "inherit"] });
    this.children.set(name, child);
    child.once("exit", (code, signal) => {
      this.children.delete(name);
      if (this.stopping) return;
      console.error(`${name} ended (${signal ?? code}); stopping.`);
      void this.stop(1);
    });
    return child;
  }

  async stop(code: number): Promise<void> {
    if (this.stopping) return;
    this.stopping = true;
    const exits = [...this.children.values()].map(async (child) => {
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await exited;
      clearTimeout(timer);
    });
    await Promise.all(exits);
    this.end(code);
  }
}

/** Waits until an address answers 2xx. @throws Error after `forMs`. */
export async function waitUntilAnswers(url: string, forMs: number, isAlive: () => boolean): Promise<void> {
  const end = Date.now() + forMs;
  while (Date.now() < end && isAlive()) {
    const ok = await fetch(url, { signal: AbortSignal.timeout(2000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} did not answer.`);
}
