import type { mediaDirections } from "#db/schema/media.ts";

type Direction = (typeof mediaDirections)[number];

/** What stands in every customer's folder. */
export const SUBFOLDERS = {
  sent: "Sent Media",
  received: "Received Media",
  internal: "Internal",
} as const satisfies Record<Direction, string>;

const MAX_CHARACTERS = 120;
const MAX_BYTES = 200;
/** Windows keeps these for devices, with any ending; the sync clients of those who use it stumble over them. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/iu;
/** What Nextcloud keeps for its own or for uploads under way. */
const KEPT_BY_NEXTCLOUD = /(\.(part|filepart)|^\.htaccess|^\.ocdata)$/i;
/** Turn the reading direction of what follows, or cannot be seen at all. */
const INVISIBLE = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/gu;

/** Which way the files of a folder go, by the folder below the customer's in which they stand; null for any other. */
export function directionOf(path: string): Direction | null {
  const below = path.normalize("NFC").split("/").slice(1);
  for (const name of below) {
    if (name === SUBFOLDERS.sent) return "sent";
    if (name === SUBFOLDERS.received) return "received";
    if (name === SUBFOLDERS.internal) return "internal";
  }
  return null;
}

/**
 * A folder's name for a person's: NFC, without what Nextcloud, Windows or macOS refuse in names, at most 120
 * characters and 200 bytes, "Customer" where nothing is left. `basePath` is the folder it goes into: its own name is
 * avoided, so that a path that begins with it can only mean it.
 */
export function safeFolderName(name: string, basePath = ""): string {
  const cleaned = name
    .toWellFormed()
    .normalize("NFC")
    .replaceAll("\ufffd", "")
    .replace(INVISIBLE, "")
    .replace(/[\\/:*?"<>|]/g, "-")
    .replace(/\s+/gu, " ")
    .replace(/\p{Cc}/gu, "-");
  const trimmed = trimEnds(cut(trimEnds(cleaned), MAX_CHARACTERS, MAX_BYTES));
  if (trimmed === "") return "Customer";
  const ownNames = basePath.split("/").map(folded);
  const taken = DEVICE.test(trimmed) || ownNames.includes(folded(trimmed));
  const safe = taken ? `_${cut(trimmed, MAX_CHARACTERS - 1, MAX_BYTES - 1)}` : trimmed;
  return KEPT_BY_NEXTCLOUD.test(safe) ? `${cut(safe, MAX_CHARACTERS - 1, MAX_BYTES - 1)}_` : safe;
}

/** The n-th of those who would have the same folder: `Nora Weiß`, `Nora Weiß (2)`, …, within the same lengths. */
export function numberedFolderName(name: string, number: number): string {
  if (number <= 1) return name;
  const suffix = ` (${number})`;
  return `${trimEnds(cut(name, MAX_CHARACTERS - suffix.length, MAX_BYTES - suffix.length))}${suffix}`;
}

/** Whether a folder got its name from this person's, with or without a number; else a person chose it. */
export function isNamedAfter(folderName: string, customerName: string, basePath = ""): boolean {
  const name = safeFolderName(customerName, basePath);
  if (folded(folderName) === folded(name)) return true;
  const number = Number(/ \((\d{1,6})\)$/.exec(folderName)?.[1] ?? 0);
  return number > 1 && folded(folderName) === folded(numberedFolderName(name, number));
}

/** Names that are one and the same where case or composition does not matter. */
export function folded(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

function trimEnds(name: string): string {
  return name.replace(/^[\s.]+|[\s.]+$/gu, "");
}

/** Cuts between what people see as characters. */
function cut(name: string, characters: number, bytes: number): string {
  if (name.length <= characters && byteLength(name) <= bytes) return name;
  let kept = "";
  for (const { segment } of new Intl.Segmenter("und", { granularity: "grapheme" }).segment(name)) {
    const next = kept + segment;
    if (next.length > characters || byteLength(next) > bytes) break;
    kept = next;
  }
  return kept;
}

function byteLength(name: string): number {
  return new TextEncoder().encode(name).length;
}
