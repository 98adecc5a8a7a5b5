import { type CalendarRow, findCalendar } from "#db/queries/calendars.ts";
import type { Actor } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin, requireAdminOrOwner, requireSignedIn } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";

/** Admins configure every calendar, artists their own. @throws AppError otherwise. */
export function requireCalendarAccess(actor: Actor): void {
  requireSignedIn(actor);
  if (actor.kind !== "artist") requireAdmin(actor);
}

/** @throws AppError `calendar_not_found`, `not_allowed`, `not_signed_in` */
export async function loadCalendar(ctx: Ctx, id: string): Promise<CalendarRow> {
  requireCalendarAccess(ctx.actor);
  const calendar = await findCalendar(ctx.db, id);
  if (!calendar) throw new AppError("calendar_not_found", "Calendar configuration not found.");
  requireAdminOrOwner(ctx.actor, calendar.artistId);
  return calendar;
}
