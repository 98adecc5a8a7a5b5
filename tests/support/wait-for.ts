import { setTimeout as pause } from "node:timers/promises";

/** Asks until the answer is neither false nor undefined, a minute at most: machines are busy. @throws Error naming what never came. */
export async function waitFor<T>(what: string, ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  const giveUpAt = Date.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== undefined && answer !== null) return answer;
    if (Date.now() > giveUpAt) throw new Error(`Waited in vain for ${what}`);
    await pause(10);
  }
}
