import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  type Stats,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { userFilesDir } from "./user-files-dir.ts";
import { walkFiles } from "./walk-files.ts";

/** Who is who: the numbers Nextcloud calls `oc:fileid`. */
export type FileIds = {
  idOf(stats: Stats): number;
  /** Puts the file `fresh` where `target` is; the number stays that of the one before. */
  replace(fresh: string, target: string): void;
  /** Where a user's file lies at the moment, relative to the home; undefined: nowhere. */
  pathOf(user: string, id: number): { path: string; stats: Stats } | undefined;
  /** A guess that makes `pathOf` quick. */
  remember(user: string, id: number, path: string): void;
};

const maxHints = 50_000;

/**
 * File ids are inode numbers: stable when something moves, known for what was put there by hand. A replaced file has
 * another inode, so its first one is held below `<dataDir>/file-ids` (and cannot be given to another file) beside a
 * note of the present one.
 */
export function openFileIds(dataDir: string): FileIds {
  const folder = join(dataDir, "file-ids");
  mkdirSync(folder, { recursive: true });
  const present = new Map<number, number>();
  for (const name of readdirSync(folder)) {
    const id = Number.parseInt(name, 10);
    if (name.endsWith(".now")) present.set(Number(readFileSync(join(folder, name), "utf8")), id);
    // Only the inode is wanted. Not before a restart, because somebody may still be reading it.
    else truncateSync(join(folder, name), 0);
  }
  const hints = new Map<string, string>();
  const idOf = (stats: Stats) => present.get(stats.ino) ?? stats.ino;

  return {
    idOf,
    replace(fresh, target) {
      const before = statSync(target, { throwIfNoEntry: false });
      if (before !== undefined) {
        const id = idOf(before);
        const held = join(folder, String(id));
        if (!present.has(before.ino) && !existsSync(held)) linkSync(target, held);
        const { ino } = statSync(fresh);
        writeFileSync(join(folder, `${id}.now`), String(ino));
        present.delete(before.ino);
        present.set(ino, id);
      }
      renameSync(fresh, target);
    },
    pathOf(user, id) {
      const home = userFilesDir(dataDir, user);
      const hint = hints.get(`${user} ${id}`);
      const hinted = hint === undefined ? undefined : statSync(join(home, hint), { throwIfNoEntry: false });
      if (hint !== undefined && hinted !== undefined && idOf(hinted) === id)
        return { path: hint, stats: hinted };
      const atHome = statSync(home);
      if (idOf(atHome) === id) return { path: "", stats: atHome };
      for (const found of walkFiles(home, "")) {
        if (idOf(found.stats) !== id) continue;
        hints.set(`${user} ${id}`, found.path);
        return found;
      }
      return undefined;
    },
    remember(user, id, path) {
      if (hints.size >= maxHints) hints.clear();
      hints.set(`${user} ${id}`, path);
    },
  };
}
