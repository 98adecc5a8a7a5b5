import { UpstreamError } from "#lib/core/errors.ts";
import { joinUnderBase } from "./account.ts";
import { type HttpAnswer, httpFailure } from "./http-failure.ts";
import { networkFailure } from "./network-failure.ts";
import { readBody } from "./read-body.ts";
import { takeRequestSlot } from "./request-slots.ts";
import { withDeadline } from "./with-deadline.ts";

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 200_000;

export interface AnonymousRequest {
  baseUrl: string;
  /** Below the installation. */
  path: string;
  /** Sent as a form. */
  form?: Readonly<Record<string, string>>;
  userAgent?: string;
  fetch?: typeof fetch;
  signal?: AbortSignal;
}

/**
 * POSTs as nobody, with no credentials and no cookies, to the configured address and no other: no redirect is followed.
 * @throws UpstreamError `network`, `rate-limited`, `rejected` (`redirect`, 5xx), `malformed` (`too-large`)
 */
export async function postAnonymously(request: AnonymousRequest): Promise<HttpAnswer> {
  const url = new URL(joinUnderBase(request.baseUrl, request.path), new URL(request.baseUrl).origin);
  const send = request.fetch ?? fetch;
  try {
    const release = await takeRequestSlot(url.host, request.signal);
    try {
      const answer = await withDeadline(TIMEOUT_MS, request.signal, async (signal) => {
        const response = await send(url.href, {
          method: "POST",
          headers: { "User-Agent": request.userAgent ?? "Parlour", Accept: "application/json" },
          body: request.form && new URLSearchParams(request.form),
          redirect: "manual",
          // Next gives route handlers a fetch of its own, which could answer from a cache.
          cache: "no-store",
          signal,
        });
        return {
          status: response.status,
          headers: response.headers,
          text: await readBody(response, MAX_BYTES),
        };
      });
      if (answer.status >= 300 && answer.status < 400) throw redirectRefused(url, answer);
      if (answer.status === 429 || answer.status >= 500) throw httpFailure(url.host, answer);
      return answer;
    } finally {
      release();
    }
  } catch (cause) {
    if (cause instanceof UpstreamError) throw cause;
    throw networkFailure(url.host, cause, request.signal?.aborted);
  }
}

function redirectRefused(url: URL, answer: HttpAnswer): UpstreamError {
  const location = answer.headers.get("location") ?? "";
  const target = URL.canParse(location, url.href)
    ? new URL(location, url.href).origin
    : "no readable address";
  return new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    reason: "redirect",
    retryable: false,
    status: answer.status,
    message: `The server ${url.origin} sends requests on to ${target}, which is not followed.`,
  });
}
