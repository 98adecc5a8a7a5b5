import { setTimeout as pause } from "node:timers/promises";
import { onTestFinished, vi } from "vitest";

/** The timers of what is tested go by a clock of ours until the test is over: however busy the machine, none runs out by itself. */
export function stopTimers(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
}

/** Lets the stopped timers run until the work is done, whichever way. @returns how many of their milliseconds it took. */
export async function timersUntil(work: Promise<unknown>): Promise<number> {
  let isDone = false;
  const done = () => {
    isDone = true;
  };
  work.then(done, done);
  const STEP_MS = 50;
  for (let passed = 0; ; passed += STEP_MS) {
    // What needs no timer gets there first.
    for (let turn = 0; turn < 5; turn++) await pause(1);
    if (isDone) return passed;
    vi.advanceTimersByTime(STEP_MS);
  }
}
