import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { z } from "zod";
import type { FileIds } from "./file-ids.ts";
import { userFilesDir } from "./user-files-dir.ts";

const infoSchema = z.object({ name: z.string(), originalPath: z.string(), deletedSeconds: z.number() });

/** Something in a trash bin. */
export type TrashItem = z.infer<typeof infoSchema> & {
  /** `<name>.d<seconds>`: what it is called there. */
  key: string;
  /** Where its bytes, or its files, lie on disk. */
  content: string;
};

/** The trash bins of everybody, kept below `<dataDir>/trash/<user>`. */
export type Trash = {
  throwAway(user: string, path: string): void;
  list(user: string): TrashItem[];
  find(user: string, key: string): TrashItem | undefined;
  /** Puts it back, beside what has taken its place meanwhile. Answers the path. */
  restore(user: string, item: TrashItem): string;
  remove(item: TrashItem): void;
};

/** A name that is free: `a (restored).txt`, `a (restored 2).txt`, … */
function freeName(folder: string, name: string): string {
  const extension = extname(name);
  const stem = basename(name, extension);
  for (let count = 0; ; count += 1) {
    const mark = count === 0 ? "" : count === 1 ? " (restored)" : ` (restored ${count})`;
    const candidate = `${stem}${mark}${extension}`;
    if (!existsSync(join(folder, candidate))) return candidate;
  }
}

export function openTrash(dataDir: string, ids: FileIds, now: () => number): Trash {
  const folderOf = (user: string) => join(dataDir, "trash", user);
  const bins = new Map<string, Map<string, TrashItem>>();

  function binOf(user: string): Map<string, TrashItem> {
    const known = bins.get(user);
    if (known !== undefined) return known;
    const bin = new Map<string, TrashItem>();
    mkdirSync(folderOf(user), { recursive: true });
    for (const name of readdirSync(folderOf(user))) {
      const place = join(folderOf(user), name);
      const content = join(place, "content");
      // Without content a crash came between; the file is still where it was.
      if (!existsSync(content)) continue;
      const info = infoSchema.parse(JSON.parse(readFileSync(join(place, "info.json"), "utf8")));
      const key = `${info.name}.d${info.deletedSeconds}`;
      bin.set(key, { ...info, key, content });
    }
    bins.set(user, bin);
    return bin;
  }

  function forget(item: TrashItem) {
    rmSync(dirname(item.content), { recursive: true, force: true });
    for (const bin of bins.values()) if (bin.get(item.key) === item) bin.delete(item.key);
  }

  return {
    throwAway(user, path) {
      const bin = binOf(user);
      const source = join(userFilesDir(dataDir, user), path);
      const name = basename(path);
      let deletedSeconds = Math.floor(now() / 1000);
      while (bin.has(`${name}.d${deletedSeconds}`)) deletedSeconds += 1;
      const info = { name, originalPath: path, deletedSeconds };
      const place = join(folderOf(user), String(ids.idOf(statSync(source))));
      rmSync(place, { recursive: true, force: true });
      mkdirSync(place);
      writeFileSync(join(place, "info.json"), JSON.stringify(info));
      const content = join(place, "content");
      renameSync(source, content);
      const key = `${name}.d${deletedSeconds}`;
      bin.set(key, { ...info, key, content });
    },
    list: (user) => [...binOf(user).values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
    find: (user, key) => binOf(user).get(key),
    restore(user, item) {
      const home = userFilesDir(dataDir, user);
      const parent = dirname(item.originalPath);
      // Where its folder is gone it comes back at the top.
      const isThere = statSync(join(home, parent), { throwIfNoEntry: false })?.isDirectory() ?? false;
      const folder = isThere ? parent : ".";
      const path = join(folder, freeName(join(home, folder), item.name));
      renameSync(item.content, join(home, path));
      forget(item);
      return path;
    },
    remove: forget,
  };
}
