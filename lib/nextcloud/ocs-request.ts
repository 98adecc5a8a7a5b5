import type { z } from "zod";
import { UpstreamError } from "#lib/core/errors.ts";
import { joinUnderBase } from "./account.ts";
import { type HttpAnswer, httpFailure } from "./http-failure.ts";
import { type OcsEnvelope, readOcsEnvelope } from "./ocs-envelope.ts";
import type { Transport } from "./transport.ts";

const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_MAX_BYTES = 2_000_000;

/**
 * What a refusal means for the one who asked: a stable reason and a sentence, the server's own where none is given.
 */
export interface Meaning {
  reason: string;
  message?: string;
}

export interface OcsRequest<Value> {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below the installation and with its query, such as `/ocs/v2.php/cloud/user`. */
  path: string;
  /** Sent as JSON. */
  body?: Readonly<Record<string, unknown>>;
  /** Of `ocs.data`. */
  schema: z.ZodType<Value>;
  /** By status, where this request knows better than "refused" (403, 404, 412, …; v1's 998 counts as 404). */
  meanings?: Readonly<Record<number, Meaning>>;
  signal?: AbortSignal;
  timeoutMs?: number;
  maxBytes?: number;
}

export interface OcsAnswer<Value> {
  data: Value;
  headers: Headers;
}

/**
 * Sends one OCS request and answers its `data`, parsed.
 * @throws UpstreamError as the transport does; `auth` for 997 as well; `rejected` with a reason of `meanings`, or
 * `forbidden`, `not-found`, `refused-request`; `malformed` with `empty` (Talk 14 without an Accept header), `html`,
 * `not-ocs`, or `unexpected-data`
 */
export async function ocsRequest<Value>(
  transport: Transport,
  request: OcsRequest<Value>,
): Promise<OcsAnswer<Value>> {
  const answer = await transport.request({
    method: request.method,
    href: joinUnderBase(transport.account.baseUrl, request.path),
    headers: {
      "OCS-APIRequest": "true",
      Accept: "application/json",
      ...(request.body ? { "Content-Type": "application/json" } : {}),
    },
    body: request.body && JSON.stringify(request.body),
    signal: request.signal,
    timeoutMs: request.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    maxBytes: request.maxBytes ?? DEFAULT_MAX_BYTES,
  });
  const envelope = readOcsEnvelope(answer.text);
  const status = statusOf(answer, envelope);
  if (status < 200 || status > 299) throw refusal(transport, answer, status, envelope, request.meanings);
  if (!envelope) throw notOcs(answer);
  const parsed = request.schema.safeParse(envelope.data);
  if (parsed.success) return { data: parsed.data, headers: answer.headers };
  throw malformed(
    "unexpected-data",
    "The server's answer is not what its API describes.",
    answer,
    parsed.error,
  );
}

/** v1.php answers every failure with 200 and tells it in the envelope; 100 is its "ok". */
function statusOf(answer: HttpAnswer, envelope: OcsEnvelope | null): number {
  if (!envelope || answer.status < 200 || answer.status > 299) return answer.status;
  const { statuscode } = envelope;
  if (statuscode === 997) return 401;
  if (statuscode === 998) return 404;
  if (statuscode === 996) return 500;
  if (statuscode >= 400 && statuscode <= 599) return statuscode;
  if (statuscode === 100 || (statuscode >= 200 && statuscode <= 299)) return answer.status;
  return 400;
}

function refusal(
  transport: Transport,
  answer: HttpAnswer,
  status: number,
  envelope: OcsEnvelope | null,
  meanings: OcsRequest<unknown>["meanings"],
): UpstreamError {
  const { host } = new URL(transport.origin);
  if (status === 401 || status === 429 || status >= 500) return httpFailure(host, { ...answer, status });
  const own = envelope?.message === "" ? undefined : envelope?.message;
  const said = envelope?.message ? `: ${envelope.message.replace(/[.]+$/, "")}` : "";
  const meaning = meanings?.[status];
  const reasons: Readonly<Record<number, string>> = { 403: "forbidden", 404: "not-found" };
  return new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    reason: meaning?.reason ?? reasons[status] ?? "refused-request",
    message:
      meaning?.message ??
      (meaning && own) ??
      `The server ${host} refused the request with status ${status}${said}.`,
    retryable: false,
    status,
  });
}

function notOcs(answer: HttpAnswer): UpstreamError {
  if (answer.text.trim() === "") return malformed("empty", "The server's answer is empty.", answer);
  if (/^\s*<(!doctype|html)/i.test(answer.text.slice(0, 1_000)))
    return malformed("html", "The server answered with a web page instead of data.", answer);
  return malformed("not-ocs", "The server's answer could not be understood.", answer);
}

function malformed(reason: string, message: string, answer: HttpAnswer, cause?: unknown): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "malformed",
    reason,
    message,
    status: answer.status,
    cause,
  });
}
