import type { ClientRequest, IncomingMessage } from "node:http";
import type { UpstreamError } from "#lib/core/errors.ts";
import { networkFailure } from "../network-failure.ts";
import { sourceFailed } from "./send-body.ts";

/** A browser that plays a film reads on only now and then: its pauses are not the server's silence. */
const READER_PAUSE_MS = 300_000;

/**
 * Calls `fail` when nothing has moved for `idleMs`, for as long as the request lives: on the way there, between the
 * body and the answer (`answerMs`), on the way back. A reader that pauses has five minutes.
 */
export function watchIdle(
  outgoing: ClientRequest,
  limits: { idleMs: number; answerMs: number; host: string },
  fail: (error: UpstreamError) => void,
): void {
  let answer: IncomingMessage | undefined;
  let quietMs = 0;
  let moved = -1;
  outgoing.once("response", (incoming) => {
    answer = incoming;
  });
  outgoing.on("timeout", () => {
    const { socket } = outgoing;
    const bytes = socket ? socket.bytesRead + socket.bytesWritten : 0;
    quietMs = bytes === moved ? quietMs + limits.idleMs : limits.idleMs;
    moved = bytes;
    if (quietMs >= patience()) fail(reason());
    // A socket tells it once.
    else socket?.setTimeout(limits.idleMs);
  });

  function patience(): number {
    if (answer) return answer.readableLength > 0 ? READER_PAUSE_MS : limits.idleMs;
    return outgoing.writableFinished ? limits.answerMs : limits.idleMs;
  }

  function reason(): UpstreamError {
    const waitsForSource = !answer && !outgoing.writableEnded && outgoing.writableLength === 0;
    if (!waitsForSource || !outgoing.socket || outgoing.socket.connecting)
      return networkFailure(limits.host, new DOMException("No answer in time.", "TimeoutError"));
    return sourceFailed();
  }
}
