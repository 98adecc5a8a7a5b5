import type { MediaDirection } from "#db/queries/media.ts";

/** A file or folder as people see it. Paths are relative to the base folder; instants epoch milliseconds. */
export interface FileView {
  /** Nextcloud's; null where the server gives none, and for what waits in the spool. */
  fileId: string | null;
  filename: string;
  path: string;
  isDir: boolean;
  mimeType: string;
  /** Bytes; of a folder everything in it, where the server says. */
  size: number | null;
  modifiedMs: number | null;
  etag: string | null;
  hasPreview: boolean;
  permissions: FilePermissions;
  /** What Parlour knows of it; null for files put there by hand. */
  media: MediaView | null;
}

/** What the account may do in Nextcloud and the actor in Parlour. */
export interface FilePermissions {
  read: boolean;
  /** New content for a file, new members for a folder. */
  write: boolean;
  rename: boolean;
  delete: boolean;
  share: boolean;
}

/** The record of an upload. */
export interface MediaView {
  id: string;
  customerId: string | null;
  filename: string;
  path: string;
  direction: MediaDirection | null;
  mimeType: string;
  size: number;
  /** `waiting`: in Parlour's spool until Nextcloud can be reached. */
  state: "stored" | "waiting" | "missing" | "deleted";
  uploadedBy: string;
  createdAt: number;
}

export interface FolderPage {
  /** The folder itself; "" is the base. */
  path: string;
  permissions: FilePermissions;
  rows: FileView[];
  /** Of the whole folder. */
  total: number;
  nextCursor: string | null;
  /** Bytes left in Nextcloud; null where there is no limit or nobody says. */
  availableBytes: number | null;
}
