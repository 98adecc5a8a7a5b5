import { processWide } from "#lib/core/process-wide.ts";

const LIMIT = 4;

interface HostSlots {
  active: number;
  waiting: (() => void)[];
}

function slotsByHost(): Map<string, HostSlots> {
  return processWide("nextcloud.request-slots", () => new Map<string, HostSlots>());
}

/**
 * Waits for one of the host's four places, first come first served, and answers the function that gives it back.
 * Rejects with the signal's reason when it aborts while waiting; the place in the queue is given up then.
 */
export async function takeRequestSlot(host: string, signal?: AbortSignal): Promise<() => void> {
  signal?.throwIfAborted();
  const all = slotsByHost();
  const slots = all.get(host) ?? { active: 0, waiting: [] };
  all.set(host, slots);
  if (slots.active < LIMIT) slots.active += 1;
  else await waitForTurn(slots, signal);
  let released = false;
  return () => {
    if (released) return;
    released = true;
    const next = slots.waiting.shift();
    if (next) next();
    else {
      slots.active -= 1;
      if (slots.active === 0) all.delete(host);
    }
  };
}

function waitForTurn(slots: HostSlots, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      slots.waiting = slots.waiting.filter((waiter) => waiter !== start);
      reject(signal?.reason);
    };
    const start = () => {
      signal?.removeEventListener("abort", giveUp);
      resolve();
    };
    slots.waiting.push(start);
    signal?.addEventListener("abort", giveUp, { once: true });
  });
}
