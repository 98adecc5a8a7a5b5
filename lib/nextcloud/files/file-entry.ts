/** A file or folder as the server describes it. */
export interface FileEntry {
  /** Relative to the account's home, decoded, NFC, without slashes at the ends; "" is the home itself. */
  path: string;
  /** The last segment of the path. */
  name: string;
  isFolder: boolean;
  /** Bytes, of a folder with all that is in it; null where the server does not say. */
  size: number | null;
  /** Epoch milliseconds. */
  modifiedMs: number | null;
  /** As sent, in its quotes. */
  etag: string | null;
  /** `application/octet-stream` where the server does not know, "" for folders. */
  mimeType: string;
  fileId: string | null;
  /** oc:permissions, such as `RGDNVW`; "" where the server does not say. */
  permissions: string;
  hasPreview: boolean;
  /** Bytes left in this folder; null where there is no limit or the server does not say. */
  quotaAvailableBytes: number | null;
}
