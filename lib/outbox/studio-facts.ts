import { listArtists } from "#db/queries/artists.ts";
import { type CalendarRow, listCalendars } from "#db/queries/calendars.ts";
import type { DeliveryRow } from "#db/queries/deliveries.ts";
import { countHeld } from "#db/queries/mirror.ts";
import { findLastTold, listSuspensions, listUntoldLetters } from "#db/queries/studio-notices.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { HOUR, MINUTE } from "#lib/core/clock.ts";
import { isToArtist } from "#lib/mail/is-to-artist.ts";
import type { DeadLetter, StudioFact } from "#lib/mail/studio-fact.ts";

/** A calendar that fails for a shorter time is nobody's trouble yet. */
const FAILING_MS = 15 * MINUTE;
/** Told along with one that has failed long enough: it is most likely the same trouble. */
const FAILING_TOO_MS = 5 * MINUTE;
/** At most one mail about dead letters in this time, whatever dies. */
const LETTERS_EVERY_MS = HOUR;
const MAX_LETTERS = 1000;

/** Under which the history remembers what was told. */
export const TOLD_ENTITY = "settings";
const LETTERS = "notice:dead:";

/** Something the admins should know, with the name of the incident, under which they are told of it once. */
export interface Incident {
  id: string;
  fact: StudioFact;
  calendarIds?: string[];
  letterIds?: string[];
}

/** What the admins should know by now; some of it may have been told already. */
export async function studioIncidents(ctx: Pick<Ctx, "db" | "now">): Promise<Incident[]> {
  const suspended = await suspensions(ctx);
  return [
    ...suspended,
    ...(await failingCalendars(ctx, suspended.length > 0)),
    ...(await heldDeletions(ctx)),
    ...(await deadLetters(ctx)),
  ];
}

async function suspensions(ctx: Pick<Ctx, "db" | "now">): Promise<Incident[]> {
  const rows = await listSuspensions(ctx.db, ctx.now() - HOUR);
  return rows.map(({ account, since }) => ({
    id: `notice:suspended:${account.slice(0, 16)}:${since}`,
    fact: { template: "suspended", sinceMs: since },
  }));
}

async function failingCalendars(ctx: Pick<Ctx, "db" | "now">, isSuspended: boolean): Promise<Incident[]> {
  const nowMs = ctx.now();
  const names = await artistNames(ctx);
  const failing = (await listCalendars(ctx.db)).flatMap((calendar) => {
    const { failingSince: sinceMs, failureToldAt, lastErrorKey: cause } = calendar;
    if (sinceMs === null || nowMs - sinceMs < FAILING_TOO_MS) return [];
    if (failureToldAt !== null && failureToldAt >= sinceMs) return [];
    // Told already, as what it is: a password, not a calendar.
    if (isSuspended && (cause === "auth" || cause === "suspended")) return [];
    return [{ ...calendarWords(calendar, names), id: calendar.id, sinceMs, cause }];
  });
  const [longest] = failing.toSorted((a, b) => a.sinceMs - b.sinceMs);
  if (!longest || nowMs - longest.sinceMs < FAILING_MS) return [];
  return [
    {
      id: `notice:failing:${longest.id}:${longest.sinceMs}`,
      fact: { template: "failing", calendars: failing },
      calendarIds: failing.map(({ id }) => id),
    },
  ];
}

async function heldDeletions(ctx: Pick<Ctx, "db">): Promise<Incident[]> {
  const held = await countHeld(ctx.db);
  if (held.size === 0) return [];
  const names = await artistNames(ctx);
  return (await listCalendars(ctx.db)).flatMap((calendar) => {
    const found = held.get(calendar.id);
    if (!found) return [];
    const { held: count, since: sinceMs } = found;
    const fact = { template: "held" as const, ...calendarWords(calendar, names), count, sinceMs };
    return [{ id: `notice:held:${calendar.id}:${sinceMs}`, fact }];
  });
}

async function deadLetters(ctx: Pick<Ctx, "db" | "now">): Promise<Incident[]> {
  const rows = await listUntoldLetters(ctx.db, MAX_LETTERS);
  const newest = rows.toSorted((a, b) => (b.deadAt ?? 0) - (a.deadAt ?? 0))[0];
  if (!newest) return [];
  const sinceToldMs = ctx.now() - ((await findLastTold(ctx.db, TOLD_ENTITY, LETTERS))?.at ?? 0);
  if (sinceToldMs >= 0 && sinceToldMs < LETTERS_EVERY_MS) return [];
  const fact = { template: "dead" as const, letters: rows.flatMap(letterWords) };
  return [{ id: `${LETTERS}${newest.id}:${newest.deadAt}`, fact, letterIds: rows.map(({ id }) => id) }];
}

function letterWords({ kind, payload, appointment, lastError }: DeliveryRow): DeadLetter[] {
  if (kind === "folder" || kind === "file")
    return [{ kind, path: payload.path ?? "", error: lastError ?? "" }];
  const error = lastError ?? "";
  if (kind === "picture" || kind === "consent") return [{ kind, error }];
  if (!appointment)
    return kind === "mail" ? [{ kind: payload.about === "waitlist" ? "waitlist" : "inquiry", error }] : [];
  const { clientName: client, serviceName: service, artistName: artist, startMs, timeZone } = appointment;
  const mailTo = isToArtist({ payload }) ? "artist" : "customer";
  const letter = { client, service, artist, startMs, timeZone, error };
  return [{ kind: kind === "calendar" ? "calendar" : mailTo, ...letter }];
}

async function artistNames(ctx: Pick<Ctx, "db">): Promise<Map<string, string>> {
  return new Map((await listArtists(ctx.db)).map(({ id, name }) => [id, name]));
}

function calendarWords(
  { artistId, displayName, calendarId }: CalendarRow,
  names: Map<string, string>,
): { artistId: string; artist: string; calendar: string } {
  return { artistId, artist: names.get(artistId) ?? artistId, calendar: displayName || calendarId };
}
