import type { Ctx } from "#lib/auth/context.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import type { RemoteCalendar } from "#lib/nextcloud/calendars.ts";
import { type Explanation, explainUpstream } from "#lib/nextcloud/explain.ts";
import { resolveCalendar } from "#lib/nextcloud/resolve-calendar.ts";
import { loadCalendar, requireCalendarAccess } from "./calendar-access.ts";
import { withExactCause } from "./exact-cause.ts";
import type { CalendarTestInput } from "./input.ts";
import { asServiceAccount } from "./service-account.ts";

export type CalendarTest =
  | {
      ok: true;
      calendar: Pick<RemoteCalendar, "href" | "calendarId" | "displayName" | "owner" | "writable" | "shared">;
    }
  | { ok: false; problem: Explanation & { detail: string } };

/**
 * Asks Nextcloud for a calendar, also while the account is suspended: a person asked. A success lifts the suspension.
 * @returns what was found, or the exact problem with its cure; never throws for what the network does.
 */
export async function testCalendar(ctx: Ctx, input: CalendarTestInput): Promise<CalendarTest> {
  requireCalendarAccess(ctx.actor);
  const target = "id" in input ? { calendarUrl: (await loadCalendar(ctx, input.id)).calendarUrl } : input;
  try {
    const found = await asServiceAccount(
      ctx,
      (transport) => withExactCause(transport, () => resolveCalendar(transport, target)),
      {
        deliberate: true,
      },
    );
    const { href, calendarId, displayName, owner, writable, shared } = found;
    return { ok: true, calendar: { href, calendarId, displayName, owner, writable, shared } };
  } catch (error) {
    if (error instanceof UpstreamError)
      return { ok: false, problem: { ...explainUpstream(error), detail: error.message } };
    throw error;
  }
}
