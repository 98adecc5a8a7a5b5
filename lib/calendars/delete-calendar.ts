import { deleteCalendar as remove } from "#db/queries/calendars.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { loadCalendar } from "./calendar-access.ts";

/** Ends the link to a calendar: its mirror goes, nothing in Nextcloud is touched, appointments stay. */
export async function deleteCalendar(ctx: Ctx, input: { id: string }): Promise<void> {
  const calendar = await loadCalendar(ctx, input.id);
  const { artistId, calendarUrl } = calendar;
  await remove(
    ctx.db,
    calendar.id,
    auditEntry(ctx, {
      entity: "calendar",
      entityId: calendar.id,
      action: "deleted",
      detail: { artistId, calendarUrl },
    }),
  );
}
