import type { MessageJson } from "#lib/messenger/room-json.ts";

/** What somebody sent from this browser and that is not in the history yet. */
export interface Outgoing {
  /** Names it, here and as Idempotency-Key: sent twice it is one message. */
  key: string;
  roomId: string;
  body: string;
  file: OutgoingFile | null;
  /** `sending` also while it waits for those before it. */
  state: "sending" | "failed";
  /** Why it failed, in the words of the API's codes. */
  problem: { code: string; detail: string } | null;
  /** The newest message that was known when it was sent. */
  afterSeq: number;
  /** Its seq, once the server answered. */
  seq: number | null;
  atMs: number;
}

export interface OutgoingFile {
  name: string;
  size: number;
  type: string;
  /** A picture as this browser has it. */
  previewUrl: string | null;
  /** Bytes that have left. */
  sent: number;
}

/**
 * Those that the history does not show. What was sent may come back by the live events before its own answer is here;
 * each such message stands for one of ours.
 */
export function notYetShown(outgoing: readonly Outgoing[], messages: readonly MessageJson[]): Outgoing[] {
  const shown = new Set(messages.map(({ seq }) => seq));
  const answered = new Set(outgoing.flatMap(({ seq }) => (seq === null ? [] : [seq])));
  const claimed = new Set<number>();
  return outgoing.filter((item) => {
    if (item.seq !== null) return !shown.has(item.seq);
    const mine = messages.find(
      (message) =>
        message.own &&
        message.seq > item.afterSeq &&
        !claimed.has(message.seq) &&
        !answered.has(message.seq) &&
        isSame(item, message),
    );
    if (!mine) return true;
    claimed.add(mine.seq);
    return false;
  });
}

function isSame(item: Outgoing, message: MessageJson): boolean {
  return item.file
    ? message.media?.filename === item.file.name && message.media.size === item.file.size
    : message.media === null && message.body === item.body;
}

/** The one to send next: in the order they were written; one that failed holds up nobody. */
export function nextToSend(outgoing: readonly Outgoing[]): Outgoing | undefined {
  return outgoing.find(({ seq, state }) => seq === null && state === "sending");
}
