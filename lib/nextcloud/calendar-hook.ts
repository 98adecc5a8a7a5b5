import { z } from "zod";

/** A calendar as Nextcloud names it to others: by its owner's user id and its uri in the owner's home. */
export interface NamedCalendar {
  owner: string | null;
  uri: string | null;
}

const word = z.string().max(1000);
const calendarData = z
  .object({
    uri: word.nullish().catch(null),
    principaluri: word.nullish().catch(null),
    "{http://owncloud.org/ns}owner-principal": word.nullish().catch(null),
  })
  .nullish()
  .catch(null);

/**
 * What `webhook_listeners` sends for a calendar event (Nextcloud 32, `OCP\Calendar\Events`): taken as a hint only, so
 * everything may be absent or of another shape. A move names two calendars.
 */
export const calendarHook = z.object({
  event: z
    .object({
      class: word.nullish().catch(null),
      calendarData,
      sourceCalendarData: calendarData,
      targetCalendarData: calendarData,
    })
    .nullish()
    .catch(null),
});

export type CalendarHook = z.infer<typeof calendarHook>;

/** The calendars a hook speaks of; none when it does not say. */
export function calendarsNamed(hook: CalendarHook): NamedCalendar[] {
  const { calendarData: only, sourceCalendarData: source, targetCalendarData: target } = hook.event ?? {};
  return [only, source, target].flatMap((data) => {
    if (!data) return [];
    const principal = data["{http://owncloud.org/ns}owner-principal"] ?? data.principaluri ?? "";
    const owner = /(?:^|\/)principals\/users\/([^/]+)\/?$/.exec(principal)?.[1] ?? null;
    const uri = data.uri || null;
    return owner === null && uri === null ? [] : [{ owner, uri }];
  });
}
