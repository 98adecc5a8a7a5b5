import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createFaults, type Faults } from "../faults.ts";

/** A stand-in for a third-party system: one HTTP application with its state in memory. */
export interface System {
  /** @param url of the request below where the system is mounted: `/api/v1/tasks?limit=2` at any origin. */
  answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
  /** Ends what it does of its own accord. */
  close?(): void;
}

/** Answers one request of a system: what was ordered to go wrong first. */
export async function answerSystem(
  system: System,
  faults: ReturnType<typeof createFaults>,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  if (await faults.meet(request, response)) return;
  await system.answer(request, response, new URL(path, "http://localhost"));
}

export interface RunningSystem {
  /** Without a trailing slash. */
  url: string;
  faults: Faults;
  /** Requests that came, whatever was answered: `POST /api/v1/tasks?limit=2`. */
  requests: string[];
  close(): Promise<void>;
}

/** Starts one system alone on a free loopback port; for tests. */
export async function startSystem(system: System): Promise<RunningSystem> {
  const faults = createFaults();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answerSystem(system, faults, request, response, request.url ?? "/").catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { "Content-Type": "text/plain; charset=utf-8" });
      response.end(String(error));
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    faults,
    requests,
    close: () =>
      new Promise<void>((resolve, reject) => {
        system.close?.();
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
