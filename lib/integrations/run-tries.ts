import { handleWhen, type IRetryBackoffContext, retry } from "cockatiel";
import { SECOND } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { askVendor, type VendorCall } from "./ask-vendor.ts";
import type { CallScope } from "./call-scope.ts";
import type { VendorAnswer } from "./exchange.ts";
import type { OpenedConnector } from "./opened-connector.ts";
import { mayRepeat, pauseBefore, pausesOf } from "./retry-rules.ts";
import { waitWhileQuiet } from "./silence.ts";
import { tellOutcome } from "./tell-outcome.ts";

const TRIES = 3;
const BASE_DELAY_MS = SECOND;

/**
 * A call with its tries; the last failure is what it fails with. Rejects with the signal's reason as soon as that
 * aborts, also while it waits for a place or between two tries.
 * @param failed told of each try that failed
 */
export function runTries(
  opened: OpenedConnector,
  call: VendorCall,
  scope: CallScope,
  { tries = TRIES, baseDelayMs = BASE_DELAY_MS }: { tries?: number; baseDelayMs?: number },
  failed: (error: UpstreamError) => void,
): Promise<{ answer: VendorAnswer; free: () => void }> {
  const { now, state, deliberate } = opened;
  const fits = (error: unknown) => {
    const retryAt = error instanceof UpstreamError ? error.retryAt : undefined;
    const isPaused = !deliberate && state.breaker.pauseLeft() > 0;
    return !isPaused && (retryAt ?? 0) - now() < scope.leftMs();
  };
  const policy = retry(
    handleWhen((error) => mayRepeat(call.request, error, now()) && fits(error)),
    {
      maxAttempts: tries - 1,
      backoff: pausesOf(({ attempt, result }: IRetryBackoffContext<unknown>) =>
        pauseBefore(attempt, "error" in result ? result.error : undefined, now(), baseDelayMs),
      ),
    },
  );
  const attempt = async () => {
    for (;;) {
      await waitWhileQuiet(opened, scope, baseDelayMs);
      try {
        return await askVendor(opened, call);
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        // A silence that began while it waited for its place was no try of its own.
        if (error.reason === "quiet") continue;
        failed(error);
        throw error;
      }
    }
  };
  // The scope's own timer keeps the process for as long as somebody waits.
  const work = tellOutcome(opened, call, policy.dangerouslyUnref().execute(attempt, scope.signal));
  return scope.race(work, ({ answer, free }) => {
    free();
    answer.body?.cancel().catch(() => {});
  });
}
