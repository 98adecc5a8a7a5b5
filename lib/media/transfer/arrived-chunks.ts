import type { UploadSessionRow } from "#db/queries/media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { asFiles } from "#lib/media/files-account.ts";
import { listChunks } from "#lib/nextcloud/files/chunks.ts";
import { chunkSize, remoteUploadId } from "./upload-session.ts";

/** Sizes by number. */
export type ArrivedChunks = Map<number, number>;

const MOST_REMEMBERED = 200;

function remembered(): Map<string, ArrivedChunks> {
  return processWide("uploads.chunks", () => new Map<string, ArrivedChunks>());
}

/** The chunks that are whole, as Nextcloud lists them; null when it has no such upload (any more). */
export async function readArrivedChunks(ctx: Ctx, session: UploadSessionRow): Promise<ArrivedChunks | null> {
  const listed = await asFiles(ctx, (at) => listChunks(at, remoteUploadId(session)));
  if (!listed) {
    remembered().delete(session.id);
    return null;
  }
  const arrived: ArrivedChunks = new Map();
  for (const { number, size } of listed) if (size === chunkSize(session, number)) arrived.set(number, size);
  remember(session.id, arrived);
  return arrived;
}

/** Notes one more, and answers all: asking Nextcloud after each would cost as much as a small chunk. */
export async function noteArrivedChunk(ctx: Ctx, session: UploadSessionRow, number: number): Promise<number> {
  const known = remembered().get(session.id) ?? (await readArrivedChunks(ctx, session)) ?? new Map();
  known.set(number, chunkSize(session, number) ?? 0);
  remember(session.id, known);
  return bytesOf(known);
}

export function forgetArrivedChunks(id: string): void {
  remembered().delete(id);
}

export function bytesOf(chunks: ArrivedChunks): number {
  let bytes = 0;
  for (const size of chunks.values()) bytes += size;
  return bytes;
}

function remember(id: string, chunks: ArrivedChunks): void {
  const all = remembered();
  all.delete(id);
  all.set(id, chunks);
  const [oldest] = all.keys();
  if (all.size > MOST_REMEMBERED && oldest !== undefined) all.delete(oldest);
}
