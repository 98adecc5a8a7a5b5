import { count, fields, text } from "#components/console/json-fields.ts";

/** What deleting somebody would take away, as GET …/deletion tells it. */
export interface DeletionPreview {
  /** The past ones stay without the person, those ahead are cancelled. */
  appointments: { past: number; upcoming: number };
  notes: number;
  media: number;
  /** Files and mails that wait to be delivered, and never will be. */
  waitingUploads: number;
  waitingMails: number;
  /** In Nextcloud; null where there is none. `sizeBytes` is null where nobody says. */
  folder: { path: string; sizeBytes: number | null } | null;
}

/** Null for an answer that is none. */
export function readDeletionPreview(answer: unknown): DeletionPreview | null {
  const preview = fields(fields(answer).preview);
  if (Object.keys(preview).length === 0) return null;
  const { past, upcoming } = fields(preview.appointments);
  const { path, size } = fields(preview.folder);
  return {
    appointments: { past: count(past), upcoming: count(upcoming) },
    notes: count(preview.notes),
    media: count(preview.media),
    waitingUploads: count(preview.waiting_uploads),
    waitingMails: count(preview.waiting_mails),
    folder:
      text(path) === "" ? null : { path: text(path), sizeBytes: typeof size === "number" ? size : null },
  };
}
