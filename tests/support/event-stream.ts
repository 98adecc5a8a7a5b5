import { get, type IncomingMessage } from "node:http";
import { waitFor } from "./wait-for.ts";

/** A connection that is told events, as a browser's EventSource keeps one. */
export interface EventStream {
  status: number;
  headers: IncomingMessage["headers"];
  /** All that came so far. */
  text(): string;
  /** Waits for the event with a number, counted from 1. */
  event(count: number): Promise<{ id: string; data: unknown }>;
  /** The server has ended it, or we did. */
  ended: Promise<void>;
  close(): void;
}

export function openEventStream(url: string, headers: Record<string, string> = {}): Promise<EventStream> {
  const { promise, resolve, reject } = Promise.withResolvers<EventStream>();
  const request = get(url, { headers, agent: false }, (response) => {
    let text = "";
    response.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    const end = Promise.withResolvers<void>();
    response.once("close", () => end.resolve());
    // A connection that is cut is what these tests are about.
    response.on("error", () => undefined);
    const events = () =>
      [...text.matchAll(/event: availability\nid: (\d+)\ndata: (.*)\n\n/g)].map((found) => ({
        id: found[1] ?? "",
        data: parsed(found[2] ?? "null"),
      }));
    resolve({
      status: response.statusCode ?? 0,
      headers: response.headers,
      text: () => text,
      event: (count) => waitFor(`event ${count}`, () => events()[count - 1]),
      ended: end.promise,
      close: () => request.destroy(),
    });
  });
  request.once("error", reject);
  return promise;
}

function parsed(json: string): unknown {
  return JSON.parse(json);
}
