import type { Env } from "#lib/core/env.ts";
import { AppError } from "#lib/core/errors.ts";

/**
 * The one form of a path inside Parlour: relative to the base folder, NFC, no slash at either end, "" for the base
 * itself. Everything from outside passes `readFilePath` before Nextcloud is asked anything.
 */

type BaseEnv = Pick<Env, "NEXTCLOUD_FILES_BASE_PATH">;

const MAX_PATH_CHARACTERS = 4000;
/** Nextcloud's: 250 characters in its file cache, 255 bytes on most disks. */
const MAX_NAME_CHARACTERS = 250;
const MAX_NAME_BYTES = 255;

/**
 * Reads a path as people and programs write it: slashes at the ends and doubled ones do not matter, and it may begin
 * with the base folder itself. Nothing in it is decoded: `%41.txt` is a name.
 * @throws AppError `invalid_input`, `errors.path` `name_not_allowed`, for what could leave the base folder, also when
 *   somebody behind us decodes or folds it once more, and for names Nextcloud refuses.
 */
export function readFilePath(env: BaseEnv, written: string): string {
  if (written.length > MAX_PATH_CHARACTERS) throw refused();
  const names = written.normalize("NFC").split("/").filter(Boolean);
  if (!names.every(isName) || climbs(written)) throw refused();
  const base = baseNames(env);
  const named = base.length > 0 && base.every((name, index) => names[index] === name);
  return (named ? names.slice(base.length) : names).join("/");
}

/**
 * One name, for something new. @throws AppError as above, also for the endings Nextcloud keeps for itself; `field` is
 * where the message belongs.
 */
export function readFileName(written: string, field = "name"): string {
  const name = written.normalize("NFC");
  if (name.includes("/") || !isName(name) || climbs(name) || /\.(part|filepart)$/i.test(name))
    throw refused(field);
  return name;
}

/**
 * Reading this path means this path. Not so for names we refuse but Nextcloud took, and for a folder in the base that
 * has the base's own name.
 */
export function isFilePath(env: BaseEnv, path: string): boolean {
  try {
    return readFilePath(env, path) === path;
  } catch {
    return false;
  }
}

/** As lib/nextcloud wants it: relative to the account's home. */
export function accountPath(env: BaseEnv, path: string): string {
  return [...baseNames(env), ...path.split("/").filter(Boolean)].join("/");
}

/** The other way round; null for what is not below the base folder. */
export function pathInBase(env: BaseEnv, ofAccount: string): string | null {
  const base = baseNames(env).join("/");
  const path = ofAccount.normalize("NFC");
  if (base === "" || path === base) return path === base ? "" : path;
  return path.startsWith(`${base}/`) ? path.slice(base.length + 1) : null;
}

/** The last name of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The folder something lies in; "" is the base. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

export function joinPath(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

/** The path is the folder, or below it. */
export function isUnder(path: string, folder: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}

function baseNames(env: BaseEnv): string[] {
  return (env.NEXTCLOUD_FILES_BASE_PATH ?? "").split("/").filter(Boolean);
}

function isName(name: string): boolean {
  return (
    name.trim() !== "" &&
    name.isWellFormed() &&
    !/[\\\p{Cc}]/u.test(name) &&
    [...name].length <= MAX_NAME_CHARACTERS &&
    Buffer.byteLength(name) <= MAX_NAME_BYTES &&
    name.trim().toLowerCase() !== ".htaccess"
  );
}

/**
 * A dot segment or a control character, as it stands or after any number of rounds of what servers and proxies do to
 * paths: percent-decoding (overlong UTF-8 and IIS' %u too), compatibility forms such as "．．／" and "‥", characters
 * nobody sees, and parameters (`..;`).
 */
function climbs(written: string): boolean {
  let text = written;
  // Each round makes it shorter, so that it ends; deeper than this is no name anybody gave.
  for (let round = 0; round < 12; round++) {
    const folded = text.normalize("NFKC").replace(/\p{Default_Ignorable_Code_Point}/gu, "");
    if (/\p{Cc}/u.test(folded)) return true;
    if (folded.split(/[/\\]/).some((name) => /^\.{1,2}(;.*)?$/u.test(name.trim()))) return true;
    const decoded = percentDecoded(folded);
    if (decoded === folded && folded === text) return false;
    text = decoded;
  }
  return true;
}

function percentDecoded(text: string): string {
  return text
    .replace(/%(?:c0%ae|e0%80%ae|f0%80%80%ae|u002e|uff0e)/gi, ".")
    .replace(/%(?:c0%af|e0%80%af|f0%80%80%af|c1%9c|u002f|u005c|uff0f|u2215|u2216)/gi, "/")
    .replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
      // Bytes that are no UTF-8 stay behind as U+FFFD, which is no dot.
      new TextDecoder().decode(Buffer.from(bytes.replaceAll("%", ""), "hex")),
    );
}

function refused(field = "path"): AppError {
  return new AppError("invalid_input", "This path holds a name that is not allowed.", {
    errors: { [field]: ["name_not_allowed"] },
  });
}
