import { moveSeat } from "#db/queries/calendar-seats.ts";
import { type CalendarRow, findCalendar } from "#db/queries/calendars.ts";
import { worker } from "#lib/auth/actor.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { asConnection } from "#lib/connections/as-connection.ts";
import { AppError, UpstreamError } from "#lib/core/errors.ts";
import { listCalendars } from "#lib/nextcloud/calendars.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";
import { sharedSeat } from "./seats.ts";
import { asServiceAccount } from "./service-account.ts";

/**
 * Runs `work` as the account that serves a calendar: its owner's own connection where that was chosen, else the service
 * account. A connection that broke is left at once: where the service account can see the calendar through a share, it
 * serves from then on, and the calendar's history says so.
 * @throws UpstreamError `auth`/`connection-broken` where it cannot; what `asServiceAccount` and `work` throw
 */
export async function asCalendarAccount<T>(
  ctx: Ctx,
  calendar: CalendarRow,
  work: (transport: Transport) => Promise<T>,
  options: { deliberate?: boolean } = {},
): Promise<T> {
  if (calendar.connectionUserId === null) return asServiceAccount(ctx, work, options);
  try {
    return await asConnection(ctx, calendar.connectionUserId, ({ transport }) => work(transport));
  } catch (error) {
    const isBroken =
      error instanceof AppError &&
      (error.code === "nextcloud_revoked" || error.code === "nextcloud_not_connected");
    if (!isBroken) throw error;
    return asServiceAccount(
      ctx,
      async (transport) => {
        await fallBack(ctx, transport, calendar);
        return work(transport);
      },
      options,
    );
  }
}

async function fallBack(ctx: Ctx, transport: Transport, calendar: CalendarRow): Promise<void> {
  const seat = sharedSeat(await listCalendars(transport), calendar);
  if (!seat) throw connectionBroken();
  const audit = auditEntry(
    { actor: worker, now: ctx.now },
    { entity: "calendar", entityId: calendar.id, action: "connection_lost" },
  );
  const url = `${transport.origin}${seat.href}`;
  await moveSeat(ctx.db, calendar, { ...seat, calendarUrl: url, connectionUserId: null }, audit);
  if ((await findCalendar(ctx.db, calendar.id))?.connectionUserId !== null) throw connectionBroken();
}

function connectionBroken(): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "auth",
    reason: "connection-broken",
    message:
      "The calendar is read with its owner's own connection, which Nextcloud no longer accepts, and is not shared with the studio's account.",
  });
}
