import type { Readable } from "node:stream";
import { UpstreamError } from "#lib/core/errors.ts";
import type { NextcloudAccount } from "./account.ts";
import { readStreamFailure } from "./files/read-stream-text.ts";
import type { StreamAnswer } from "./files/stream-answer.ts";
import { streamRequest } from "./files/stream-request.ts";
import { type HttpAnswer, httpFailure } from "./http-failure.ts";
import { networkFailure } from "./network-failure.ts";
import { readBody } from "./read-body.ts";
import { takeRequestSlot } from "./request-slots.ts";
import { withDeadline } from "./with-deadline.ts";

const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_MAX_BYTES = 64_000_000;
const MAX_REDIRECTS = 3;
const REDIRECTED_METHODS = new Set(["GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT"]);
const SAFE_METHODS = new Set(["GET", "HEAD"]);
const REDIRECT_STATUSES = new Set([301, 302, 303, 307, 308]);

interface TransportRequest {
  method: string;
  /** An absolute path at the account's origin (as servers write hrefs) or a URL at it. */
  href: string;
  headers?: Record<string, string>;
  body?: string;
  /** Also gives up a request that still waits for its turn. */
  signal?: AbortSignal;
  /** For the whole exchange, body and redirects included; it runs from the moment the request has its turn. */
  timeoutMs?: number;
  maxBytes?: number;
}

interface TransportStream {
  method: string;
  /** As of a request. */
  href: string;
  headers?: Record<string, string>;
  /** Exactly `size` bytes. Paused and left to the caller where the exchange fails. */
  body?: { source: Readable; size: number };
  /** Ends the exchange at any time, also while the answer's body is read. */
  signal?: AbortSignal;
  /** How long nothing may move in either direction; 30 s. */
  idleMs?: number;
  /** How long the answer may take once the body is sent; 120 s. */
  answerMs?: number;
}

/** Sends requests as one account to one origin. Carries no readable password. */
export interface Transport {
  readonly account: Readonly<Omit<NextcloudAccount, "password">>;
  readonly origin: string;
  /**
   * Answers every status a caller may have use for. Throws UpstreamError: `network` (`timeout`, `dns`, `tls`,
   * `refused`, `reset`, `network`, `aborted`), `auth` (401), `rate-limited` (429), `rejected` for 5xx,
   * `other-origin` and `redirect`, `malformed` for `too-large`.
   */
  request(request: TransportRequest): Promise<HttpAnswer>;
  /**
   * As `request`, but for bodies of any size: neither is held in memory, and there is no limit to the whole, only
   * to silence. At most sixteen at once go to one host, apart from requests. Throws as `request`, and `rejected`
   * with `source-failed` or `size-mismatch` for a body that is not what was announced.
   */
  openStream(request: TransportStream): Promise<StreamAnswer>;
}

export interface TransportOptions {
  timeoutMs?: number;
  fetch?: typeof fetch;
  userAgent?: string;
}

