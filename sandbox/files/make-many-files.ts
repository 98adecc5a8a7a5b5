import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { jpegPicture } from "#sandbox/seed/jpeg-picture.ts";

/** Fills a folder on disk with `count` small pictures, `picture 00001.jpg` and on, each of another colour. */
export function makeManyFiles(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  for (let number = 1; number <= count; number += 1) {
    const picture = jpegPicture([[[number % 256, (number * 7) % 256, (number * 31) % 256]]]);
    writeFileSync(join(folder, `picture ${String(number).padStart(5, "0")}.jpg`), picture);
  }
}
