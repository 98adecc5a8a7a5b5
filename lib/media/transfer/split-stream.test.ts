import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { splitStream } from "./split-stream.ts";

function source(bytes: Buffer, chunk: number): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    })(),
    { objectMode: false },
  );
}

test.each([1, 3, 7, 64, 1000])("pieces are what the stream is, in chunks of %i bytes", async (chunk) => {
  const bytes = Buffer.from(Array.from({ length: 500 }, (_, index) => index % 251));
  const split = splitStream(source(bytes, chunk));
  const sizes = [1, 99, 0, 200, 150, 50];
  const pieces: Buffer[] = [];
  for (const size of sizes) pieces.push(await buffer(split.next(size)));
  expect(pieces.map((piece) => piece.length)).toEqual(sizes);
  expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
});

test("a source that ends, fails or goes before its end fails the piece", async () => {
  const ends = splitStream(source(Buffer.alloc(10), 4));
  await expect(buffer(ends.next(11))).rejects.toMatchObject({ code: "ERR_STREAM_PREMATURE_CLOSE" });
  // As does one that begins after that.
  await expect(buffer(ends.next(1))).rejects.toMatchObject({ code: "ERR_STREAM_PREMATURE_CLOSE" });

  const fails = new PassThrough();
  const failing = buffer(splitStream(fails).next(10));
  fails.write("abc");
  fails.destroy(new Error("cut"));
  await expect(failing).rejects.toThrow("cut");

  const goes = new PassThrough();
  const going = buffer(splitStream(goes).next(10));
  goes.destroy();
  await expect(going).rejects.toMatchObject({ code: "ERR_STREAM_PREMATURE_CLOSE" });
});

test("no more is read than is asked for, and ending a piece leaves the source alone", async () => {
  let produced = 0;
  const source = new Readable({
    highWaterMark: 1024,
    read() {
      produced += 1024;
      this.push(Buffer.alloc(1024));
    },
  });
  const split = splitStream(source);
  const piece = split.next(10_000_000);
  piece.read(0);
  await new Promise((resolve) => setImmediate(resolve));
  expect(produced).toBeLessThan(1_000_000);
  piece.destroy();
  await new Promise((resolve) => setImmediate(resolve));
  expect(source.destroyed).toBe(false);
  source.destroy();
});

test("a source that fails when nobody listens any more harms nobody", async () => {
  const fails = new PassThrough();
  const piece = splitStream(fails).next(10);
  fails.destroy(new Error("cut"));
  // Unhandled, it would fail the run.
  await new Promise((resolve) => setImmediate(resolve));
  expect(piece.errored?.message).toBe("cut");
});
