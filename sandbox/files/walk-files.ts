import { readdirSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { isHiddenName } from "./file-names.ts";

const maxDepth = 100;

/** The names in a folder, sorted. */
export const namesIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => !isHiddenName(name))
    .sort();

/** Everything below a folder of a home, a folder before what is in it; paths are relative to the home. */
export function* walkFiles(home: string, path: string, depth = 0): Generator<{ path: string; stats: Stats }> {
  if (depth > maxDepth) return;
  for (const name of namesIn(join(home, path))) {
    const below = path === "" ? name : `${path}/${name}`;
    const stats = statSync(join(home, below), { throwIfNoEntry: false });
    if (stats === undefined) continue;
    yield { path: below, stats };
    if (stats.isDirectory()) yield* walkFiles(home, below, depth + 1);
  }
}
