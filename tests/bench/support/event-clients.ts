import { connect, type Socket } from "node:net";

/** Listens to a stream of events as little as can be: it knows of each event by its empty line and keeps none. */
export interface EventClient {
  socket: Socket;
  /** Events so far, the first words included. */
  count: number;
  /** Calls at the moment this many have come. */
  at(count: number, reached: () => void): void;
}

const END = Buffer.from("\n\n");

export async function openEventClient(
  url: string,
  headers: Record<string, string> = {},
): Promise<EventClient> {
  const { hostname, port, pathname, search } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  let wanted = Number.POSITIVE_INFINITY;
  let reached = () => {};
  let rest: Buffer = Buffer.alloc(0);
  const client: EventClient = {
    socket,
    count: 0,
    at(count, call) {
      wanted = count;
      reached = call;
      tell();
    },
  };
  function tell(): void {
    if (client.count < wanted) return;
    wanted = Number.POSITIVE_INFINITY;
    reached();
  }
  socket.on("data", (chunk: Buffer) => {
    // A mark may come in two parts.
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    for (let from = bytes.indexOf(END); from !== -1; from = bytes.indexOf(END, from + END.length))
      client.count += 1;
    rest = bytes.at(-1) === 10 && bytes.at(-2) !== 10 ? Buffer.from([10]) : Buffer.alloc(0);
    tell();
  });
  socket.on("error", () => undefined);
  const lines = Object.entries({ Host: hostname, ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  socket.write(`GET ${pathname}${search} HTTP/1.1\r\n${lines.join("")}\r\n`);
  await new Promise<void>((resolve, reject) => {
    socket.once("close", () => reject(new Error("The stream did not begin.")));
    client.at(1, resolve);
  });
  return client;
}
