import type { Ctx } from "#lib/auth/context.ts";
import { asServiceAccount } from "#lib/calendars/service-account.ts";
import { readCalendarUser } from "#lib/nextcloud/calendar-user.ts";
import { readAvailability } from "#lib/nextcloud/read-availability.ts";

export type FetchedHours = { state: "read"; text: string } | { state: "unset" } | { state: "no_such_user" };

/** The Availability settings of a Nextcloud user, read by the service account. @throws UpstreamError */
export async function fetchHours(ctx: Ctx, user: string): Promise<FetchedHours> {
  return asServiceAccount(ctx, async (transport) => {
    const found = await readAvailability(transport, user);
    if (found) return { state: "read", text: found.text };
    return { state: (await readCalendarUser(transport, user)) ? "unset" : "no_such_user" };
  });
}
