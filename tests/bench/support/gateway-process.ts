import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { database } from "#db/client.ts";
import { systemClock } from "#lib/core/clock.ts";
import { env } from "#lib/core/env.ts";
import { filesGateway } from "#lib/http/files/files-gateway.ts";
import { securityHeaders } from "#lib/http/security-headers.ts";

/**
 * What of the web process stands in front of Next, in a process of its own. `GET /memory` answers its resident bytes,
 * after a collection where the process was started with one.
 */
const db = database(env().DATABASE_URL);
const files = filesGateway({ env: env(), now: systemClock, db });
const answer = (request: IncomingMessage, response: ServerResponse) => {
  for (const [name, value] of securityHeaders(request.url ?? "")) response.setHeader(name, value);
  if (files.answer(request, response, "127.0.0.1")) return;
  response.end(String(process.memoryUsage.rss()));
};
const server = createServer({ requestTimeout: 0 }, answer);
server.on("checkContinue", answer);
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(`Ready: http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`);
});
process.once("SIGTERM", () => process.exit());
