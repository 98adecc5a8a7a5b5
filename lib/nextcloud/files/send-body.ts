import type { Readable, Writable } from "node:stream";
import { UpstreamError } from "#lib/core/errors.ts";

/** Held for a server that is slower than the source. */
const MOST_UNSENT_BYTES = 256 * 1024;

/**
 * Sends exactly `size` bytes of the source and ends the target; anything else fails, so that the server, promised a
 * length, discards what it has. As pipe() but for the counting, and for leaving the source alone when the sending
 * is stopped: where it is a client's request, that client still has to be answered.
 */
export function sendBody(
  source: Readable,
  size: number,
  target: Writable,
  fail: (error: UpstreamError) => void,
): { stop(): void } {
  let sent = 0;
  const onData = (chunk: Buffer) => {
    sent += chunk.length;
    if (sent > size) return failWith(mismatch(size));
    target.write(chunk);
    // Not at every `false`, which says no more than that a chunk is larger than a socket's mark.
    if (target.writableLength > MOST_UNSENT_BYTES) source.pause();
  };
  const onDrain = () => source.resume();
  const onEnd = () => {
    stop();
    if (sent === size) target.end();
    else fail(mismatch(size));
  };
  const onError = (error: unknown) => failWith(sourceFailed(error));
  const onClose = () => failWith(sourceFailed());
  function failWith(error: UpstreamError) {
    stop();
    fail(error);
  }
  function stop() {
    source.off("data", onData).off("end", onEnd).off("error", onError).off("close", onClose);
    target.off("drain", onDrain);
    source.pause();
  }
  if (source.destroyed || source.readableEnded) {
    queueMicrotask(() =>
      size === 0 && source.readableEnded ? target.end() : fail(sourceFailed(source.errored)),
    );
    return { stop };
  }
  source.on("error", onError).on("close", onClose).on("end", onEnd);
  target.on("drain", onDrain);
  source.on("data", onData);
  source.resume();
  return { stop };
}

function mismatch(size: number): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    reason: "size-mismatch",
    retryable: false,
    message: `The file does not have the ${size} bytes that were announced.`,
  });
}

/** Whoever sends the file stopped: the client, not the server. */
export function sourceFailed(cause?: unknown): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    reason: "source-failed",
    retryable: false,
    message: "The file stopped arriving before all of it was there.",
    cause,
  });
}
