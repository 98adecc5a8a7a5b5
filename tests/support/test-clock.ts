/** A clock that stands still until a test moves it. Epoch milliseconds. */
export interface TestClock {
  now: () => number;
  set(instant: string): void;
  advance(ms: number): void;
}

export function testClock(instant: string): TestClock {
  let current = Date.parse(instant);
  return {
    now: () => current,
    set: (next) => {
      current = Date.parse(next);
    },
    advance: (ms) => {
      current += ms;
    },
  };
}
