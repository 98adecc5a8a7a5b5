import { createCipheriv, createDecipheriv } from "node:crypto";
import {
  type FileSeal,
  MAX_SEGMENTS,
  SEALED_SEGMENT_BYTES,
  SEGMENT_BYTES,
  segmentNonce,
  TAG_BYTES,
} from "./sealed-format.ts";

/** Sealed segments of what `source` gives, one at a time and never more than one in memory. */
export async function* sealSegments(
  source: AsyncIterable<Uint8Array>,
  seal: FileSeal,
): AsyncGenerator<Buffer> {
  for await (const { bytes, number, isLast } of segments(source, SEGMENT_BYTES)) {
    const cipher = createCipheriv("aes-256-gcm", seal.key, segmentNonce(seal, number, isLast));
    cipher.setAAD(seal.aad);
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }
}

/** What was sealed. @throws Error at the first segment that is not as it was written, before anything of it is given. */
export async function* openSegments(
  source: AsyncIterable<Uint8Array>,
  seal: FileSeal,
): AsyncGenerator<Buffer> {
  for await (const { bytes, number, isLast } of segments(source, SEALED_SEGMENT_BYTES)) {
    if (bytes.length < TAG_BYTES) throw new Error("The sealed file is cut off.");
    const decipher = createDecipheriv("aes-256-gcm", seal.key, segmentNonce(seal, number, isLast));
    decipher.setAAD(seal.aad);
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const plain = decipher.update(bytes.subarray(0, -TAG_BYTES));
    decipher.final();
    if (plain.length > 0) yield plain;
  }
}

/** Pieces of `length` bytes, the last one as long as what is left; one empty piece of an empty source. */
async function* segments(
  source: AsyncIterable<Uint8Array>,
  length: number,
): AsyncGenerator<{ bytes: Buffer; number: number; isLast: boolean }> {
  let parts: Uint8Array[] = [];
  let held = 0;
  let number = 0;
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; ) {
      // Whole, and there is more: so it is not the last.
      if (held === length) {
        yield { bytes: Buffer.concat(parts, held), number, isLast: false };
        number += 1;
        if (number >= MAX_SEGMENTS) throw new Error("The file is too large for the spool.");
        parts = [];
        held = 0;
      }
      const part = chunk.subarray(at, at + length - held);
      parts.push(part);
      held += part.length;
      at += part.length;
    }
  }
  yield { bytes: Buffer.concat(parts, held), number, isLast: true };
}
