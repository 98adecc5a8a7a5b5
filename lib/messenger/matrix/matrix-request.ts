import type { z } from "zod";
import { type Clock, SECOND, systemClock } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { readBounded } from "#lib/core/read-bounded.ts";
import { guardedStream } from "#lib/integrations/guarded-stream.ts";
import type { MatrixClientOptions, MatrixMedia } from "./matrix-client.ts";
import { answerFailure, jsonOf, malformedAnswer, networkFailure, tooLarge } from "./matrix-failure.ts";

const TIMEOUT_MS = 15 * SECOND;
/** How long media may stand still, on either side. */
const IDLE_MS = 30 * SECOND;
const UNREAD_MS = 120 * SECOND;
/** The members of a large room are a few megabytes. */
const ANSWER_BYTES = 8_000_000;
const REFUSAL_BYTES = 100_000;

export interface MatrixCall {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `/_matrix`, a segment each; they are encoded here. */
  path: readonly string[];
  query?: Readonly<Record<string, string>>;
  /** Whom to act for (Matrix user id). */
  as?: string | undefined;
  json?: unknown;
  bytes?: { body: Uint8Array | ReadableStream<Uint8Array>; size: number; contentType: string };
  /** Asked without the token. */
  isAnonymous?: boolean;
  timeoutMs?: number;
}

export interface MatrixRequest {
  /** @throws UpstreamError for everything but 200 with this shape */
  json<T>(call: MatrixCall, schema: z.ZodType<T>): Promise<T>;
  /** @throws UpstreamError for everything but 200; so does reading the body when it breaks off */
  stream(call: MatrixCall, signal?: AbortSignal): Promise<MatrixMedia>;
}

/** Requests to one homeserver: its origin alone, no redirects, a deadline, and bounded answers. */
export function createMatrixRequest(options: MatrixClientOptions): MatrixRequest {
  const { asToken, timeoutMs = TIMEOUT_MS } = options;
  const base = options.homeserverUrl.replace(/\/+$/, "");
  const { host } = new URL(base);
  const now: Clock = options.now ?? systemClock;
  const send = options.fetch ?? fetch;

  function exchange(call: MatrixCall, signal: AbortSignal, source?: Source): Promise<Response> {
    const headers: Record<string, string> = { "User-Agent": "Parlour", Accept: "application/json" };
    if (!call.isAnonymous) headers.Authorization = `Bearer ${asToken}`;
    if (call.json !== undefined) headers["Content-Type"] = "application/json";
    if (call.bytes) {
      headers["Content-Type"] = call.bytes.contentType;
      // Of a stream fetch says no length, and Synapse takes no upload without one.
      headers["Content-Length"] = String(call.bytes.size);
    }
    const init: RequestInit & { duplex?: "half" } = {
      method: call.method,
      headers,
      redirect: "manual",
      // Next gives route handlers a fetch of its own, which could answer from a cache.
      cache: "no-store",
      signal,
    };
    if (call.json !== undefined) init.body = JSON.stringify(call.json);
    if (source) {
      init.body = source.body;
      init.duplex = "half";
    }
    return send(addressOf(base, call), init);
  }

  async function refuse(response: Response): Promise<never> {
    const text = (await readBounded(response, REFUSAL_BYTES)) ?? "";
    throw answerFailure(host, { status: response.status, headers: response.headers, text }, now);
  }

  return {
    async json(call, schema) {
      const deadline = new AbortController();
      const timer = startTimer(deadline, call.timeoutMs ?? timeoutMs);
      const source = call.bytes && sourceOf(call.bytes.body);
      try {
        const response = await exchange(call, deadline.signal, source);
        const { status, headers } = response;
        if (status !== 200) return await refuse(response);
        const text = await readBounded(response, ANSWER_BYTES);
        if (text === null) throw tooLarge(host, status);
        const raw = jsonOf(text);
        if (raw === undefined) throw malformedAnswer(host, { status, headers, text });
        const read = schema.safeParse(raw);
        if (read.success) return read.data;
        throw malformedAnswer(host, { status, headers, text }, fieldOf(read.error));
      } catch (error) {
        throw networkFailure(host, error);
      } finally {
        clearTimeout(timer);
        source?.release();
      }
    },

    async stream(call, signal) {
      const deadline = new AbortController();
      const giveUp = () => deadline.abort(signal?.reason);
      signal?.addEventListener("abort", giveUp, { once: true });
      if (signal?.aborted) giveUp();
      const timer = startTimer(deadline, call.timeoutMs ?? timeoutMs);
      try {
        const response = await exchange(call, deadline.signal);
        const { status, headers, body } = response;
        if (status !== 200) return await refuse(response);
        const length = headers.get("content-length") ?? "";
        return {
          body: guardedStream(body ?? new Blob([]).stream(), {
            idleMs: IDLE_MS,
            unreadMs: UNREAD_MS,
            signal: deadline.signal,
            failure: (cause) => networkFailure(host, cause, signal?.aborted),
            onEnd: () => signal?.removeEventListener("abort", giveUp),
          }),
          contentType: headers.get("content-type") ?? "application/octet-stream",
          // What was compressed on the way has another length than it says.
          size: /^\d+$/.test(length) && !headers.has("content-encoding") ? Number(length) : null,
        };
      } catch (error) {
        signal?.removeEventListener("abort", giveUp);
        throw networkFailure(host, error, signal?.aborted);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

function startTimer(deadline: AbortController, ms: number): NodeJS.Timeout {
  return setTimeout(() => deadline.abort(new DOMException("No answer in time.", "TimeoutError")), ms);
}

interface Source {
  body: BodyInit;
  release(): void;
}

/** What is sent, in our own hands: fetch leaves a stream open, and the file behind it, when the connection fails. */
function sourceOf(body: Uint8Array | ReadableStream<Uint8Array>): Source {
  if (body instanceof Uint8Array) return { body: new Uint8Array(body), release: () => {} };
  const reader = body.getReader();
  const sent = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return { body: sent, release: () => void reader.cancel().catch(() => {}) };
}

/** @throws UpstreamError `rejected`/`not-an-id` for a segment that would lead to another place */
function addressOf(base: string, { path, query, as }: MatrixCall): string {
  if (path.some((segment) => /^\.{0,2}$/.test(segment)))
    throw new UpstreamError({
      service: "matrix",
      kind: "rejected",
      reason: "not-an-id",
      message: "A room, user, alias or file without an id of its own cannot be asked for.",
      neverSent: true,
    });
  const search = new URLSearchParams({ ...query, ...(as === undefined ? {} : { user_id: as }) }).toString();
  const address = `${base}/_matrix/${path.map((segment) => encodeURIComponent(segment.toWellFormed())).join("/")}`;
  return search === "" ? address : `${address}?${search}`;
}

/** `members[0].name`; keys of records, which may be data, are left out. */
function fieldOf(error: z.ZodError): string {
  const parts = (error.issues[0]?.path ?? []).map((part) =>
    typeof part === "number" ? `[${part}]` : /^[a-z_]{1,40}$/.test(String(part)) ? `.${String(part)}` : ".…",
  );
  return parts.join("").replace(/^\./, "") || "the whole";
}
