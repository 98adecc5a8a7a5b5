import { listArtists } from "#db/queries/artists.ts";
import { type CalendarRow, countObjects, listCalendars } from "#db/queries/calendars.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { askedForPrivate } from "#lib/calendars/asked-for-private.ts";
import { testCalendar } from "#lib/calendars/test-calendar.ts";
import type { Findings } from "./findings.ts";

/** Each configured calendar: whether it answers, may be written, stands where it is looked for, and can be read. */
export async function checkCalendars(findings: Findings, ctx: Ctx): Promise<void> {
  const artists = await listArtists(ctx.db);
  const calendars = await listCalendars(ctx.db);
  const ids = calendars.map(({ id }) => id);
  const counts = await countObjects(ctx.db, ids);
  for (const calendar of calendars) {
    const artist = artists.find(({ id }) => id === calendar.artistId);
    const subject = `calendar of ${artist?.name ?? calendar.artistId}`;
    await checkCalendar(findings, ctx, subject, calendar, askedForPrivate(calendars, calendar));
    const unreadable = counts.get(calendar.id)?.unreadable ?? 0;
    if (unreadable > 0)
      findings.say(
        "warn",
        subject,
        `${unreadable} events cannot be read and block the time they seem to take; open and save them in the calendar app, or delete them`,
      );
  }
  for (const artist of artists)
    if (artist.active && !calendars.some(({ artistId }) => artistId === artist.id))
      findings.say("warn", `artist ${artist.name}`, "has no calendar; bookable from Parlour's own data only");
}

async function checkCalendar(
  findings: Findings,
  ctx: Ctx,
  subject: string,
  calendar: CalendarRow,
  /** The calendar at which the owner's private events are kept. */
  asked: CalendarRow | null,
): Promise<void> {
  const test = await testCalendar(ctx, { id: calendar.id });
  if (!test.ok) {
    const { title, detail, cure } = test.problem;
    return findings.say("bad", subject, `${title}. ${detail} ${cure}`);
  }
  const { href, displayName, writable, shared } = test.calendar;
  if (href !== calendar.href)
    return findings.say(
      "bad",
      subject,
      `stands at ${href} now, but ${calendar.href} is synced; open it under Calendars and save its address again`,
    );
  if (calendar.purpose === "write" && !writable)
    return findings.say("bad", subject, "may only be read; share it with “can edit” ticked");
  findings.say("ok", subject, `${displayName} answers`);
  if (!shared) return;
  if (asked && asked.freeBusyReadAt !== null && asked.freeBusyErrorKey === null)
    return findings.say(
      "ok",
      subject,
      `read through a share; private events are filled in from free/busy of ${new Date(asked.freeBusyReadAt).toISOString()}`,
    );
  findings.say(
    "warn",
    subject,
    `read through a share: events the artist marks private are invisible and would read as free${
      asked?.freeBusyErrorKey ? `; free/busy could not be read (${asked.freeBusyErrorKey})` : ""
    }; mark them confidential instead`,
  );
}
