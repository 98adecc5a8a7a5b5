import { extensionOf } from "./file-types.ts";

/** Nextcloud's: 250 characters in its file cache, 255 bytes on most disks. */
const MAX_CHARACTERS = 250;
const MAX_BYTES = 255;

/** The n-th file of one name: `photo.jpg`, `photo (2).jpg`, …, shortened before the number where it would be too long. */
export function numberedName(name: string, number: number): string {
  if (number <= 1) return name;
  const extension = extensionOf(name);
  const end = extension === null ? "" : name.slice(-(extension.length + 1));
  const suffix = ` (${number})${end}`;
  const stem = [...name.slice(0, name.length - end.length)];
  while (
    stem.length + [...suffix].length > MAX_CHARACTERS ||
    bytesOf(stem.join("")) + bytesOf(suffix) > MAX_BYTES
  )
    stem.pop();
  return `${stem.join("").trimEnd()}${suffix}`;
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}
