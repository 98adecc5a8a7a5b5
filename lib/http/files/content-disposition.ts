/** Turn the reading direction (`exe.gpj` for `gpj.exe`), or cannot be seen at all. */
const INVISIBLE = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/** Headers have limits everywhere on their way, and one mark may take twelve bytes. */
const MOST_MARKS = 150;
const LONGEST_ENDING = 20;

/**
 * `Content-Disposition` (RFC 6266) for a file of any name: the name in UTF-8 (`filename*`, RFC 8187), and before it one
 * in ASCII letters, digits and a few marks for whoever does not read that. Neither can end its parameter or the header.
 * A name of more than 150 characters is cut before its ending.
 */
export function contentDisposition(kind: "inline" | "attachment", name: string): string {
  const seen = name.toWellFormed().replace(INVISIBLE, "").replace(/[/\\]/g, "_") || "file";
  const cut = cutName(seen);
  return `${kind}; filename="${asciiName(cut)}"; filename*=UTF-8''${encodeName(cut)}`;
}

function cutName(name: string): string {
  const marks = Array.from(name);
  if (marks.length <= MOST_MARKS) return name;
  const dot = marks.lastIndexOf(".");
  const ending = dot > 0 && marks.length - dot <= LONGEST_ENDING ? marks.slice(dot) : [];
  return [...marks.slice(0, MOST_MARKS - ending.length), ...ending].join("");
}

function asciiName(name: string): string {
  const ascii = name
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9 ._()+-]/gu, "_");
  return ascii.trim() || "file";
}

/** Everything but the attr-char of RFC 8187 as percent-encoded UTF-8. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
