import type { HistoryJson, MessageJson } from "#lib/messenger/room-json.ts";

/** What of a room's history is shown: always without a gap, up to the newest that is known. */
export interface ShownHistory {
  /** By seq, oldest first. */
  messages: readonly MessageJson[];
  /** `before` of the page that comes before; null where nothing is older. */
  older: number | null;
}

export function shownHistory(page: Pick<HistoryJson, "messages" | "prev_cursor">): ShownHistory {
  return { messages: bySeq(page.messages), older: page.prev_cursor };
}

/** Messages that came, or came again changed: each once, the later word counts. */
export function withMessages(shown: ShownHistory, came: readonly MessageJson[]): ShownHistory {
  if (came.length === 0) return shown;
  const known = new Map(shown.messages.map((message) => [message.seq, message]));
  for (const message of came) known.set(message.seq, message);
  return { ...shown, messages: bySeq([...known.values()]) };
}

/** The page before what is shown. */
export function withOlder(shown: ShownHistory, page: HistoryJson): ShownHistory {
  return { messages: withMessages(shown, page.messages).messages, older: page.prev_cursor };
}

/**
 * The newest page, asked for again after a while. Where it does not reach back to what is shown it takes its place,
 * because what lies between is not known.
 */
export function withNewest(shown: ShownHistory, page: HistoryJson): ShownHistory {
  const first = page.messages[0]?.seq;
  const newest = newestSeq(shown);
  if (first !== undefined && first > newest && page.prev_cursor !== null) return shownHistory(page);
  return withMessages(shown, page.messages);
}

/** 0 where nothing is shown. */
export function newestSeq(shown: Pick<ShownHistory, "messages">): number {
  return shown.messages.at(-1)?.seq ?? 0;
}

/**
 * Up to where nothing is expected to change: what is on its way to the chat may have arrived, or been refused, before
 * anybody was told of it, so it is asked for again with what came since.
 */
export function settledSeq(shown: Pick<ShownHistory, "messages">): number {
  const waiting = shown.messages.find(({ state }) => state === "queued");
  return waiting ? waiting.seq - 1 : newestSeq(shown);
}

function bySeq(messages: readonly MessageJson[]): MessageJson[] {
  return [...messages].sort((one, other) => one.seq - other.seq);
}
