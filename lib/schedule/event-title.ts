import type { Actor } from "#lib/auth/actor.ts";
import { readEvent } from "#lib/ical/read-event.ts";

export interface EventTitle {
  /** Null where the reader may not know it, and for an event that says nothing. */
  title: string | null;
  /** CLASS PRIVATE or CONFIDENTIAL: only the artist reads what it says. */
  isPrivate: boolean;
  allDay: boolean;
}

const MAX_TITLE = 200;

/** What somebody of the studio may read of an artist's event. A series answers with its own title for each occurrence. */
export function eventTitle(
  actor: Actor,
  object: { ics: string },
  artist: { id: string; timeZone: string },
): EventTitle {
  const event = readEvent(object.ics, artist.timeZone);
  if (!event) return { title: null, isPrivate: false, allDay: false };
  const isPrivate = event.classification === "PRIVATE" || event.classification === "CONFIDENTIAL";
  const mayRead = !isPrivate || (actor.kind === "artist" && actor.artistId === artist.id);
  const title = event.summary.trim().slice(0, MAX_TITLE);
  return { title: mayRead && title !== "" ? title : null, isPrivate, allDay: event.allDay };
}
