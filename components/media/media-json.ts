import { count, fields, list, text, textOrNull } from "#components/console/json-fields.ts";

/** The three folders every customer has. */
export const directions = ["sent", "received", "internal"] as const;
export type Direction = (typeof directions)[number];

/** What Parlour knows of a file that was uploaded here. */
export interface MediaRecord {
  id: string;
  filename: string;
  path: string;
  state: "stored" | "waiting" | "missing" | "deleted";
  uploadedBy: string;
  createdMs: number | null;
}

/** A file or folder, as the files API answers it. */
export interface MediaRow {
  /** One for each path; also that of a record whose file is not there. */
  path: string;
  filename: string;
  isDir: boolean;
  mimeType: string;
  /** Bytes. */
  size: number | null;
  modifiedMs: number | null;
  etag: string | null;
  may: { write: boolean; rename: boolean; delete: boolean; share: boolean };
  previewUrl: string | null;
  fileUrl: string;
  record: MediaRecord | null;
}

export interface MediaRows {
  rows: MediaRow[];
  /** Whether Nextcloud answered; without it the rows are what Parlour itself knows. */
  reachable: boolean;
  /** Full paths; null while there is no folder. */
  folders: Record<Direction, string> | null;
  availableBytes: number | null;
}

export interface LinkShare {
  id: string;
  url: string;
  /** `YYYY-MM-DD`. */
  expires: string | null;
  hasPassword: boolean;
}

/** Epoch milliseconds of an ISO instant. */
function instant(value: unknown): number | null {
  const ms = Date.parse(text(value));
  return Number.isNaN(ms) ? null : ms;
}

export function readRecord(value: unknown): MediaRecord | null {
  const it = fields(value);
  const id = text(it.id);
  if (id === "") return null;
  const { state } = it;
  return {
    id,
    filename: text(it.filename),
    path: text(it.nextcloud_path) || text(it.path),
    state: state === "waiting" || state === "missing" || state === "deleted" ? state : "stored",
    uploadedBy: text(it.uploaded_by),
    createdMs: instant(it.created_at),
  };
}

export function readRow(value: unknown): MediaRow | null {
  const it = fields(value);
  const path = text(it.path);
  if (path === "") return null;
  const may = fields(it.permissions);
  return {
    path,
    filename: text(it.filename) || path.slice(path.lastIndexOf("/") + 1),
    isDir: it.is_dir === true,
    mimeType: text(it.mime_type),
    size: typeof it.size === "number" ? count(it.size) : null,
    modifiedMs: instant(it.last_modified),
    etag: textOrNull(it.etag),
    may: {
      write: may.write === true,
      rename: may.rename === true,
      delete: may.delete === true,
      share: may.share === true,
    },
    previewUrl: ourPath(it.preview_url),
    fileUrl: ourPath(it.file_url) ?? `/api/crm/nextcloud/file?path=${encodeURIComponent(path)}`,
    record: readRecord(it.media),
  };
}

/** Pictures and downloads come from our own origin, whatever an answer says. */
function ourPath(value: unknown): string | null {
  const path = text(value);
  return path.startsWith("/") && !path.startsWith("//") ? path : null;
}

function readRows(value: unknown): MediaRow[] {
  return list(value).flatMap((one) => readRow(one) ?? []);
}

export function customerMediaPath(customerId: string): string {
  return `/api/crm/customers/${encodeURIComponent(customerId)}/media`;
}

/** GET /api/crm/customers/{id}/media */
export function readCustomerMedia(value: unknown): MediaRows {
  const it = fields(value);
  const folders = fields(it.folders);
  const [sent, received, internal] = [
    folderPath(folders.sent),
    folderPath(folders.received),
    folderPath(folders.internal),
  ];
  return {
    rows: readRows(it.rows),
    reachable: it.reachable !== false,
    folders: sent && received && internal ? { sent, received, internal } : null,
    availableBytes: typeof it.available_bytes === "number" ? it.available_bytes : null,
  };
}

/** A folder is named by its path, or described with it. */
function folderPath(value: unknown): string {
  return text(value) || text(fields(value).path);
}

/** GET /api/crm/nextcloud/browse */
export function readFolderPage(value: unknown): { rows: MediaRow[]; nextCursor: string | null } {
  const it = fields(value);
  return { rows: readRows(it.rows), nextCursor: textOrNull(it.next_cursor) };
}

export function readShares(value: unknown): LinkShare[] {
  return list(fields(value).shares).flatMap((one) => readShare(one) ?? []);
}

export function readShare(value: unknown): LinkShare | null {
  const it = fields(value);
  const id = text(it.id) || (typeof it.id === "number" ? String(it.id) : "");
  const url = text(it.url);
  if (id === "" || !/^https?:\/\//.test(url)) return null;
  return { id, url, expires: textOrNull(it.expires), hasPassword: it.has_password === true };
}
