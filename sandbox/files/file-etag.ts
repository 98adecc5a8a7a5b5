import { hash } from "node:crypto";
import type { Stats } from "node:fs";

/** The quoted ETag of a file or folder. It moves with it, and changes with what is in it. */
export const etagOf = ({ ino, size, mtimeMs }: Stats) => `"${hash("md5", `${ino}-${size}-${mtimeMs}`)}"`;
