import { type LookupAddress, lookup } from "node:dns";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { SECOND } from "#lib/core/clock.ts";
import { isRefusedAddress } from "./refused-address.ts";

/** For the whole exchange. */
const TIMEOUT_MS = 10 * SECOND;
/** So much of an answer is looked at; whoever reads the log needs no more. */
const MAX_ANSWER_BYTES = 4096;

/** What came of a call. `failure` is a key for words; an answer outside 2xx is `status`, `redirect` or `gone`. */
export interface WebhookOutcome {
  status: number | null;
  failure: string | null;
  /** The start of what was answered. */
  answer: string;
  /** Epoch milliseconds before which the other side does not want to be asked again. */
  retryAt: number | null;
}

type AskNames = (
  hostname: string,
  options: { all: true },
  done: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

/** A lookup that hands out no address we may not connect to: what was checked is what is connected to. */
function checkedLookup(ask: AskNames): LookupFunction {
  return (hostname, options, done) => {
    ask(hostname, { ...options, all: true }, (error, addresses = []) => {
      const [first] = addresses;
      if (error) return done(error, []);
      if (!first || addresses.some(({ address }) => isRefusedAddress(address)))
        return done(Object.assign(new Error("refused address"), { code: "REFUSED_ADDRESS" }), []);
      if (options.all) return done(null, addresses);
      return done(null, first.address, first.family);
    });
  };
}

/** Posts a JSON body and never throws: follows no redirect, waits ten seconds at most, connects to no refused address. */
export async function postWebhook(
  url: string,
  input: {
    body: string;
    headers: Record<string, string>;
    nowMs: number;
    timeoutMs?: number;
    /** Who knows the addresses of names; the system's resolver. */
    askNames?: AskNames;
  },
): Promise<WebhookOutcome> {
  const target = new URL(url);
  const failed = (failure: string): WebhookOutcome => ({ status: null, failure, answer: "", retryAt: null });
  if (target.protocol !== "https:" && target.protocol !== "http:") return failed("address");
  if (isRefusedAddress(target.hostname)) return failed("forbidden_address");
  const signal = AbortSignal.timeout(input.timeoutMs ?? TIMEOUT_MS);
  try {
    const response = await send(target, input, signal);
    const answer = await readStart(response);
    const status = response.statusCode ?? 0;
    const retryAt = retryAfter(response.headers["retry-after"], input.nowMs);
    return { status, failure: failureOf(status), answer, retryAt };
  } catch (error) {
    return failed(signal.aborted ? "timeout" : causeOf(error));
  }
}

function send(
  target: URL,
  input: { body: string; headers: Record<string, string>; askNames?: AskNames },
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const body = Buffer.from(input.body, "utf8");
  return new Promise((resolve, reject) => {
    const request = (target.protocol === "https:" ? https : http).request(target, {
      method: "POST",
      agent: false,
      lookup: checkedLookup(input.askNames ?? lookup),
      signal,
      headers: {
        "Content-Type": "application/json",
        "Content-Length": body.length,
        "User-Agent": "Parlour-Webhooks/1",
        ...input.headers,
      },
    });
    request.once("response", resolve);
    request.on("error", reject);
    // An answer that changes the protocol (101) is neither: the connection is simply over.
    request.once("close", () => reject(new Error("closed without an answer")));
    request.end(body);
  });
}

/** Whatever else is sent is not waited for. */
async function readStart(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    if (size >= MAX_ANSWER_BYTES) break;
  }
  response.destroy();
  return Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES).toString("utf8").replaceAll("\0", "");
}

function failureOf(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return "redirect";
  return status === 410 ? "gone" : "status";
}

/** RFC 9110, section 10.2.3: seconds, or a date. */
function retryAfter(header: string | undefined, nowMs: number): number | null {
  if (!header) return null;
  const atMs = /^\d{1,9}$/.test(header) ? nowMs + Number(header) * SECOND : Date.parse(header);
  return Number.isFinite(atMs) ? atMs : null;
}

const CAUSES: Record<string, string> = {
  ENOTFOUND: "dns",
  EAI_AGAIN: "dns",
  ECONNREFUSED: "refused",
  ECONNRESET: "reset",
  EPIPE: "reset",
  EPROTO: "tls",
  REFUSED_ADDRESS: "forbidden_address",
};

function causeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return CAUSES[code] ?? (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code) ? "tls" : "network");
}
