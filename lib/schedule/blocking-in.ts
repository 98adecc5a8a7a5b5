import { ACTIVE } from "#db/queries/appointments.ts";
import {
  listClosed,
  listOccurrences,
  listPrivateTimes,
  listScheduled,
  listTimeOff,
} from "#db/queries/schedule.ts";
import type { Ctx } from "#lib/auth/context.ts";
import type { BookingRules } from "#lib/availability/booking-rules.ts";
import type { Interval } from "#lib/availability/types.ts";
import { eventTitle } from "./event-title.ts";
import { whereItBlocks } from "./explain.ts";
import type { Blocking } from "./explanation.ts";

/** Everything that blocks a time, by name: the same as `blockingTimes`, which only counts it. */
export async function blockingIn(
  ctx: Ctx,
  artist: { id: string; timeZone: string },
  rules: Pick<BookingRules, "bufferBeforeMs" | "bufferAfterMs">,
  time: Interval,
  exceptAppointmentId?: string,
): Promise<Blocking[]> {
  const span = {
    artistId: artist.id,
    fromMs: time.startMs - rules.bufferBeforeMs,
    toMs: time.endMs + rules.bufferAfterMs,
  };
  const found: Blocking[] = [];
  const note = (blocking: Interval, rest: (where: Blocking["where"]) => Blocking) => {
    const where = whereItBlocks(rules, time, blocking);
    if (where !== null) found.push(rest(where));
  };
  for (const row of await listOccurrences(ctx.db, span)) {
    const { startMs, endMs, calendarName, knownSince, changedAt, unreadable } = row;
    const { title, isPrivate } = eventTitle(ctx.actor, row, artist);
    note(row, (where) => ({
      kind: "event",
      where,
      startMs,
      endMs,
      title,
      isPrivate,
      calendar: calendarName,
      knownSince,
      changedAt,
      unreadable,
    }));
  }
  for (const row of await listScheduled(ctx.db, span)) {
    if (row.id === exceptAppointmentId || !ACTIVE.includes(row.status)) continue;
    const { id, startMs, endMs, status, clientName, service, createdAt } = row;
    note({ startMs: row.blockStartMs, endMs: row.blockEndMs }, (where) => ({
      kind: "appointment",
      where,
      id,
      startMs,
      endMs,
      status,
      clientName,
      service: service.name,
      knownSince: createdAt,
      byBuffer: endMs <= time.startMs || startMs >= time.endMs,
    }));
  }
  for (const { startMs, endMs, calendarName } of await listPrivateTimes(ctx.db, span))
    note({ startMs, endMs }, (where) => ({ kind: "private", where, startMs, endMs, calendar: calendarName }));
  for (const { startMs, endMs, note: words, createdAt } of await listTimeOff(ctx.db, span))
    note({ startMs, endMs }, (where) => ({
      kind: "time_off",
      where,
      startMs,
      endMs,
      note: words,
      knownSince: createdAt,
    }));
  for (const { startMs, endMs, note: words, createdAt } of await listClosed(ctx.db, span))
    note({ startMs, endMs }, (where) => ({
      kind: "closure",
      where,
      startMs,
      endMs,
      note: words,
      knownSince: createdAt,
    }));
  return found.sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
}
