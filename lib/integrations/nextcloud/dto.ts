import type { LinkShare } from "#lib/nextcloud/files/link-shares.ts";

/** Nextcloud in our words. Instants are ISO 8601 UTC. */

/** A file or folder below the studio's base folder, as `/api/crm/nextcloud/browse` answers it. */
export interface CloudFile {
  filename: string;
  /** Relative to the base folder. */
  path: string;
  mime_type: string;
  /** Bytes; of a folder everything in it, where the server says. */
  size: number | null;
  last_modified: string | null;
  is_dir: boolean;
  etag: string | null;
  file_id: string | null;
  preview_url: string | null;
  file_url: string | null;
}

/** One occurrence of an event. */
export interface CloudEvent {
  uid: string;
  /** Address of the calendar, as configured. */
  calendar: string;
  /** Null for a private one, of which only the time is told. */
  title: string | null;
  startTime: string;
  endTime: string;
  allDay: boolean;
  /** `busy` for a private one. */
  status: "confirmed" | "tentative" | "cancelled" | "busy";
  location: string | null;
}

/** A link that the account made, for whoever has it. */
export interface CloudShare extends LinkShare {
  /** Of the file or folder, relative to the account's own files. */
  path: string;
}
