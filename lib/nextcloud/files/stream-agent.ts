import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { processWide } from "#lib/core/process-wide.ts";

/** Apart from the four places of small requests, so that no download makes a listing wait. */
const PLACES = 16;
/** Servers close an unused connection after 5 s; one that is closed while a body sets out on it is lost. */
const UNUSED_MS = 3_500;

/** The connections to one origin, in the whole process: at most sixteen, the rest wait for their turn. */
export function streamAgent(origin: string): HttpAgent | HttpsAgent {
  const all = processWide("nextcloud.stream-agents", () => new Map<string, HttpAgent | HttpsAgent>());
  const known = all.get(origin);
  if (known) return known;
  const options = {
    keepAlive: true,
    maxSockets: PLACES,
    maxFreeSockets: 4,
    timeout: UNUSED_MS,
    noDelay: true,
  };
  const agent = origin.startsWith("https:") ? new HttpsAgent(options) : new HttpAgent(options);
  all.set(origin, agent);
  return agent;
}
