/** How many may ask at once, and who waits for that. */
export interface Places {
  /**
   * One place, first come first served, and the function that gives it back. Who leaves makes room at once.
   * Rejects when the signal aborts, when too many wait already, and, unless `stays`, when everybody is sent away.
   */
  take(
    signal: AbortSignal,
    failures: { sentAway(): Error; busy(): Error; aborted(): Error },
    stays?: boolean,
  ): Promise<() => void>;
  sendAway(): void;
  taken(): number;
  waiting(): number;
}

interface Waiting {
  start(): void;
  sendAway(): void;
}

export function createPlaces(most: number, mostWaiting: number): Places {
  let taken = 0;
  // In the order in which they came.
  const queue = new Set<Waiting>();

  function place(): () => void {
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const [next] = queue;
      if (next) next.start();
      else taken -= 1;
    };
  }

  return {
    take: (signal, failures, stays = false) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(failures.aborted());
        if (taken < most) {
          taken += 1;
          return resolve(place());
        }
        if (queue.size >= mostWaiting) return reject(failures.busy());
        const leave = () => {
          queue.delete(waiting);
          signal.removeEventListener("abort", onAbort);
        };
        const onAbort = () => {
          leave();
          reject(failures.aborted());
        };
        const waiting: Waiting = {
          start() {
            leave();
            resolve(place());
          },
          sendAway() {
            if (stays) return;
            leave();
            reject(failures.sentAway());
          },
        };
        queue.add(waiting);
        signal.addEventListener("abort", onAbort, { once: true });
      }),
    sendAway() {
      for (const waiting of [...queue]) waiting.sendAway();
    },
    taken: () => taken,
    waiting: () => queue.size,
  };
}
