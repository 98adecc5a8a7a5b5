import { type CalendarRow, listCalendars } from "#db/queries/calendars.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { type CalendarHook, calendarsNamed, type NamedCalendar } from "#lib/nextcloud/calendar-hook.ts";
import { pathSegments } from "#lib/nextcloud/href.ts";
import { pullSoon } from "./pull-soon.ts";

/** More are left to the schedule. */
const MAX_CALENDARS = 100;

/**
 * Nextcloud says that something changed: the calendars concerned are synced at once, in the background. A hint only:
 * what it says of the change is not believed, but read. Where it names an owner but no calendar of theirs that we know, all
 * of theirs are synced; where it names nobody, all.
 * @returns the ids of the calendars that are synced
 */
export async function followHook(ctx: Ctx, hook: CalendarHook): Promise<string[]> {
  const ids = hintedCalendars(await listCalendars(ctx.db), calendarsNamed(hook)).slice(0, MAX_CALENDARS);
  for (const id of ids) pullSoon(ctx, id, "webhook");
  return ids;
}

type Known = Pick<CalendarRow, "id" | "owner" | "href" | "calendarId">;

export function hintedCalendars(calendars: readonly Known[], named: readonly NamedCalendar[]): string[] {
  if (named.length === 0) return calendars.map(({ id }) => id);
  const hinted = named.flatMap((name) => {
    const exact = calendars.filter((calendar) => isNamed(calendar, name));
    return exact.length > 0 ? exact : calendars.filter((calendar) => mayBelongTo(calendar, name.owner));
  });
  return [...new Set(hinted.map(({ id }) => id))];
}

/** As the owner sees it, or shared with us: `personal_shared_by_mara`. */
function isNamed(calendar: Known, { owner, uri }: NamedCalendar): boolean {
  if (uri === null) return false;
  const last = calendar.calendarId === uri;
  if (owner === null) return last || calendar.calendarId.startsWith(`${uri}_shared_by_`);
  if (calendar.calendarId === `${uri}_shared_by_${owner}`) return true;
  return last && (calendar.owner === owner || homeOf(calendar) === owner);
}

function mayBelongTo(calendar: Known, owner: string | null): boolean {
  if (owner === null) return true;
  return (
    calendar.owner === owner ||
    homeOf(calendar) === owner ||
    calendar.calendarId.endsWith(`_shared_by_${owner}`)
  );
}

/** In whose home it stands: the owner's, or that of who it is shared with. */
function homeOf(calendar: Known): string | undefined {
  return pathSegments(calendar.href).at(-2);
}
