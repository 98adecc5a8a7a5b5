/** A piece of a file: bytes `start` up to and without `end`. Numbers begin at 1, as Nextcloud counts them. */
export interface Chunk {
  number: number;
  start: number;
  end: number;
}

/** The pieces that are still missing. Every piece is `chunkBytes` long but the last. */
export function missingChunks(size: number, chunkBytes: number, present: readonly number[]): Chunk[] {
  if (size <= 0 || chunkBytes <= 0) return [];
  const there = new Set(present);
  return Array.from({ length: Math.ceil(size / chunkBytes) }, (_, index) => ({
    number: index + 1,
    start: index * chunkBytes,
    end: Math.min((index + 1) * chunkBytes, size),
  })).filter(({ number }) => !there.has(number));
}

/** How much of the file those pieces are. */
export function presentBytes(size: number, chunkBytes: number, present: readonly number[]): number {
  const missing = missingChunks(size, chunkBytes, present);
  return Math.max(0, size) - missing.reduce((sum, chunk) => sum + chunk.end - chunk.start, 0);
}
