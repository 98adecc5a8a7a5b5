import { UpstreamError } from "#lib/core/errors.ts";
import { normaliseHref } from "./href.ts";
import { type HttpAnswer, httpFailure } from "./http-failure.ts";
import { type Multistatus, parseMultistatus } from "./multistatus.ts";
import type { Transport } from "./transport.ts";
import { htmlInsteadOfXml } from "./xml.ts";

/** A request tsdav can build: one of its functions with everything filled in but the URL and `fetch`. */
export type DavRequestBuilder = (target: { url: string; fetch: typeof fetch }) => Promise<unknown>;

export interface SendOptions {
  signal?: AbortSignal;
  timeoutMs?: number;
}

/**
 * Sends the one request that a function of tsdav builds, through our transport, and answers what came back.
 * tsdav itself is handed an empty answer: its parser turns numeric text into numbers, cuts what it cannot read at
 * 4096 characters and takes 2.3 s where ours takes 0.3 s, and its functions read an HTTP error as an empty result.
 */
export async function sendDav(
  transport: Transport,
  href: string,
  build: DavRequestBuilder,
  options: SendOptions = {},
): Promise<HttpAnswer> {
  let outcome: Promise<HttpAnswer> | undefined;
  await build({
    url: new URL(href, transport.origin).href,
    fetch: async (input, init) => {
      outcome = transport.request({
        method: init?.method ?? "GET",
        href: String(input),
        headers: Object.fromEntries(new Headers(init?.headers)),
        body: typeof init?.body === "string" ? init.body : undefined,
        ...options,
      });
      await outcome.catch(() => undefined);
      return new Response("", { status: 207 });
    },
  });
  if (!outcome) throw new Error("The request builder sent nothing.");
  return outcome;
}

/**
 * As `sendDav`, for requests whose only good answer is a complete 207. Throws UpstreamError for every other, also
 * where the 207 only wraps a failure of the very address that was asked (Xandikos).
 */
export async function sendForMultistatus(
  transport: Transport,
  href: string,
  build: DavRequestBuilder,
  options: SendOptions = {},
): Promise<Multistatus> {
  const answer = await sendDav(transport, href, build, options);
  const multistatus = expectMultistatus(transport, answer);
  refuseWrappedFailure(transport, href, multistatus);
  return multistatus;
}

/** Throws what the 207 says of the address itself, where that is a failure. */
export function refuseWrappedFailure(transport: Transport, href: string, { responses }: Multistatus): void {
  const asked = withSlash(normaliseHref(href, transport.origin));
  for (const response of responses) {
    const status = response.status ?? 0;
    if (status < 400 || withSlash(normaliseHref(response.href, asked)) !== asked) continue;
    throw httpFailure(new URL(transport.origin).host, { status, headers: new Headers(), text: "" });
  }
}

function withSlash(path: string): string {
  return path.endsWith("/") ? path : `${path}/`;
}

/** The multistatus of an answer; any other answer as UpstreamError. */
export function expectMultistatus(transport: Transport, answer: HttpAnswer): Multistatus {
  if (answer.status === 207) return parseMultistatus(answer.text);
  if (answer.status >= 400) throw httpFailure(new URL(transport.origin).host, answer);
  if (/text\/html/i.test(answer.headers.get("content-type") ?? "")) throw htmlInsteadOfXml();
  throw new UpstreamError({
    service: "nextcloud",
    kind: "malformed",
    reason: "not-multistatus",
    status: answer.status,
    message: `The server answered with status ${answer.status} where CalDAV answers 207.`,
  });
}
