import { UpstreamError } from "#lib/core/errors.ts";
import { readBounded } from "#lib/core/read-bounded.ts";
import type { ClientRequest } from "./client.ts";
import type { Connector } from "./connector.ts";
import { redirectTarget } from "./target-url.ts";

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Of a refusal only its first sentence is ever looked at. */
const REFUSAL_BYTES = 1_000_000;
const ANSWER_BYTES = 8_000_000;

/** One answer, whatever its status. `body` is null once it was read as text. */
export interface VendorAnswer {
  status: number;
  headers: Headers;
  text: string;
  body: ReadableStream<Uint8Array> | null;
}

export interface Exchange {
  connector: Connector;
  send: typeof fetch;
  request: Pick<ClientRequest, "method" | "headers" | "json" | "form" | "multipart" | "maxBytes">;
  url: URL;
  credentials: Record<string, string>;
  streamed: boolean;
}

/** One request and its answer, redirects within the origin included. Throws what `fetch` throws, and UpstreamError. */
export async function exchange(asked: Exchange, signal: AbortSignal): Promise<VendorAnswer> {
  const { connector, request, send } = asked;
  const method = request.method ?? "GET";
  let { url } = asked;
  for (let hops = 0; ; hops += 1) {
    const response = await send(url.href, {
      method,
      headers: {
        "User-Agent": "Parlour",
        ...(request.json === undefined ? {} : { "Content-Type": "application/json" }),
        // What is compressed on the way has another length than it says.
        ...(asked.streamed ? { "Accept-Encoding": "identity" } : {}),
        ...request.headers,
        ...asked.credentials,
      },
      body: bodyOf(request),
      redirect: "manual",
      // Next gives route handlers a fetch of its own, which could answer from a cache.
      cache: "no-store",
      signal,
    });
    if (!REDIRECTS.has(response.status)) return read(asked, response);
    await response.body?.cancel();
    const location = response.headers.get("location") ?? "";
    url = redirectTarget(connector, { status: response.status, location, method }, url, hops);
  }
}

async function read({ connector, request, streamed }: Exchange, response: Response): Promise<VendorAnswer> {
  const { status, headers, ok, body } = response;
  if (ok && streamed) return { status, headers, text: "", body: body ?? new Blob([]).stream() };
  const maxBytes = request.maxBytes ?? ANSWER_BYTES;
  const text = await readBounded(response, ok ? maxBytes : REFUSAL_BYTES);
  if (text === null && ok)
    throw new UpstreamError({
      service: connector.id,
      kind: "malformed",
      reason: "too-large",
      status,
      message: `The answer of ${connector.name} is larger than ${megabytes(maxBytes)} MB, which is not accepted.`,
    });
  return { status, headers, text: text ?? "", body: null };
}

function bodyOf({ json, form, multipart }: Exchange["request"]): BodyInit | undefined {
  if (json !== undefined) return JSON.stringify(json);
  return form ? new URLSearchParams(form) : multipart;
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toLocaleString("en", { maximumFractionDigits: 1 });
}
