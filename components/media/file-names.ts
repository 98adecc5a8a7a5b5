/** Names as people type them and as cameras and clipboards give them. What Nextcloud refuses beyond this it says itself. */

export interface NameParts {
  stem: string;
  /** With its dot; "" where there is none, or where the name begins with its only dot. */
  extension: string;
}

/** `consent form.v2.pdf` → `consent form.v2` and `.pdf`. */
export function splitName(name: string): NameParts {
  const at = name.lastIndexOf(".");
  const extension = at > 0 ? name.slice(at) : "";
  // "Dr. Weiß, talk" has no extension.
  if (!/^\.[A-Za-z0-9]{1,10}$/.test(extension)) return { stem: name, extension: "" };
  return { stem: name.slice(0, at), extension };
}

export type NameFault = "empty" | "slash" | "control" | "dots" | "too_long";

/** Why this cannot be a name, before anybody is asked; null where it can. Nextcloud's limit: 250 characters, 255 bytes. */
export function nameFault(name: string): NameFault | null {
  if (name.trim() === "") return "empty";
  if (name === "." || name === "..") return "dots";
  if (/[/\\]/.test(name)) return "slash";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(name)) return "control";
  if ([...name].length > 250 || new TextEncoder().encode(name.normalize("NFC")).length > 255)
    return "too_long";
  return null;
}

const EXTENSIONS: Record<string, string> = {
  "image/png": ".png",
  "image/jpeg": ".jpg",
  "image/webp": ".webp",
  "image/gif": ".gif",
};

/** The clipboard calls every picture `image.png`: it is named by its time instead, `2026-11-20 14.05.09.png`. */
export function pastedName(
  file: { name: string; type: string },
  at: Date,
  words: string,
  index: number,
): string {
  if (file.name !== "" && !/^image\.\w+$/i.test(file.name)) return file.name;
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = `${two(at.getHours())}.${two(at.getMinutes())}.${two(at.getSeconds())}`;
  const extension = EXTENSIONS[file.type] ?? splitName(file.name).extension;
  return `${words} ${day} ${time}${index > 0 ? ` (${index + 1})` : ""}${extension}`;
}

/** Whether a file is among what the studio takes (`image/*`, `application/pdf`, `.psd`); nothing listed means all. */
export function isAccepted(file: { name: string; type: string }, accept: readonly string[]): boolean {
  if (accept.length === 0) return true;
  // Browsers do not know every type; the server looks at the content.
  if (file.type === "" && !accept.some((one) => one.startsWith("."))) return true;
  const type = file.type.toLowerCase();
  const name = file.name.toLowerCase();
  return accept.some((one) => {
    const wanted = one.toLowerCase();
    if (wanted === "*/*") return true;
    if (wanted.startsWith(".")) return name.endsWith(wanted);
    return wanted.endsWith("/*") ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
  });
}

/** Folder and name as one path; "" is the base folder. */
export function joinPath(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

/** The folder a path lies in; "" for what lies in the base folder. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
