import { count, fields, text } from "#components/console/json-fields.ts";
import type { DeletionPreview } from "#lib/customers/preview-deletion.ts";

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
