/**
 * Runs `work` with a signal that aborts after `ms` (reason: a TimeoutError) or with the caller's own signal.
 * Written out so that no timer outlives its request, as AbortSignal.timeout does.
 */
export async function withDeadline<T>(
  ms: number,
  callers: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new DOMException("No answer in time.", "TimeoutError")),
    ms,
  );
  const giveUp = () => controller.abort(callers?.reason);
  callers?.addEventListener("abort", giveUp, { once: true });
  if (callers?.aborted) giveUp();
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    callers?.removeEventListener("abort", giveUp);
  }
}
