import type { MessengerEventJson } from "#lib/messenger/event-json.ts";

export interface SeqEvent {
  seq: number;
  event: MessengerEventJson;
}

const KEPT = 200;

/** The newest events a tab heard, for tabs that come later; `since` is the newest from before. */
export function recentEvents(since: number): {
  /** @returns false for one that was heard already */
  add(event: SeqEvent): boolean;
  /** The newest seq; null after `forget`, until the next one. */
  newest(): number | null;
  /** What came after `seq`; null where that is not known. */
  after(seq: number | null): SeqEvent[] | null;
  /** Some were missed: what was known before says nothing about what comes. */
  forget(): void;
} {
  let kept: SeqEvent[] = [];
  /** Everything after this is in `kept`. */
  let from: number | null = since;
  return {
    add(event) {
      const newest = kept.at(-1)?.seq ?? from;
      if (newest !== null && event.seq <= newest) return false;
      kept.push(event);
      if (kept.length > KEPT) from = kept.shift()?.seq ?? from;
      return true;
    },
    newest: () => kept.at(-1)?.seq ?? from,
    after(seq) {
      // Who knows of nothing hears what comes from now on.
      if (seq === null) return [];
      return from !== null && seq >= from ? kept.filter((event) => event.seq > seq) : null;
    },
    forget() {
      kept = [];
      from = null;
    },
  };
}
