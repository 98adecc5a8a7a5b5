import type { EventRow } from "#db/queries/read-events.ts";
import type { StreamEventJson } from "./event-json.ts";

/** An event as JSON (StoredEventJson), made of the text that lies in the table: nothing is parsed for it. */
export function eventText({ seq, type, data }: EventRow): string {
  const rest = data.slice(1);
  return `{"seq":${seq},"type":${JSON.stringify(type)}${rest === "}" ? "" : ","}${rest}`;
}

/** An event as it is sent (HTML standard 9.2): JSON has no line breaks of its own, so it is one line of data. */
export function eventFrame(event: EventRow): Buffer {
  return Buffer.from(`id: ${event.seq}\ndata: ${eventText(event)}\n\n`);
}

/** What a stream says of itself. With `id`, whoever comes back names it. */
export function streamFrame(event: StreamEventJson, id?: number): string {
  return `${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(event)}\n\n`;
}
