import { NS } from "../namespaces.ts";

/** The properties an entry is made of, by local name; `size`, `fileid`, … are ownCloud's. */
export const FILE_PROPS: Readonly<Record<string, string>> = {
  getcontentlength: NS.dav,
  getlastmodified: NS.dav,
  getetag: NS.dav,
  getcontenttype: NS.dav,
  "quota-available-bytes": NS.dav,
  fileid: NS.owncloud,
  permissions: NS.owncloud,
  size: NS.owncloud,
  "has-preview": NS.nextcloud,
};

/** One `<response>` about a file or folder. */
export interface FileRow {
  /** As the server wrote it. */
  href: string;
  /** The status of the response itself; null where only its properties have one. */
  status: number | null;
  isFolder: boolean;
  /** Trimmed text by local name, of those of FILE_PROPS that were answered with 2xx. */
  texts: Map<string, string>;
}
