import { assignCalendar } from "#db/queries/appointment-changes.ts";
import { listUnwritten } from "#db/queries/appointments.ts";
import { findArtist } from "#db/queries/artists.ts";
import { findCalendar, insertCalendar, listCalendars } from "#db/queries/calendars.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdminOrOwner, requireSignedIn } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { calendarPush } from "#lib/sync/outbox-rows.ts";
import { type CalendarView, toCalendarView } from "./calendar-view.ts";
import { findRemoteCalendar } from "./find-remote-calendar.ts";
import type { NewCalendarInput } from "./input.ts";

/**
 * Links an artist to a Nextcloud calendar. The first one is written to, further ones only block unless said
 * otherwise. The worker reads it at once; appointments that no calendar held yet are written to it.
 * @throws AppError `invalid_input`, `not_found`, `conflict`; UpstreamError when Nextcloud cannot be asked.
 */
export async function createCalendar(ctx: Ctx, input: NewCalendarInput): Promise<CalendarView> {
  requireSignedIn(ctx.actor);
  requireAdminOrOwner(ctx.actor, input.artistId);
  const artist = await findArtist(ctx.db, input.artistId);
  if (!artist)
    throw new AppError("not_found", "There is no artist with this id.", {
      errors: { artistId: ["unknown"] },
    });
  const remote = await findRemoteCalendar(ctx, input);
  const others = await listCalendars(ctx.db, [artist.id]);
  if (others.some((calendar) => calendar.href === remote.href)) {
    throw new AppError("conflict", `${artist.name} uses this calendar already.`, {
      errors: { calendarUrl: ["already_used"] },
    });
  }
  const hasWritten = others.some((calendar) => calendar.purpose === "write");
  const purpose = input.purpose ?? (hasWritten || !remote.writable ? "block" : "write");
  requireSensiblePurpose(purpose, { hasOtherWritten: hasWritten, writable: remote.writable });
  const id = newId();
  const stored = await insertCalendar(
    ctx.db,
    {
      id,
      artistId: artist.id,
      calendarUrl: remote.url,
      href: remote.href,
      calendarId: remote.calendarId,
      displayName: remote.displayName,
      purpose,
      blockBy: input.blockBy ?? "busy",
      writable: remote.writable,
      shared: remote.shared,
      owner: remote.owner,
      supportsSync: remote.supportsSyncCollection,
      createdAt: ctx.now(),
    },
    auditEntry(ctx, {
      entity: "calendar",
      entityId: id,
      action: "created",
      detail: { calendarId: remote.calendarId },
    }),
  );
  if (stored === "exists")
    throw new AppError("conflict", `${artist.name} got a calendar at the same moment. Please look again.`);
  if (purpose === "write") {
    for (const appointment of await listUnwritten(ctx.db, artist.id, ctx.now())) {
      await assignCalendar(ctx.db, appointment.id, id, calendarPush(ctx, appointment.id));
    }
  }
  const calendar = await findCalendar(ctx.db, id);
  if (!calendar) throw new AppError("conflict", "The calendar was removed at the same moment.");
  return toCalendarView(calendar);
}

/** One calendar of an artist is written to, and it must be one that can be. @throws AppError `invalid_input` */
export function requireSensiblePurpose(
  purpose: "write" | "block",
  state: { hasOtherWritten: boolean; writable: boolean },
): void {
  if (purpose === "block") return;
  if (state.hasOtherWritten) {
    throw new AppError(
      "invalid_input",
      "Appointments are written to another calendar of this artist already.",
      {
        errors: { purpose: ["already_written"] },
      },
    );
  }
  if (!state.writable) {
    throw new AppError(
      "invalid_input",
      "The service account may only read this calendar. Share it with “can edit” ticked.",
      {
        errors: { purpose: ["read_only"] },
      },
    );
  }
}
