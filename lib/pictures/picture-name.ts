import { safeFolderName } from "#lib/customers/folder-names.ts";

const MOST_CHARACTERS = 80;

/** A file's name as a customer gave it, made safe, with the ending of what the file is now; without its folder. */
export function pictureName(written: string, extension: string): string {
  const last = written.split(/[\\/]/).at(-1) ?? "";
  const stem = last.replace(/\.[a-z0-9]{1,5}$/i, "").trim();
  const safe = stem === "" ? "Picture" : safeFolderName([...stem].slice(0, MOST_CHARACTERS).join(""));
  return `${safe}.${extension}`;
}
