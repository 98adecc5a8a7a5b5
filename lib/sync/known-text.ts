import type { Db } from "#db/client.ts";
import type { AppointmentRow } from "#db/queries/appointments.ts";
import { findMirroredText } from "#db/queries/mirror.ts";

/** An appointment's event as we last saw or wrote it; null where the mirror holds another state of it, or none. */
export async function knownText(
  db: Db,
  { calendarId, caldavHref: href, caldavEtag: etag }: AppointmentRow,
): Promise<string | null> {
  return calendarId && href && etag ? findMirroredText(db, calendarId, { href, etag }) : null;
}
