import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { onTestFinished } from "vitest";

/**
 * What answers in front of Next, on a server of its own until the test is over; 418 for what is not its own.
 * @returns its address
 */
export async function serveAnswerer(
  answer: (request: IncomingMessage, response: ServerResponse) => boolean,
): Promise<string> {
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    if (!answer(request, response)) response.writeHead(418).end();
  };
  const server = createServer({ requestTimeout: 0 }, listener);
  server.on("checkContinue", listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}
