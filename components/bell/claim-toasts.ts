/** For so long a tab that shows something holds its lock; by then the others were told. */
const HELD_MS = 5000;
const REMEMBERED = 500;

/**
 * Lets one tab of a browser show a thing that all of them heard of: the first that somebody looks at. In tabs that
 * nobody looks at it waits. Browsers without locks or channels show it in each tab.
 */
export function claimToasts(name: string): {
  /** Calls `show` if this tab is the one, now or once somebody looks at it. */
  claim(id: string, show: () => void): void;
  /** It was seen elsewhere: what still waits is not shown. */
  drop(id: string): void;
  end(): void;
} {
  const waiting = new Map<string, () => void>();
  const shown = new Set<string>();
  const locks = "locks" in navigator ? navigator.locks : undefined;
  const channel =
    locks !== undefined && "BroadcastChannel" in window ? new BroadcastChannel(name) : undefined;
  const remember = (id: string) => {
    waiting.delete(id);
    shown.add(id);
    const [oldest] = shown;
    if (shown.size > REMEMBERED && oldest !== undefined) shown.delete(oldest);
  };
  channel?.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (typeof data === "string") remember(data);
  });

  function show(id: string, act: () => void): void {
    if (shown.has(id)) return;
    remember(id);
    channel?.postMessage(id);
    act();
  }

  function take(): void {
    if (document.visibilityState !== "visible") return;
    for (const [id, act] of [...waiting]) {
      if (!locks || !channel) show(id, act);
      else
        void locks
          .request(`${name}-${id}`, { ifAvailable: true }, async (lock) => {
            if (lock === null || shown.has(id) || !waiting.has(id)) return;
            show(id, act);
            await new Promise((resolve) => setTimeout(resolve, HELD_MS));
          })
          // Locks are taken away with the page.
          .catch(() => undefined);
    }
  }

  document.addEventListener("visibilitychange", take);
  return {
    claim(id, act) {
      if (shown.has(id)) return;
      waiting.set(id, act);
      take();
    },
    drop: (id) => void waiting.delete(id),
    end() {
      waiting.clear();
      channel?.close();
      document.removeEventListener("visibilitychange", take);
    },
  };
}
