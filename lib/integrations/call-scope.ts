/** One call from its first try to its last: until when it may take, and whether anybody still waits for it. */
export interface CallScope {
  /** Aborts with a caller's signal (its reason), or when the whole took too long (a TimeoutError). */
  signal: AbortSignal;
  /** Milliseconds until the whole took too long. */
  leftMs(): number;
  /** Whether it did. */
  ranOut(): boolean;
  /** The whole may take as long as it likes from now on. */
  lift(): void;
  /** The result, or the signal's reason as soon as it aborts; `late` is told of a result that nobody waits for any more. */
  race<T>(work: Promise<T>, late: (result: T) => void): Promise<T>;
  end(): void;
}

export function callScope(wholeMs: number, callers: readonly (AbortSignal | undefined)[]): CallScope {
  const controller = new AbortController();
  const { signal } = controller;
  const endsAt = performance.now() + wholeMs;
  const tooLong = new DOMException("No answer in time.", "TimeoutError");
  const timer = setTimeout(() => controller.abort(tooLong), wholeMs);
  // Written out, because the listeners of AbortSignal.any stay with a signal that lives long.
  const ends = callers.map((caller) => {
    const giveUp = () => controller.abort(caller?.reason);
    caller?.addEventListener("abort", giveUp, { once: true });
    if (caller?.aborted) giveUp();
    return () => caller?.removeEventListener("abort", giveUp);
  });
  return {
    signal,
    // Timers may fire a little early.
    leftMs: () => (signal.reason === tooLong ? 0 : endsAt - performance.now()),
    ranOut: () => signal.reason === tooLong,
    lift: () => clearTimeout(timer),
    race: (work, late) =>
      new Promise((resolve, reject) => {
        const giveUp = () => {
          reject(signal.reason);
          work.then(late, () => {});
        };
        if (signal.aborted) return giveUp();
        signal.addEventListener("abort", giveUp, { once: true });
        work.then(resolve, reject).finally(() => signal.removeEventListener("abort", giveUp));
      }),
    end() {
      clearTimeout(timer);
      for (const stop of ends) stop();
    },
  };
}
