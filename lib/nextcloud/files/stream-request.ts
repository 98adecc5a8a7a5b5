import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Readable } from "node:stream";
import { UpstreamError } from "#lib/core/errors.ts";
import { networkFailure } from "../network-failure.ts";
import { sendBody } from "./send-body.ts";
import { streamAgent } from "./stream-agent.ts";
import type { StreamAnswer } from "./stream-answer.ts";
import { watchIdle } from "./watch-idle.ts";

export interface StreamRequest {
  method: string;
  headers: Readonly<Record<string, string>>;
  /** Read to its end where all goes well; paused and left to the caller where it does not. */
  body?: { source: Readable; size: number };
  signal?: AbortSignal;
  /** How long nothing may move in either direction; 30 s. */
  idleMs?: number;
  /** How long the answer may take once the body is sent; 120 s, as servers still move a large file then. */
  answerMs?: number;
}

const IDLE_MS = 30_000;
const ANSWER_MS = 120_000;

/**
 * One exchange whose bodies are never held: what is read from the answer is what is read from the socket. Resolves
 * with the head of the answer, whatever its status; a failure told before the body is sent stops the sending.
 * @throws UpstreamError `network`; `rejected` with `source-failed`, `size-mismatch` for a body that is not what was
 * promised
 */
export function streamRequest(url: URL, request: StreamRequest): Promise<StreamAnswer> {
  const { signal, body } = request;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(networkFailure(url.host, signal.reason, true));
      return;
    }
    const idleMs = request.idleMs ?? IDLE_MS;
    const outgoing = start(url, request, idleMs);
    let answer: IncomingMessage | undefined;
    let delivered = false;

    const fail = (cause: unknown) => {
      const failure =
        cause instanceof UpstreamError ? cause : networkFailure(url.host, cause, signal?.aborted ?? false);
      sending?.stop();
      // Who has the answer already hears of it from its body.
      reject(failure);
      answer?.destroy(failure);
      outgoing.destroy();
    };
    const giveUp = () => fail(signal?.reason);
    const sending = body && sendBody(body.source, body.size, outgoing, fail);

    watchIdle(
      outgoing,
      { idleMs, answerMs: body ? (request.answerMs ?? ANSWER_MS) : idleMs, host: url.host },
      fail,
    );
    signal?.addEventListener("abort", giveUp, { once: true });
    outgoing.on("error", fail);
    outgoing.once("close", () => {
      signal?.removeEventListener("abort", giveUp);
      if (!delivered) fail(new Error("The connection ended without an answer."));
    });
    outgoing.once("response", (incoming) => {
      answer = incoming;
      const deliver = () => {
        delivered = true;
        resolve(asAnswer(incoming, outgoing));
      };
      if (!sending || outgoing.writableFinished) deliver();
      else if ((incoming.statusCode ?? 0) < 300) outgoing.once("finish", deliver);
      else {
        sending.stop();
        // The rest of the body was never sent: nothing else can go over this connection.
        incoming.once("end", () => outgoing.destroy());
        deliver();
      }
    });
    if (!body) outgoing.end();
  });
}

function start(url: URL, request: StreamRequest, idleMs: number): ClientRequest {
  const options = {
    method: request.method,
    headers: request.body
      ? { ...request.headers, "Content-Length": String(request.body.size) }
      : request.headers,
    // Counts while connecting, too, which setTimeout() does not.
    timeout: idleMs,
  };
  const agent = streamAgent(url.origin);
  return agent instanceof HttpsAgent
    ? httpsRequest(url, { ...options, agent })
    : httpRequest(url, { ...options, agent });
}

function asAnswer(incoming: IncomingMessage, outgoing: ClientRequest): StreamAnswer {
  return {
    status: incoming.statusCode ?? 0,
    headers: incoming.headers,
    body: incoming,
    abort: () => {
      incoming.destroy();
      outgoing.destroy();
    },
  };
}
