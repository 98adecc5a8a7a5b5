import { randomUUID } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { databasePath } from "#db/client.ts";
import type { Env } from "#lib/core/env.ts";
import { AppError } from "#lib/core/errors.ts";
import { beginSealed, readSealed } from "#lib/media/spool/sealed-file.ts";
import { plainSize } from "#lib/media/spool/sealed-format.ts";
import { headOf, withName } from "./ecodms/name-in-front.ts";

export interface KeptDocument {
  /** As it was kept with. */
  name: string | null;
  /** Bytes. */
  size: number;
  /** From its beginning to its end; whoever takes it reads it or destroys it. */
  body: Readable;
}

/** A document on its way in. */
export interface IncomingDocument {
  name: string | null;
  body: AsyncIterable<Uint8Array>;
}

/** Where documents are kept: `ecodms-documents` beside the database. */
export function documentFolder(env: Env): string {
  return path.join(path.dirname(path.resolve(databasePath(env.DATABASE_URL))), "ecodms-documents");
}

/** What is ours of the folder: documents by their id, and what is or was being written. */
export function isKeptName(name: string): { isWhole: boolean } | null {
  const [ours, unfinished] = /^[0-9a-f]{48}(-[0-9a-f-]{36}\.part)?$/.exec(name) ?? [];
  return ours === undefined ? null : { isWhole: unfinished === undefined };
}

/**
 * Seals a document under a name for what is unfinished and only then under its own.
 * @param fill hands over the document; nothing is asked of it before the disk has taken the file
 * @returns the document, open whatever becomes of its name
 * @throws AppError `too_large`, and what `fill` and the disk throw; then nothing is kept
 */
export async function keepDocument(
  env: Env,
  id: string,
  maximumBytes: number,
  fill: (keep: (document: IncomingDocument) => Promise<void>) => Promise<void>,
): Promise<KeptDocument> {
  const file = path.join(documentFolder(env), id);
  const unfinished = path.join(documentFolder(env), `${id}-${randomUUID()}.part`);
  const writing = await beginSealed(env, { file, unfinished, id });
  try {
    await fill(({ name, body }) => writing.write(withName(name, within(body, maximumBytes))));
    await writing.finish();
    return await documentIn(env, writing.handle, id);
  } catch (error) {
    await writing.discard();
    throw error;
  }
}

/**
 * Null where nothing is kept under this id, or what is no longer opens: the next that is kept takes its place. Every
 * segment is looked at before the first is served: what breaks in the middle is no file.
 */
export async function openKept(env: Env, id: string): Promise<KeptDocument | null> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(path.join(documentFolder(env), id), "r");
    for await (const _piece of readSealed(env, handle, id));
    const document = await documentIn(env, handle, id);
    const now = new Date();
    // Of this file, whatever has its name by now.
    await handle.utimes(now, now).catch(() => undefined);
    return document;
  } catch (error) {
    await handle?.close().catch(() => undefined);
    // The disk's trouble is no sign that the document is damaged.
    const isOfDisk = error instanceof Error && "errno" in error;
    if (isOfDisk && "code" in error && error.code !== "ENOENT") throw error;
    // Not removed: what stands there by now may be the one that was fetched anew.
    return null;
  }
}

/** Whoever reads the body to its end, or destroys it, closes the file. */
async function documentIn(env: Env, handle: FileHandle, id: string): Promise<KeptDocument> {
  const size = plainSize((await handle.stat()).size);
  if (size === null) throw new Error("Not what was kept.");
  const pieces = readSealed(env, handle, id);
  const head = await headOf(pieces);
  async function* rest(): AsyncGenerator<Buffer> {
    if (head.rest.length > 0) yield head.rest;
    yield* pieces;
  }
  const body = Readable.from(rest(), { objectMode: false, highWaterMark: 128 * 1024 });
  // Also when nobody has begun to read.
  body.once("close", () => void pieces.return(undefined).finally(() => handle.close()));
  return { name: head.name, size: size - head.bytes, body };
}

async function* within(body: AsyncIterable<Uint8Array>, maximumBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.length;
    if (bytes > maximumBytes)
      throw new AppError(
        "too_large",
        "This document is too large for Parlour. Please open it in the archive itself.",
      );
    yield piece;
  }
}
