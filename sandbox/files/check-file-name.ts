import { DavError } from "#sandbox/dav/dav-error.ts";

/** The names Nextcloud refuses in a path. Throws 400 InvalidPath, or 403 for `.htaccess`. */
export function checkFileName(name: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  if (/[\\\u0000-\u001f]/.test(name) || name === "." || name === "..") {
    throw new DavError(
      400,
      "OCA\\DAV\\Connector\\Sabre\\Exception\\InvalidPath",
      "File name contains at least one invalid character",
    );
  }
  if (name.length > 250 || Buffer.byteLength(name) > 255) {
    throw new DavError(400, "OCA\\DAV\\Connector\\Sabre\\Exception\\InvalidPath", "File name is too long");
  }
  // nephele keeps locks and properties in such files beside the real ones.
  if (name === ".htaccess" || name.endsWith(".nephelemeta")) {
    throw new DavError(
      403,
      "OCA\\DAV\\Connector\\Sabre\\Exception\\Forbidden",
      `The file name ${name} is not allowed`,
    );
  }
}
