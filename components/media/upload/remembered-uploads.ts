import { fields, list, text } from "#components/console/json-fields.ts";

/** A large upload that was begun in this browser: the page may be closed before it is through. */
export interface RememberedUpload {
  sessionId: string;
  customerId: string;
  folder: string;
  name: string;
  size: number;
  /** Of the file, epoch milliseconds: tells it from another of the same name. */
  lastModified: number;
  atMs: number;
}

const KEY = "parlour-uploads";
/** Nextcloud forgets unfinished uploads after a day. */
const KEPT_MS = 24 * 3_600_000;
const MAX = 50;

type FileMark = Pick<RememberedUpload, "customerId" | "name" | "size" | "lastModified">;
type UploadMark = FileMark & Pick<RememberedUpload, "folder">;

export function isSame(a: UploadMark, b: UploadMark): boolean {
  return isSameFile(a, b) && a.folder === b.folder;
}

/** The same file for the same customer, wherever it goes. */
export function isSameFile(a: FileMark, b: FileMark): boolean {
  return (
    a.customerId === b.customerId &&
    a.name === b.name &&
    a.size === b.size &&
    a.lastModified === b.lastModified
  );
}

/** Reads what storage holds, whoever wrote it; the oldest and what Nextcloud has forgotten go. */
export function parseRemembered(stored: string | null, nowMs: number): RememberedUpload[] {
  let value: unknown = null;
  try {
    value = JSON.parse(stored ?? "[]");
  } catch {
    return [];
  }
  return list(value)
    .flatMap((one): RememberedUpload[] => {
      const it = fields(one);
      const { size, lastModified, atMs } = it;
      const sessionId = text(it.sessionId);
      if (
        sessionId === "" ||
        typeof size !== "number" ||
        typeof lastModified !== "number" ||
        typeof atMs !== "number"
      )
        return [];
      if (nowMs - atMs > KEPT_MS) return [];
      const [customerId, folder, name] = [text(it.customerId), text(it.folder), text(it.name)];
      return [{ sessionId, customerId, folder, name, size, lastModified, atMs }];
    })
    .slice(-MAX);
}

export function rememberedUploads(): RememberedUpload[] {
  try {
    return parseRemembered(localStorage.getItem(KEY), Date.now());
  } catch {
    // Storage may be refused altogether; then a reload begins anew.
    return [];
  }
}

export function rememberUpload(upload: RememberedUpload): void {
  store([...rememberedUploads().filter((one) => !isSame(one, upload)), upload]);
}

export function forgetUpload(sessionId: string): void {
  store(rememberedUploads().filter((one) => one.sessionId !== sessionId));
}

function store(uploads: RememberedUpload[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(uploads.slice(-MAX)));
  } catch {
    // As above.
  }
}
