import type { UpstreamError } from "#lib/core/errors.ts";

interface Guard {
  /** How long the vendor may be silent while somebody reads, milliseconds. */
  idleMs: number;
  /** How long nobody may read. */
  unreadMs: number;
  signal: AbortSignal;
  /** What broke the body, as the reader is told. */
  failure(cause: unknown): UpstreamError;
  /** Once, when nothing more comes: read to the end or cancelled (null), or broken. */
  onEnd(error: UpstreamError | null): void;
}

/** The body with its bytes untouched, ended when the vendor falls silent, the caller gives up, or nobody reads it. */
export function guardedStream(body: ReadableStream<Uint8Array>, guard: Guard): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  let fail: (cause: unknown) => void = () => {};

  const end = (error: UpstreamError | null) => {
    if (ended) return false;
    ended = true;
    clearTimeout(timer);
    guard.signal.removeEventListener("abort", giveUp);
    guard.onEnd(error);
    return true;
  };
  const giveUp = () => fail(guard.signal.reason);
  const within = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => fail(new DOMException("Nothing came in time.", "TimeoutError")), ms);
  };

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        fail = (cause) => {
          const error = guard.failure(cause);
          if (!end(error)) return;
          controller.error(error);
          reader.cancel(cause).catch(() => {});
        };
        guard.signal.addEventListener("abort", giveUp, { once: true });
        if (guard.signal.aborted) giveUp();
        else within(guard.unreadMs);
      },
      async pull(controller) {
        within(guard.idleMs);
        try {
          const { done, value } = await reader.read();
          if (ended) return;
          if (done) {
            end(null);
            controller.close();
            return;
          }
          controller.enqueue(value);
          within(guard.unreadMs);
        } catch (cause) {
          fail(cause);
        }
      },
      cancel(reason) {
        end(null);
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
