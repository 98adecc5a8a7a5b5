import { HOUR } from "#lib/core/clock.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { type Breaker, createBreaker } from "./breaker.ts";
import { createKeyGuard, type KeyGuard } from "./key-guard.ts";
import { createPlaces, type Places } from "./places.ts";
import { createTokenCache, type TokenCache } from "./token-cache.ts";

const QUEUE = 200;
/** Whatever a vendor says: a day of silence for one wrong date would be worse than asking again. */
const LONGEST_SILENCE_MS = HOUR;
/** Each is one configuration of one connector; a process sees a handful. */
const MOST_STATES = 64;

/** What all calls to one connector at one address with one configuration share, in the whole process. */
export interface ConnectorState {
  places: Places;
  breaker: Breaker;
  tokens: TokenCache;
  keys: KeyGuard;
  /** Milliseconds that the vendor asked us to be silent for, 0 when it did not. */
  limitLeft(): number;
  /** An hour at most. */
  limitFor(ms: number): void;
  endLimit(): void;
}

/** Those of the whole process. */
export function processStates(): Map<string, ConnectorState> {
  return processWide("integrations.states", () => new Map<string, ConnectorState>());
}

/**
 * @param key names connector, address and configuration, without a secret
 * @param make with a clock that nobody sets, in milliseconds
 */
export function connectorState(
  states: Map<string, ConnectorState>,
  key: string,
  make: { concurrency: number; monotonic: () => number },
): ConnectorState {
  const state = states.get(key) ?? createState(make);
  states.delete(key);
  states.set(key, state);
  for (const oldest of states.keys()) {
    if (states.size <= MOST_STATES) break;
    states.delete(oldest);
  }
  return state;
}

function createState({
  concurrency,
  monotonic,
}: {
  concurrency: number;
  monotonic: () => number;
}): ConnectorState {
  let limitedUntil = 0;
  const places = createPlaces(concurrency, QUEUE);
  return {
    places,
    breaker: createBreaker(monotonic, places.sendAway),
    tokens: createTokenCache(monotonic),
    keys: createKeyGuard(),
    limitLeft: () => Math.max(0, limitedUntil - monotonic()),
    limitFor(ms) {
      limitedUntil = Math.max(limitedUntil, monotonic() + Math.min(ms, LONGEST_SILENCE_MS));
    },
    endLimit() {
      limitedUntil = 0;
    },
  };
}
