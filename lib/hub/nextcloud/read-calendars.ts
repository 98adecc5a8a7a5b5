import { UpstreamError } from "#lib/core/errors.ts";
import { type CalendarText, queryCalendar } from "#lib/integrations/nextcloud/query-calendar.ts";
import { listCalendars } from "#lib/nextcloud/calendars.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";

const MOST_CALENDARS = 50;
/** Of all calendars together; they are asked a few at a time until they hold as much. */
const MOST_CHARACTERS = 32_000_000;
const AT_ONCE = 4;

export interface StudioObject extends CalendarText {
  /** Address of its calendar. */
  calendar: string;
}

/**
 * The objects with an event in a window (epoch milliseconds), of the calendar asked for (its id or address) or of all
 * that the account sees. `truncated`: there were more calendars than are asked, or more in them than is taken.
 * Null where no calendar of that id or address is seen. @throws UpstreamError
 */
export async function readCalendars(
  transport: Transport,
  asked: string | undefined,
  window: { fromMs: number; toMs: number },
): Promise<{ objects: StudioObject[]; truncated: boolean } | null> {
  const all = await listCalendars(transport);
  const wanted =
    asked === undefined ? all : all.filter(({ href, calendarId }) => calendarId === asked || href === asked);
  if (asked !== undefined && wanted.length === 0) return null;
  const taken = wanted.slice(0, MOST_CALENDARS);
  const objects: StudioObject[] = [];
  let truncated = wanted.length > taken.length;
  let characters = 0;
  for (let at = 0; at < taken.length; at += AT_ONCE) {
    if (characters > MOST_CHARACTERS) return { objects, truncated: true };
    const answers = await Promise.all(
      taken.slice(at, at + AT_ONCE).map(({ href }) => readOne(transport, href, window)),
    );
    for (const answer of answers) {
      if (!answer) truncated = true;
      for (const object of answer ?? []) {
        characters += object.ics.length;
        objects.push(object);
      }
    }
  }
  return { objects, truncated };
}

/** Null where the calendar holds more than is taken from one. */
async function readOne(
  transport: Transport,
  calendar: string,
  window: { fromMs: number; toMs: number },
): Promise<StudioObject[] | null> {
  try {
    return (await queryCalendar(transport, calendar, window)).map((text) => ({ ...text, calendar }));
  } catch (error) {
    if (error instanceof UpstreamError && error.reason === "too-large") return null;
    throw error;
  }
}
