import { createHash, randomUUID } from "node:crypto";
import { type FileHandle, open, unlink } from "node:fs/promises";
import path from "node:path";
import { databasePath } from "#db/client.ts";
import type { Env } from "#lib/core/env.ts";
import { AppError } from "#lib/core/errors.ts";
import { beginSealed } from "#lib/media/spool/sealed-file.ts";
import { systemCode } from "#lib/media/spool/spool-failure.ts";
import { requireDiskRoom } from "./disk-room.ts";

/** Enough to tell what a file is, and how large a picture. */
const HEAD_BYTES = 256 * 1024;

export interface KeptMedia {
  /** Bytes. */
  size: number;
  /** Hex. */
  sha256: string;
  /** How it begins. */
  head: Buffer;
}

/** Where files of rooms lie, sealed: MESSENGER_MEDIA_DIR, else `messenger-media` beside the database. */
export function mediaFolder(env: Env): string {
  const beside = path.join(path.dirname(path.resolve(databasePath(env.DATABASE_URL))), "messenger-media");
  return env.MESSENGER_MEDIA_DIR ? path.resolve(env.MESSENGER_MEDIA_DIR) : beside;
}

/** What is ours of the folder: files by their id, and what is or was being written. */
export function readMediaName(name: string): { id: string; isWhole: boolean } | null {
  const [, id, unfinished] = /^([a-z0-9]{20})(-[0-9a-f-]{36}\.part)?$/.exec(name) ?? [];
  return id === undefined ? null : { id, isWhole: unfinished === undefined };
}

/** @throws Error for anything but an id of ours, so that no name leads out of the folder. */
export function mediaPath(env: Env, id: string): string {
  if (!readMediaName(id)?.isWhole) throw new Error("This is no id of a file.");
  return path.join(mediaFolder(env), id);
}

/**
 * Seals what comes, under a name for what is unfinished and only then, on disk, under its id; never more than a segment
 * and its beginning in memory.
 * @throws AppError `too_large` past `maximumBytes`, `quota_exceeded` when the disk is full; what `body` throws. Then
 *   nothing is kept
 */
export async function keepMedia(
  env: Env,
  id: string,
  body: AsyncIterable<Uint8Array>,
  { maximumBytes }: { maximumBytes: number },
): Promise<KeptMedia> {
  const hash = createHash("sha256");
  const head: Uint8Array[] = [];
  let size = 0;
  async function* watched(): AsyncGenerator<Uint8Array> {
    for await (const piece of body) {
      const missing = HEAD_BYTES - size;
      if (missing > 0) head.push(piece.subarray(0, missing));
      size += piece.length;
      if (size > maximumBytes) throw tooLarge(maximumBytes);
      hash.update(piece);
      yield piece;
    }
  }
  await requireDiskRoom(mediaFolder(env));
  const file = mediaPath(env, id);
  const writing = await beginSealed(env, { file, unfinished: `${file}-${randomUUID()}.part`, id });
  try {
    await writing.write(watched());
    await writing.handle.close();
    await writing.finish();
    return { size, sha256: hash.digest("hex"), head: Buffer.concat(head) };
  } catch (error) {
    await writing.discard();
    throw ["ENOSPC", "EDQUOT"].includes(systemCode(error) ?? "")
      ? new AppError("quota_exceeded", "The disk of the machine Parlour runs on is full.", { cause: error })
      : error;
  }
}

/** Null where no bytes lie here. For whoever opens it to close. */
export async function openMediaFile(env: Env, id: string): Promise<FileHandle | null> {
  try {
    return await open(mediaPath(env, id), "r");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return null;
    throw error;
  }
}

/** Nothing happens where it is gone already. */
export async function dropMedia(env: Env, id: string): Promise<void> {
  try {
    await unlink(mediaPath(env, id));
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
  }
}

export function tooLarge(maximumBytes: number): AppError {
  return new AppError("too_large", `Files may have at most ${Math.floor(maximumBytes / 1_048_576)} MB.`);
}
