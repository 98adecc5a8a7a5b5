import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhenResult } from "cockatiel";
import { SECOND } from "#lib/core/clock.ts";

const FAILURES_BEFORE_PAUSE = 5;
const PAUSE_MS = 30 * SECOND;

/** What a call says of the vendor as a whole: it answers, it does not, or nothing either way. */
export type Verdict = "well" | "failed" | null;

export interface Breaker {
  /** Milliseconds until a call is made again, 0 when one may be made now. */
  pauseLeft(): number;
  /** Whether the pause is over and the next request finds out. */
  isProbeDue(): boolean;
  /** That request: everybody else is kept away until its verdict is in. */
  probe<T>(work: () => Promise<T>, verdictOf: (outcome: unknown) => Verdict): Promise<T>;
  /** Changes whenever a pause begins or ends: what began before says nothing of the time since. */
  epoch(): number;
  /** How a whole call went, its tries counted as one. `epoch` is of its last try. */
  tell(verdict: Verdict, epoch: number): Promise<void>;
  /** Ends a pause. */
  reset(): void;
}

/** @param onPause told whenever a pause begins */
export function createBreaker(monotonic: () => number, onPause: () => void): Breaker {
  let pausedUntil = 0;
  let epoch = 0;
  // Cockatiel measures on the wall clock; a duration that is read when it counts lets ours decide.
  const untilPauseEnds = {
    get duration() {
      return monotonic() < pausedUntil ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    },
    next: () => untilPauseEnds,
  };
  const circuit = circuitBreaker(handleWhenResult(hasFailed), {
    halfOpenAfter: untilPauseEnds,
    breaker: new ConsecutiveBreaker(FAILURES_BEFORE_PAUSE),
  });
  circuit.onStateChange(() => {
    epoch += 1;
  });
  circuit.onBreak((reason) => {
    if ("isolated" in reason) return;
    pausedUntil = monotonic() + PAUSE_MS;
    onPause();
  });

  return {
    pauseLeft() {
      if (circuit.state === CircuitState.Open) return Math.max(0, pausedUntil - monotonic());
      // One call is finding out; who comes meanwhile is not kept waiting for it.
      return circuit.state === CircuitState.HalfOpen ? SECOND : 0;
    },
    isProbeDue: () => circuit.state === CircuitState.Open && monotonic() >= pausedUntil,
    async probe(work, verdictOf) {
      const { take } = await circuit.execute(() =>
        work().then(
          (answer) => ({ verdict: verdictOf(answer), take: () => answer }),
          (error: unknown) => ({
            verdict: verdictOf(error),
            take: () => {
              throw error;
            },
          }),
        ),
      );
      return take();
    },
    epoch: () => epoch,
    async tell(verdict, epochOfCall) {
      if (verdict === null || epochOfCall !== epoch || circuit.state !== CircuitState.Closed) return;
      await circuit.execute(async () => ({ verdict }));
    },
    reset() {
      if (circuit.state !== CircuitState.Closed) circuit.isolate().dispose();
    },
  };
}

function hasFailed(outcome: unknown): boolean {
  return (
    typeof outcome === "object" && outcome !== null && "verdict" in outcome && outcome.verdict === "failed"
  );
}
