import { count, fields, list, text } from "#components/console/json-fields.ts";
import type { DeletionPlan } from "#lib/customers/preview-deletion.ts";

/** Null for an answer that is none. */
export function readDeletionPreview(answer: unknown): DeletionPlan | null {
  const preview = fields(fields(answer).preview);
  if (Object.keys(preview).length === 0) return null;
  const { past, upcoming } = fields(preview.appointments);
  return {
    appointments: { past: count(past), upcoming: count(upcoming) },
    notes: count(preview.notes),
    media: count(preview.media),
    waitingUploads: count(preview.waiting_uploads),
    waitingMails: count(preview.waiting_mails),
    folder: readFolder(preview.folder),
    otherFolders: list(preview.other_folders).flatMap((one) => readFolder(one) ?? []),
  };
}

function readFolder(value: unknown): DeletionPlan["folder"] {
  const { path, size } = fields(value);
  return text(path) === "" ? null : { path: text(path), sizeBytes: typeof size === "number" ? size : null };
}
