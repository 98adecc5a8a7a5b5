import { type FileHandle, mkdir, open, rename, unlink } from "node:fs/promises";
import path from "node:path";
import type { Env } from "#lib/core/env.ts";
import { currentRestKey, restKeys } from "#lib/core/secret-box.ts";
import { openSegments, sealSegments } from "./seal-segments.ts";
import { HEADER_BYTES, keyIdOf, newFileSeal, readFileSeal } from "./sealed-format.ts";

/** Where a sealed file is to stand, and what it is called until it is whole. */
export interface SealedPlace {
  file: string;
  unfinished: string;
  /** Authenticated with every segment. */
  id: string;
}

/** A sealed file that is being written. */
export interface SealedWriting {
  /** Open for reading, too; for whoever began it to close. */
  handle: FileHandle;
  /** Seals what `source` gives, on disk when it is done. `before` is asked with the bytes of each segment to come. */
  write(source: AsyncIterable<Uint8Array>, before?: (nextBytes: number) => Promise<void>): Promise<void>;
  /** Gives it its name, for good. */
  finish(): Promise<void>;
  /** Closes it, and leaves nothing. */
  discard(): Promise<void>;
}

/** Begins a file under today's key, in a folder that is made where there is none. @throws what the disk says, `EEXIST` */
export async function beginSealed(env: Env, { file, unfinished, id }: SealedPlace): Promise<SealedWriting> {
  const seal = newFileSeal(currentRestKey(env), id);
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const handle = await open(unfinished, "wx+", 0o600);
  return {
    handle,
    async write(source, before) {
      await handle.writeFile(seal.header);
      for await (const segment of sealSegments(source, seal)) {
        await before?.(segment.length);
        await handle.writeFile(segment);
      }
      await handle.sync();
    },
    async finish() {
      await rename(unfinished, file);
      await syncFolder(folder);
    },
    async discard() {
      await handle.close().catch(() => undefined);
      await unlink(unfinished).catch(() => undefined);
    },
  };
}

/** What was sealed, piece by piece. @throws Error where no key of ours opens it, or it is not as it was written */
export async function* readSealed(env: Env, handle: FileHandle, id: string): AsyncGenerator<Buffer> {
  const seal = readFileSeal(await headerOf(handle), restKeys(env), id);
  if (!seal) throw new Error("No key of ours opens it.");
  const sealed = handle.createReadStream({
    start: HEADER_BYTES,
    highWaterMark: 256 * 1024,
    autoClose: false,
  });
  yield* openSegments(sealed, seal);
}

/** The first bytes of a sealed file, fewer where it is cut off. */
export async function headerOf(handle: FileHandle): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}

/** Whether today's key sealed it, the one before it, or none that we have. */
export function keyStateOf(env: Env, header: Buffer): "current" | "outdated" | "lost" {
  const keyId = keyIdOf(header);
  if (keyId === currentRestKey(env).id) return "current";
  return restKeys(env).some(({ id }) => id === keyId) ? "outdated" : "lost";
}

/** A new name is only there for good once its folder is on disk, too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
