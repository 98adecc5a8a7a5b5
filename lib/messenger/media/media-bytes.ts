import { createDecipheriv } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import type { Env } from "#lib/core/env.ts";
import { restKeys } from "#lib/core/secret-box.ts";
import { headerOf } from "#lib/media/spool/sealed-file.ts";
import {
  type FileSeal,
  HEADER_BYTES,
  plainSize,
  readFileSeal,
  SEALED_SEGMENT_BYTES,
  SEGMENT_BYTES,
  segmentNonce,
  TAG_BYTES,
} from "#lib/media/spool/sealed-format.ts";

/** A sealed file whose parts can be read in any order. */
export interface MediaBytes {
  /** Bytes of what was sealed. */
  size: number;
  /** From `first` to `last`, both included, a segment at a time. @throws Error at what is not as it was written */
  read(first: number, last: number): AsyncGenerator<Buffer>;
}

/** @throws Error where no key of ours opens it, or its length is that of no sealed file */
export async function mediaBytes(env: Env, handle: FileHandle, id: string): Promise<MediaBytes> {
  const size = plainSize((await handle.stat()).size);
  const seal = readFileSeal(await headerOf(handle), restKeys(env), id);
  if (size === null || !seal) throw new Error("No key of ours opens this file, or it is cut off.");
  const lastSegment = Math.max(0, Math.ceil(size / SEGMENT_BYTES) - 1);
  return {
    size,
    async *read(first, last) {
      for (let number = Math.floor(first / SEGMENT_BYTES); number <= last / SEGMENT_BYTES; number += 1) {
        if (number > lastSegment) return;
        const start = number * SEGMENT_BYTES;
        const bytes = await segment(handle, seal, number, number === lastSegment);
        const part = bytes.subarray(Math.max(0, first - start), last - start + 1);
        if (part.length > 0) yield part;
      }
    },
  };
}

async function segment(handle: FileHandle, seal: FileSeal, number: number, isLast: boolean): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(
    Buffer.alloc(SEALED_SEGMENT_BYTES),
    0,
    SEALED_SEGMENT_BYTES,
    HEADER_BYTES + number * SEALED_SEGMENT_BYTES,
  );
  if (bytesRead < TAG_BYTES) throw new Error("The sealed file is cut off.");
  const decipher = createDecipheriv("aes-256-gcm", seal.key, segmentNonce(seal, number, isLast));
  decipher.setAAD(seal.aad);
  decipher.setAuthTag(buffer.subarray(bytesRead - TAG_BYTES, bytesRead));
  const plain = decipher.update(buffer.subarray(0, bytesRead - TAG_BYTES));
  decipher.final();
  return plain;
}
