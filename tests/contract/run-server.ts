import { spawn } from "node:child_process";
import { rmSync } from "node:fs";

/** Starts the command and waits until it answers HTTP. @returns what ends it and removes its folder. */
export async function runServer(
  command: string,
  args: string[],
  folder: string,
  url: string,
): Promise<() => Promise<void>> {
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    log = (log + text).slice(-4_000);
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + 60_000;
  for (;;) {
    const answers = await fetch(url, { redirect: "manual" }).then(
      () => true,
      () => false,
    );
    if (answers) return stop;
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`${command} did not start: ${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
