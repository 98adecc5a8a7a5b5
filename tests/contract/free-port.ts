import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * A free port of the loopback, below those that the system gives out by itself: nobody else is given it before a server
 * that takes its time to start listens there.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
