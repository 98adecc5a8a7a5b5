import type { CustomerNoteView, CustomerRowView, CustomerView } from "#lib/customers/customer-view.ts";
import type { MergePreview } from "#lib/customers/merge-view.ts";
import { iso, isoOrNull } from "./iso.ts";

/** A customer in a list of an answer. `folder_path` is what the files API takes. */
export function customerRowJson(view: CustomerRowView) {
  return {
    id: view.id,
    name: view.name,
    email: view.email,
    phone: view.phone,
    tags: view.tags,
    nextcloud_folder: view.nextcloudFolder,
    folder_path: view.folderPath,
    appointments: view.appointments,
    last_appointment_at: isoOrNull(view.lastAppointmentMs),
    next_appointment_at: isoOrNull(view.nextAppointmentMs),
    no_shows: view.noShows,
    blocked_at: isoOrNull(view.blockedAt),
    blocked_reason: view.blockedReason,
    created_at: iso(view.createdAt),
    updated_at: iso(view.updatedAt),
  };
}

/** One customer in an answer. */
export function customerJson(view: CustomerView) {
  return {
    ...customerRowJson(view),
    source: view.source,
    earlier_contacts: view.earlierContacts,
    version: view.version,
    notes: view.notes.map(noteJson),
    history: view.history.map((one) => ({
      id: one.id,
      status: one.status,
      start_time: iso(one.startMs),
      end_time: iso(one.endMs),
      artist_name: one.artistName,
      service_name: one.serviceName,
      booked_as: one.bookedAs,
    })),
    possible_duplicates: view.possibleDuplicates,
    merges: view.merges.map((merge) => ({
      id: merge.id,
      other_name: merge.otherName,
      created_at: iso(merge.createdAt),
    })),
    allowed: view.allowed,
  };
}

export function noteJson(note: CustomerNoteView) {
  return {
    id: note.id,
    text: note.text,
    author_name: note.authorName,
    editable: note.editable,
    created_at: iso(note.createdAt),
    updated_at: iso(note.updatedAt),
  };
}

export function mergePreviewJson(preview: MergePreview) {
  const { nextcloudFolder, ...result } = preview.result;
  return {
    kept: customerRowJson(preview.kept),
    other: customerRowJson(preview.other),
    result: { ...result, nextcloud_folder: nextcloudFolder },
    moves: preview.moves,
    other_folder: preview.otherFolder,
  };
}