/** A transport for the account. At most four requests at once go to one host, in the whole process. */
export function createTransport(account: NextcloudAccount, options: TransportOptions = {}): Transport {
  const base = withoutCredentials(new URL(account.baseUrl));
  const authorization = `Basic ${Buffer.from(`${account.username}:${account.password}`, "utf8").toString("base64")}`;
  const send = options.fetch ?? fetch;

  async function exchange(request: TransportRequest, first: URL, signal: AbortSignal): Promise<HttpAnswer> {
    let url = first;
    for (let hops = 0; ; hops += 1) {
      const response = await send(url.href, {
        method: request.method,
        headers: {
          "User-Agent": options.userAgent ?? "Parlour",
          ...request.headers,
          Authorization: authorization,
        },
        body: request.body,
        redirect: "manual",
        // Next gives route handlers a fetch of its own, which could answer from a cache.
        cache: "no-store",
        signal,
      });
      if (!REDIRECT_STATUSES.has(response.status)) {
        const text = await readBody(response, request.maxBytes ?? DEFAULT_MAX_BYTES);
        return { status: response.status, headers: response.headers, text };
      }
      await response.body?.cancel();
      const { status, headers } = response;
      const location = headers.get("location") ?? "";
      url = redirectTarget({ status, location, method: request.method }, url, hops);
    }
  }

  async function openStream(request: TransportStream): Promise<StreamAnswer> {
    let url = targetUrl(request.href, base);
    let resets = 0;
    for (let hops = 0; ; ) {
      const headers = {
        "User-Agent": options.userAgent ?? "Parlour",
        ...request.headers,
        Authorization: authorization,
      };
      let answer: StreamAnswer;
      try {
        answer = await streamRequest(url, { ...request, headers });
      } catch (error) {
        // The server had just closed the connection that was kept.
        const again = resets === 0 && request.body === undefined && SAFE_METHODS.has(request.method);
        if (!again || !(error instanceof UpstreamError) || error.reason !== "reset") throw error;
        resets += 1;
        continue;
      }
      if (REDIRECT_STATUSES.has(answer.status)) {
        answer.abort();
        const location = answer.headers.location ?? "";
        const method = request.body ? "PUT" : request.method;
        url = redirectTarget({ status: answer.status, location, method }, url, hops);
        hops += 1;
        continue;
      }
      if (answer.status === 401 || answer.status === 429 || answer.status >= 500)
        throw httpFailure(url.host, await readStreamFailure(answer));
      return answer;
    }
  }

  return {
    openStream,
    account: Object.freeze({
      baseUrl: base.href.replace(/\/+$/, ""),
      username: account.username,
      calendarBasePath: account.calendarBasePath,
    }),
    origin: base.origin,
    async request(request) {
      const url = targetUrl(request.href, base);
      try {
        const release = await takeRequestSlot(url.host, request.signal);
        try {
          const timeoutMs = request.timeoutMs ?? options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
          const answer = await withDeadline(timeoutMs, request.signal, (signal) =>
            exchange(request, url, signal),
          );
          if (answer.status === 401 || answer.status === 429 || answer.status >= 500)
            throw httpFailure(url.host, answer);
          return answer;
        } finally {
          release();
        }
      } catch (cause) {
        if (cause instanceof UpstreamError) throw cause;
        throw networkFailure(url.host, cause, request.signal?.aborted);
      }
    },
  };
}

/**
 * The URL to ask, at the account's origin and without credentials; anything else is refused before a byte is sent.
 */
function targetUrl(href: string, base: URL): URL {
  if (!URL.canParse(href, base.href)) throw otherOrigin(base.origin);
  const url = withoutCredentials(new URL(href, base.href));
  if (url.origin !== base.origin) throw otherOrigin(base.origin);
  url.hash = "";
  return url;
}

function redirectTarget(
  response: { status: number; location: string; method: string },
  from: URL,
  hops: number,
): URL {
  const { location, method } = response;
  const target = URL.canParse(location, from.href) ? withoutCredentials(new URL(location, from.href)) : null;
  if (!target)
    throw redirectRefused(response.status, `The server ${from.host} sent us on to no readable address.`);
  if (target.origin !== from.origin)
    throw redirectRefused(
      response.status,
      `The server ${from.origin} sends requests on to ${target.origin}; the password is not sent there.`,
    );
  if (!REDIRECTED_METHODS.has(method))
    throw redirectRefused(
      response.status,
      `The server ${from.host} sends this change on to another address, which is not followed.`,
    );
  if (hops >= MAX_REDIRECTS)
    throw redirectRefused(response.status, `The server ${from.host} sends requests on too many times.`);
  return target;
}

function withoutCredentials(url: URL): URL {
  url.username = "";
  url.password = "";
  return url;
}

function otherOrigin(origin: string): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    reason: "other-origin",
    retryable: false,
    message: `The address is not at ${origin}; the password is only ever sent there.`,
  });
}

function redirectRefused(status: number, message: string): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    reason: "redirect",
    retryable: false,
    status,
    message,
  });
}
