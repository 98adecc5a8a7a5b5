import { describe, expect, test } from "vitest";
import { UpstreamError } from "#lib/core/errors.ts";
import { seededRandom } from "#tests/bench/support/random.ts";
import { guardedStream } from "./guarded-stream.ts";

const HOUR_MS = 3_600_000;

function guard(
  source: UnderlyingDefaultSource<Uint8Array>,
  more: Partial<Parameters<typeof guardedStream>[1]> = {},
) {
  const ends: (string | null)[] = [];
  const body = guardedStream(new ReadableStream(source), {
    idleMs: HOUR_MS,
    unreadMs: HOUR_MS,
    signal: new AbortController().signal,
    failure: (cause) =>
      new UpstreamError({
        service: "todoist",
        kind: "network",
        message: cause instanceof Error ? cause.name : String(cause),
      }),
    onEnd: (error) => ends.push(error?.message ?? null),
    ...more,
  });
  return { body, ends };
}

test("pieces of any size come through as they were", async () => {
  const random = seededRandom(11);
  const pieces = Array.from({ length: 200 }, () => crypto.getRandomValues(new Uint8Array(random() * 9000)));
  const left = [...pieces];
  const { body, ends } = guard({
    pull(controller) {
      const next = left.shift();
      if (next) controller.enqueue(next);
      else controller.close();
    },
  });
  const read = Buffer.from(await new Response(body).arrayBuffer());
  expect(read.equals(Buffer.concat(pieces))).toBe(true);
  expect(ends).toEqual([null]);
});

test("nothing is read ahead of whoever reads", async () => {
  let pulled = 0;
  const { body } = guard({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(1));
    },
  });
  const reader = body.getReader();
  const before = pulled;
  for (let count = 0; count < 5; count += 1) await reader.read();
  // The source itself keeps one piece ready.
  expect(pulled).toBeLessThanOrEqual(before + 6);
  await reader.cancel();
});

describe("ends once, and lets go of the source", () => {
  const silent = () => {
    let cancelled: unknown = null;
    return {
      source: {
        cancel: (reason: unknown) => {
          cancelled = reason ?? "cancelled";
        },
      },
      cancelled: () => cancelled,
    };
  };

  test("silence while somebody reads", async () => {
    const { source, cancelled } = silent();
    const { body, ends } = guard(source, { idleMs: 5 });
    await expect(body.getReader().read()).rejects.toThrow("TimeoutError");
    expect(ends).toEqual(["TimeoutError"]);
    expect(cancelled()).not.toBeNull();
  });

  test("nobody who reads", async () => {
    const { source } = silent();
    let told: () => void = () => {};
    const ended = new Promise<void>((resolve) => {
      told = resolve;
    });
    const { body } = guard(source, { unreadMs: 5, onEnd: () => told() });
    await ended;
    await expect(body.getReader().read()).rejects.toThrow("TimeoutError");
  });

  test("a signal, before and after it began", async () => {
    const controller = new AbortController();
    const { body, ends } = guard(silent().source, { signal: controller.signal });
    const read = body.getReader().read();
    controller.abort(new Error("left"));
    await expect(read).rejects.toThrow("Error");
    expect(ends).toEqual(["Error"]);
    const late = guard(silent().source, { signal: controller.signal });
    await expect(late.body.getReader().read()).rejects.toThrow("Error");
    expect(late.ends).toEqual(["Error"]);
  });

  test("cancelled, then aborted", async () => {
    const controller = new AbortController();
    const { source, cancelled } = silent();
    const { body, ends } = guard(source, { signal: controller.signal });
    await body.cancel("enough");
    controller.abort();
    expect(ends).toEqual([null]);
    expect(cancelled()).toBe("enough");
  });

  test("a source that breaks", async () => {
    const { body, ends } = guard({ pull: () => Promise.reject(new RangeError("cut")) });
    await expect(new Response(body).text()).rejects.toThrow("RangeError");
    expect(ends).toEqual(["RangeError"]);
  });
});
