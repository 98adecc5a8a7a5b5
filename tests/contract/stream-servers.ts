import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createSocketServer, type Socket } from "node:net";
import { Readable } from "node:stream";
import { afterEach } from "vitest";
import { createTransport, type Transport } from "#lib/nextcloud/transport.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** An HTTP server on any free loopback port that sees bodies as they come, until the test ends; and an account there. */
export async function serve(
  handler: Handler,
): Promise<{ url: string; server: Server; transport: Transport }> {
  const server = createServer(handler).listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const url = `http://127.0.0.1:${portOf(server.address())}`;
  return { url, server, transport: at(url) };
}

/** A server below HTTP, for what no HTTP server does. */
export async function serveRaw(onSocket: (socket: Socket) => void): Promise<Transport> {
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    onSocket(socket);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return at(`http://127.0.0.1:${portOf(server.address())}`);
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === "object" && address ? address.port : 0;
}

function at(baseUrl: string): Transport {
  return createTransport({ baseUrl, username: "anna", password: "pw", calendarBasePath: "" });
}

/** So many bytes in pieces, as a client's request brings them. */
export function bytes(size: number, piece = 64 * 1024): Readable {
  let left = size;
  return new Readable({
    read() {
      const next = Math.min(left, piece);
      left -= next;
      this.push(next === 0 ? null : Buffer.alloc(next, 7));
    },
  });
}
