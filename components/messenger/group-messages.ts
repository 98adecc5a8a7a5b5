import { zonedClock } from "#components/booking/clock-words.ts";
import type { MessageJson } from "#lib/messenger/room-json.ts";

/** What one person said in one go. */
export interface MessageRun {
  sender: string;
  own: boolean;
  /** A notification stands alone. */
  isNotification: boolean;
  atMs: number;
  messages: readonly MessageJson[];
}

interface MessageDay {
  /** `YYYY-MM-DD` in the zone. */
  day: string;
  runs: readonly MessageRun[];
}

/** Who is silent for so long begins anew. */
const PAUSE_MS = 5 * 60_000;

/** Oldest first, by day of the zone and by sender. `breakAt` is the seq before which a line stands: nothing goes across it. */
export function groupMessages(
  messages: readonly MessageJson[],
  zone: string,
  breakAt: number | null = null,
): MessageDay[] {
  const days: { day: string; runs: (MessageRun & { messages: MessageJson[] })[] }[] = [];
  let lastMs = 0;
  for (const message of messages) {
    const atMs = Date.parse(message.created_at);
    const { day } = zonedClock(atMs, zone);
    let today = days.at(-1);
    // A clock that went back tears no day in two.
    if (!today || day > today.day) {
      today = { day, runs: [] };
      days.push(today);
    }
    const run = today.runs.at(-1);
    const isNotification = message.notification !== null;
    const goesOn =
      run &&
      !isNotification &&
      !run.isNotification &&
      run.own === message.own &&
      run.sender === senderKey(message) &&
      message.seq !== breakAt &&
      atMs - lastMs < PAUSE_MS;
    if (goesOn) run.messages.push(message);
    else
      today.runs.push({
        sender: senderKey(message),
        own: message.own,
        isNotification,
        atMs,
        messages: [message],
      });
    lastMs = atMs;
  }
  return days;
}

function senderKey({ sender, sender_display_name }: MessageJson): string {
  return sender || sender_display_name;
}
