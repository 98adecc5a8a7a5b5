import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { BlockList, isIP } from "node:net";
import next from "next";
import { database } from "#db/client.ts";
import { customer } from "#lib/auth/actor.ts";
import { systemClock } from "#lib/core/clock.ts";
import { env } from "#lib/core/env.ts";
import { availabilityEvents } from "#lib/http/availability-events.ts";
import { CLIENT_ADDRESS_HEADER } from "#lib/http/client-address.ts";
import { filesGateway } from "#lib/http/files/files-gateway.ts";
import { allowOrigin } from "#lib/http/messenger/allow-origin.ts";
import { messengerGateway } from "#lib/http/messenger/messenger-gateway.ts";
import { securityHeaders } from "#lib/http/security-headers.ts";
import { storeRecordedCalls } from "#lib/hub/record-calls.ts";
import { closeSessions } from "#lib/integrations/ecodms/session.ts";
import { awaitBody } from "./await-body.ts";

/**
 * The web process. Next's handlers never see the socket, so this server writes the client's address into a header of
 * ours (overwriting what the client sent): the socket's, or the one a trusted proxy names. The headers that every answer
 * carries are set here as well, so that nothing Next answers by itself goes without.
 */
export async function serveWeb(options: {
  port: number;
  host?: string;
}): Promise<{ port: number; close(): Promise<void> }> {
  const app = next({ dev: false, dir: process.cwd(), quiet: true });
  await app.prepare();
  const handle = app.getRequestHandler();
  const proxies = trustedProxies(env().PARLOUR_TRUSTED_PROXIES);
  const db = database(env().DATABASE_URL);
  const events = availabilityEvents({ actor: customer, env: env(), now: systemClock, db });
  const files = filesGateway({ env: env(), now: systemClock, db });
  const messenger = messengerGateway({ env: env(), now: systemClock, db });
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const address = clientAddress(request, proxies);
    request.headers[CLIENT_ADDRESS_HEADER] = address;
    for (const [name, value] of securityHeaders(request.url ?? "", request.method))
      response.setHeader(name, value);
    if (allowOrigin(request, response, env().MESSENGER_ALLOWED_ORIGINS)) return;
    if (events.answer(request, response, address)) return;
    if (files.answer(request, response, address)) return;
    if (messenger.answer(request, response, address)) return;
    awaitBody(request, response);
    // Next asks for this right before it writes the first bytes; without it both leave as one.
    response.flushHeaders = () => undefined;
    void handle(request, response);
  };
  // A file of gigabytes takes longer than any limit for a whole request: the gateway has one for silence, everybody
  // else's body is awaited for a minute.
  const server = createServer({ requestTimeout: 0, headersTimeout: 20_000 }, answer);
  // Longer than a proxy keeps a connection for the next request (a minute): what is sent on one just closed is lost.
  server.keepAliveTimeout = 65_000;
  // Node would ask for the body of a file before anybody knows whether it may be sent.
  server.on("checkContinue", answer);
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen(options.port, options.host, resolve);
  await listening;
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : options.port,
    close: async () => {
      const closed = new Promise((done) => server.close(done));
      events.close();
      messenger.close();
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 5000).unref();
      await closed;
      // Each holds a connection of the licence, and nobody uses them any more.
      await closeSessions();
      await app.close();
      storeRecordedCalls({ db, now: systemClock });
    },
  };
}

function trustedProxies(list: string): BlockList {
  const proxies = new BlockList();
  for (const entry of list
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean)) {
    const [address = "", prefix] = entry.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (!isIP(address)) throw new Error(`PARLOUR_TRUSTED_PROXIES: ${entry} is not an address or network`);
    if (prefix === undefined) proxies.addAddress(address, family);
    else proxies.addSubnet(address, Number(prefix), family);
  }
  return proxies;
}

/** Walks X-Forwarded-For from our end for as long as each hop is a proxy we trust. */
function clientAddress(request: IncomingMessage, proxies: BlockList): string {
  const hops = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((hop) => hop.trim())
    .filter(Boolean);
  let address = plain(request.socket.remoteAddress ?? "");
  while (hops.length > 0 && isTrusted(address, proxies)) {
    const hop = plain(hops.pop() ?? "");
    if (!isIP(hop)) break;
    address = hop;
  }
  return address;
}

function isTrusted(address: string, proxies: BlockList): boolean {
  const family = isIP(address);
  return family !== 0 && proxies.check(address, family === 6 ? "ipv6" : "ipv4");
}

function plain(address: string): string {
  return address.replace(/^::ffff:/, "");
}
