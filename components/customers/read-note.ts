import { fields, list, text } from "#components/console/json-fields.ts";

/** What a note says now, and since when (epoch milliseconds). */
export interface SavedNote {
  text: string;
  updatedAt: number;
}

/** The note in an answer that gives one. */
export function readNote(value: unknown): SavedNote | null {
  const it = fields(value);
  const updatedAt = Date.parse(text(it.updated_at));
  return text(it.text) === "" || Number.isNaN(updatedAt) ? null : { text: text(it.text), updatedAt };
}

/** One note in an answer of GET /api/crm/customers/{id}; null when it is gone. */
export function readNoteOf(answer: unknown, noteId: string): SavedNote | null {
  const notes = list(fields(fields(answer).customer).notes);
  return readNote(notes.find((one) => fields(one).id === noteId));
}
