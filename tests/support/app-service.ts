import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { z } from "zod";

const transaction = z.object({ events: z.array(z.looseObject({ type: z.string(), event_id: z.string() })) });

/** An application service that notes what the homeserver brings, and answers what it is told to. */
export async function startAppService(port = 0) {
  const calls: { line: string; authorization: string; body: string }[] = [];
  let status = 200;
  const server = createServer(async (request: IncomingMessage, response) => {
    const { method, url, headers } = request;
    calls.push({
      line: `${method} ${url}`,
      authorization: headers.authorization ?? "",
      body: await text(request),
    });
    response.writeHead(status, { "Content-Type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    calls,
    answer(next: number) {
      status = next;
    },
    /** Ids of the transactions that came, repeated ones too. */
    transactions: () => calls.flatMap(({ line }) => /\/transactions\/(.+)$/.exec(line)?.[1] ?? []),
    /** Events of transactions, in order; each as often as it came. */
    events: () =>
      calls
        .filter(({ line }) => line.includes("/transactions/"))
        .flatMap(({ body }) => transaction.parse(JSON.parse(body)).events),
  };
}
