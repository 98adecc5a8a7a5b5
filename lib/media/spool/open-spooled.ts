import { type FileHandle, open, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import type { Env } from "#lib/core/env.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { headerOf, readSealed } from "./sealed-file.ts";
import { plainSize } from "./sealed-format.ts";
import { spoolFailure, systemCode } from "./spool-failure.ts";
import { spoolPath } from "./spool-folder.ts";

/**
 * What waits in the spool, opened piece by piece as it is read. The stream fails with an UpstreamError
 * (`spool-missing`, `spool-damaged`) before anything is given that is not what was sealed; only its end says that the
 * whole is whole (see `verifySpooled`).
 */
export function openSpooled(env: Env, spoolId: string): Readable {
  return Readable.from(openedPieces(env, spoolId), { objectMode: false, highWaterMark: 128 * 1024 });
}

/** Reads it to its end, so that nothing is sent of what is damaged. @throws UpstreamError as `openSpooled` */
export async function verifySpooled(env: Env, spoolId: string): Promise<void> {
  for await (const _piece of openedPieces(env, spoolId));
}

/** Bytes of the file itself; null when there is none. @throws UpstreamError `spool-damaged` */
export async function spooledSize(env: Env, spoolId: string): Promise<number | null> {
  try {
    const size = plainSize((await stat(spoolPath(env, spoolId))).size);
    if (size === null) throw spoolFailure("spool-damaged");
    return size;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return null;
    throw error;
  }
}

/** The first bytes of a sealed file, fewer where it is cut off. @throws UpstreamError `spool-missing` */
export async function readHeader(env: Env, spoolId: string): Promise<Buffer> {
  const handle = await openHandle(env, spoolId);
  try {
    return await headerOf(handle);
  } finally {
    await handle.close();
  }
}

async function openHandle(env: Env, spoolId: string): Promise<FileHandle> {
  try {
    return await open(spoolPath(env, spoolId), "r");
  } catch (error) {
    throw systemCode(error) === "ENOENT" ? spoolFailure("spool-missing", error) : error;
  }
}

async function* openedPieces(env: Env, spoolId: string): AsyncGenerator<Buffer> {
  // Header and segments of one handle: the file may be sealed anew meanwhile.
  const handle = await openHandle(env, spoolId);
  try {
    yield* readSealed(env, handle, spoolId);
  } catch (error) {
    throw error instanceof UpstreamError ? error : spoolFailure("spool-damaged", error);
  } finally {
    await handle.close();
  }
}
