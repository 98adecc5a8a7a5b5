import { TimeoutStrategy, timeout } from "cockatiel";
import { SECOND } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { unreachable } from "./call-failure.ts";
import type { VendorAnswer } from "./exchange.ts";
import type { OpenedConnector } from "./opened-connector.ts";
import { refuseWhileQuiet } from "./silence.ts";
import { verdictOf } from "./verdict-of.ts";

const TIMEOUT_MS = 15 * SECOND;

/** For one try, milliseconds. */
export function timeoutOf({ connector }: OpenedConnector): number {
  return connector.timeoutMs ?? TIMEOUT_MS;
}

/** Through the limit, the breaker and the time-out; what `fetch` throws becomes UpstreamError `network`. */
export async function guarded(
  opened: OpenedConnector,
  url: URL,
  { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
  work: (signal: AbortSignal) => Promise<VendorAnswer>,
): Promise<VendorAnswer> {
  refuseWhileQuiet(opened);
  const { breaker } = opened.state;
  const attempt = async (callers?: AbortSignal) => {
    let tried: AbortSignal | undefined;
    try {
      const policy = timeout(timeoutMs, { strategy: TimeoutStrategy.Aggressive, abortOnReturn: false });
      return await policy.execute(({ signal: own }) => {
        tried = own;
        return work(own);
      }, callers);
    } catch (error) {
      if (error instanceof UpstreamError) throw error;
      // Who gives up says nothing of the vendor, however little time they had.
      if (callers?.aborted) throw unreachable(opened, url.host, null, true);
      const late = tried?.aborted === true;
      throw unreachable(opened, url.host, late ? new DOMException("Late", "TimeoutError") : error);
    }
  };
  // The one call that finds out whether the vendor is back does so, even when nobody waits for it any longer.
  return !opened.deliberate && breaker.isProbeDue()
    ? breaker.probe(() => attempt(), verdictOf)
    : attempt(signal);
}
