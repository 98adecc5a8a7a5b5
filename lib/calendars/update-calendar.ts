import { assignCalendar } from "#db/queries/appointment-changes.ts";
import { findByEvents } from "#db/queries/appointments.ts";
import {
  findCalendar,
  listCalendars,
  type NewCalendar,
  updateCalendar as store,
} from "#db/queries/calendars.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { calendarPush } from "#lib/sync/outbox-rows.ts";
import { loadCalendar } from "./calendar-access.ts";
import { type CalendarView, toCalendarView } from "./calendar-view.ts";
import { requireSensiblePurpose } from "./create-calendar.ts";
import { findRemoteCalendar } from "./find-remote-calendar.ts";
import type { CalendarChangeInput } from "./input.ts";

/**
 * Changes a calendar's address or how it blocks. Another address, or another way of blocking, starts the mirror
 * anew, and coming appointments are written to the calendar at the new address. @throws AppError `calendar_not_found`, `invalid_input`, `conflict`; UpstreamError for an unreachable Nextcloud.
 */
export async function updateCalendar(ctx: Ctx, input: CalendarChangeInput): Promise<CalendarView> {
  const calendar = await loadCalendar(ctx, input.id);
  const others = (await listCalendars(ctx.db, [calendar.artistId])).filter(
    (other) => other.id !== calendar.id,
  );
  const set: Partial<NewCalendar> = {};
  if (input.calendarUrl !== undefined || input.calendarId !== undefined) {
    const remote = await findRemoteCalendar(ctx, {
      calendarUrl: input.calendarUrl ?? calendar.calendarUrl,
      calendarId: input.calendarId,
    });
    if (others.some((other) => other.href === remote.href)) {
      throw new AppError("conflict", "This artist uses the calendar already.", {
        errors: { calendarUrl: ["already_used"] },
      });
    }
    Object.assign(set, {
      calendarUrl: remote.url,
      href: remote.href,
      calendarId: remote.calendarId,
      displayName: remote.displayName,
      writable: remote.writable,
      shared: remote.shared,
      owner: remote.owner,
      supportsSync: remote.supportsSyncCollection,
    });
  }
  set.purpose = input.purpose ?? calendar.purpose;
  set.blockBy = input.blockBy ?? calendar.blockBy;
  requireSensiblePurpose(set.purpose, {
    hasOtherWritten: others.some((other) => other.purpose === "write"),
    writable: set.writable ?? calendar.writable,
  });
  const moved = set.href !== undefined && set.href !== calendar.href;
  await store(ctx.db, calendar.id, set, {
    resetMirror: moved || set.blockBy !== calendar.blockBy,
    audit: auditEntry(ctx, {
      entity: "calendar",
      entityId: calendar.id,
      action: "changed",
      detail: { ...input },
    }),
  });
  // The events stand in the calendar before: what is still to come is written to this one.
  if (moved) {
    for (const appointment of await findByEvents(ctx.db, calendar.id, "all")) {
      if (appointment.endMs > ctx.now())
        await assignCalendar(ctx.db, appointment.id, calendar.id, calendarPush(ctx, appointment.id));
    }
  }
  const stored = await findCalendar(ctx.db, calendar.id);
  if (!stored) throw new AppError("calendar_not_found", "Calendar configuration not found.");
  return toCalendarView(stored);
}
