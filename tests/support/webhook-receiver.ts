import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface ReceivedCall {
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** A system that is called by webhooks and notes what it got. */
export interface WebhookReceiver {
  url: string;
  calls: ReceivedCall[];
  /** Answers from now on; 204 unless said. */
  answer: (respond: (response: ServerResponse) => void) => void;
  close(): Promise<void>;
}

export async function startWebhookReceiver(port = 0): Promise<WebhookReceiver> {
  const calls: ReceivedCall[] = [];
  let respond: (response: ServerResponse) => void = (response) => response.writeHead(204).end();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString("utf8");
    calls.push({ path: request.url ?? "", headers: request.headers, body });
    respond(response);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = server.address();
  const bound = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${bound}/hook`,
    calls,
    answer: (next) => {
      respond = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** As a receiver verifies by the text of Standard Webhooks, written apart from what signs. */
export function isSigned(call: Pick<ReceivedCall, "headers" | "body">, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signed = `${call.headers["webhook-id"]}.${call.headers["webhook-timestamp"]}.${call.body}`;
  const expected = createHmac("sha256", key).update(signed).digest();
  return String(call.headers["webhook-signature"])
    .split(" ")
    .filter((signature) => signature.startsWith("v1,"))
    .map((signature) => Buffer.from(signature.slice(3), "base64"))
    .some((sent) => sent.length === expected.length && timingSafeEqual(sent, expected));
}
