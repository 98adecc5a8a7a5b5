import { moveSeat } from "#db/queries/calendar-seats.ts";
import { type CalendarRow, findCalendar } from "#db/queries/calendars.ts";
import { worker } from "#lib/auth/actor.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireUser } from "#lib/auth/permissions.ts";
import { asConnection } from "#lib/connections/as-connection.ts";
import { AppError } from "#lib/core/errors.ts";
import { listCalendars } from "#lib/nextcloud/calendars.ts";
import { pullCalendar } from "#lib/sync/pull-calendar.ts";
import { loadCalendar } from "./calendar-access.ts";
import { type CalendarView, toCalendarView } from "./calendar-view.ts";
import { ownSeat, sharedSeat } from "./seats.ts";
import { asServiceAccount } from "./service-account.ts";

/**
 * Chooses who serves a calendar: `connection`, the own connection of whoever asks, who must own it in Nextcloud (private
 * events then block too, and no share is needed), or `service`, the studio's account through a share.
 * @throws AppError `calendar_not_found`, `not_allowed`, `invalid_input`, `nextcloud_not_connected`,
 *   `nextcloud_revoked`; UpstreamError
 */
export async function serveCalendar(
  ctx: Ctx,
  input: { id: string; by: "connection" | "service" },
): Promise<CalendarView> {
  const calendar = await loadCalendar(ctx, input.id);
  await (input.by === "connection" ? byConnection(ctx, calendar) : byService(ctx, calendar));
  await pullCalendar({ ...ctx, actor: worker }, calendar.id, { cause: "manual", deletionsConfirmed: true });
  return toCalendarView((await findCalendar(ctx.db, calendar.id)) ?? calendar);
}

async function byConnection(ctx: Ctx, calendar: CalendarRow): Promise<void> {
  const userId = requireUser(ctx.actor);
  if (calendar.connectionUserId === userId) return;
  const seat = await asConnection(ctx, userId, async ({ transport }) => {
    const found = ownSeat(await listCalendars(transport), calendar);
    return found && { ...found, calendarUrl: `${transport.origin}${found.href}` };
  });
  if (!seat) throw refused("Your own account at Nextcloud does not own this calendar.");
  await move(ctx, calendar, { ...seat, connectionUserId: userId }, "served_by_connection");
}

async function byService(ctx: Ctx, calendar: CalendarRow): Promise<void> {
  if (calendar.connectionUserId === null) return;
  const seat = await asServiceAccount(ctx, async (transport) => {
    const found = sharedSeat(await listCalendars(transport), calendar);
    return found && { ...found, calendarUrl: `${transport.origin}${found.href}` };
  });
  if (!seat)
    throw refused("The calendar is not shared with the studio's account. Share it in Nextcloud first.");
  await move(ctx, calendar, { ...seat, connectionUserId: null }, "served_by_service");
}

async function move(
  ctx: Ctx,
  calendar: CalendarRow,
  seat: Parameters<typeof moveSeat>[2],
  action: string,
): Promise<void> {
  const audit = auditEntry(ctx, { entity: "calendar", entityId: calendar.id, action });
  if (await moveSeat(ctx.db, calendar, seat, audit)) return;
  throw new AppError("conflict", "Somebody changed this calendar in the meantime. Please look at it again.");
}

function refused(sentence: string): AppError {
  return new AppError("invalid_input", sentence, { errors: { by: [sentence] } });
}
