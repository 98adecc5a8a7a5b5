import type { Readable } from "node:stream";

/** A stream as the body of an answer, read only as fast as it is taken, and ended when the client goes away. */
export function streamBody(source: Readable): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks = source.iterator({ destroyOnReturn: true });
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await chunks.next();
        if (next.done) controller.close();
        else controller.enqueue(new Uint8Array(next.value));
      },
      async cancel() {
        source.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}
