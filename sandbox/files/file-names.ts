import { DavError, forbidden } from "#sandbox/dav/dav-error.ts";
import { escapeXml } from "#sandbox/dav/escape-xml.ts";

const connector = "OCA\\DAV\\Connector\\Sabre\\Exception\\";

function invalidPath(reason: string) {
  const extra = `<o:retry xmlns:o="o:">false</o:retry>\n  <o:reason xmlns:o="o:">${escapeXml(reason)}</o:reason>`;
  return new DavError(400, `${connector}InvalidPath`, reason, { extra });
}

/** Nextcloud's 423; `path` is relative to the home. */
export const fileLocked = (path: string) =>
  new DavError(423, `${connector}FileLocked`, `"${path}" is locked`);

/** nephele keeps locks in such files beside the real ones; nobody sees them. */
export const isHiddenName = (name: string) => name.endsWith(".nephelemeta");

/** The names Nextcloud refuses in a path. Throws 400 InvalidPath, or 403 for `.htaccess`. */
export function checkFileName(name: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  if (/[\\/\u0000-\u001f]/.test(name) || name === "." || name === "..")
    throw invalidPath("File name contains at least one invalid character");
  if (name.length > 250 || Buffer.byteLength(name) > 255) throw invalidPath("File name is too long");
  if (name === ".htaccess" || isHiddenName(name)) throw forbidden("");
}

/** Refuses to make something under the name of an unfinished transfer: 423, as recorded. */
export function checkNewName(segments: readonly string[]): void {
  if (segments.at(-1)?.endsWith(".part")) throw fileLocked(segments.join("/"));
}
