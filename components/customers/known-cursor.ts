import { readCursor } from "#lib/customers/list-cursor.ts";

/** A cursor of the list, or null for one that nobody gave out: addresses get cut and mangled on their way. */
export function knownCursor(cursor: string | null): string | null {
  if (cursor === null) return null;
  try {
    readCursor(cursor);
    return cursor;
  } catch {
    return null;
  }
}
