import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Bytes of media by id. */
export interface MediaShelf {
  put(id: string, bytes: Buffer): void;
  get(id: string): Buffer | undefined;
}

/** @param folder where they lie; in memory without one */
export function openMediaShelf(folder: string | null): MediaShelf {
  const held = new Map<string, Buffer>();
  if (folder === null) return { put: (id, bytes) => void held.set(id, bytes), get: (id) => held.get(id) };
  mkdirSync(folder, { recursive: true });
  const place = (id: string) => path.join(folder, path.basename(id));
  return {
    put: (id, bytes) => writeFileSync(place(id), bytes),
    get: (id) => (existsSync(place(id)) ? readFileSync(place(id)) : undefined),
  };
}
