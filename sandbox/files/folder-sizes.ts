import { type Stats, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { namesIn } from "./walk-files.ts";

/** How large folders are, and the mark that something in them changed. */
export type FolderSizes = {
  /** The bytes of everything below a folder. */
  sizeOf(folder: string, stats: Stats): number;
  /** Gives a home's folders down to `segments` a new time, and so a new ETag, as Nextcloud does. */
  touch(home: string, segments: readonly string[]): void;
};

const maxKept = 100_000;

/** Sizes are kept as long as the time of their folder stands. */
export function createFolderSizes(): FolderSizes {
  const kept = new Map<string, { mtimeMs: number; size: number }>();
  let last = 0;

  function sizeOf(folder: string, stats: Stats): number {
    const known = kept.get(folder);
    if (known !== undefined && known.mtimeMs === stats.mtimeMs) return known.size;
    let size = 0;
    for (const name of namesIn(folder)) {
      const path = join(folder, name);
      const below = statSync(path, { throwIfNoEntry: false });
      if (below !== undefined) size += below.isDirectory() ? sizeOf(path, below) : below.size;
    }
    if (kept.size >= maxKept) kept.clear();
    kept.set(folder, { mtimeMs: stats.mtimeMs, size });
    return size;
  }

  return {
    sizeOf,
    touch(home, segments) {
      // Finer than the file system's own clock, and never twice the same.
      last = Math.max(last + 0.002, performance.timeOrigin + performance.now());
      for (let count = 0; count <= segments.length; count += 1) {
        const folder = join(home, ...segments.slice(0, count));
        try {
          utimesSync(folder, last / 1000, last / 1000);
        } catch {
          // Gone meanwhile: nothing is left to be marked.
        }
      }
    },
  };
}
