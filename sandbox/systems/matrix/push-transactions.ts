import { askService } from "./ask-service.ts";
import type { HomeserverState } from "./homeserver-state.ts";

/** As many as Synapse puts into one. */
const MOST_EVENTS = 100;
const LONGEST_BACKOFF_MS = 512_000;

export interface Pusher {
  /** Something may wait. */
  wake(): void;
  /** Tries at once, whatever the pause, until nothing waits or one is refused. @returns how many events wait then */
  pushNow(): Promise<number>;
  /** What became of the last try. */
  lastFailure(): string | null;
  pause(isPaused: boolean): void;
  close(): void;
}

/**
 * Brings events to the application service, in order, one transaction at a time: the same one, under the same id, until
 * it is answered with 200; after a failure the pauses double up to 512 s ("Pushing events").
 */
export function createPusher(
  state: HomeserverState,
  { baseBackoffMs, changed }: { baseBackoffMs: number; changed: () => void },
): Pusher {
  const ended = new AbortController();
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;
  let failure: string | null = null;
  let paused = false;

  async function pushOne(): Promise<boolean> {
    state.transaction ??= {
      id: String(++state.transactions),
      events: Math.min(state.unpushed.length, MOST_EVENTS),
    };
    const { id, events } = state.transaction;
    const body = { events: state.unpushed.slice(0, events) };
    const path = `transactions/${encodeURIComponent(id)}`;
    const answer = await askService(state, { method: "PUT", path, body }, ended.signal);
    if ("status" in answer && answer.status === 200) {
      state.unpushed.splice(0, events);
      state.transaction = null;
      failures = 0;
      failure = null;
      changed();
      return true;
    }
    failures += 1;
    failure = "status" in answer ? `answered ${answer.status}` : answer.failed;
    return false;
  }

  async function run(): Promise<void> {
    while (isReady()) if (!(await pushOne())) break;
  }

  function isReady(): boolean {
    return state.unpushed.length > 0 && state.appservice?.url !== null && !paused && !ended.signal.aborted;
  }

  function start(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    running ??= run().finally(() => {
      running = null;
      if (!isReady()) return;
      const pauseMs = failures === 0 ? 0 : Math.min(LONGEST_BACKOFF_MS, baseBackoffMs * 2 ** (failures - 1));
      timer = setTimeout(() => void start(), pauseMs);
      timer.unref();
    });
    return running;
  }

  return {
    wake() {
      if (isReady() && running === null && timer === undefined) void start();
    },
    async pushNow() {
      if (running) await running;
      if (isReady()) await start();
      return state.unpushed.length;
    },
    lastFailure: () => failure,
    pause(isPaused) {
      paused = isPaused;
      if (!isPaused && isReady()) void start();
    },
    close() {
      ended.abort();
      clearTimeout(timer);
    },
  };
}
