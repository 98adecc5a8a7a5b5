import { UpstreamError } from "#lib/core/errors.ts";
import { calendarHomePath } from "#lib/nextcloud/account.ts";
import { readCalendar } from "#lib/nextcloud/calendars.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";

/**
 * Runs a search for calendars. Where it ended nowhere, the place where Nextcloud has an account's calendars is asked
 * once more for the exact reason: a sign-in page, a redirect or a refusal says more than "no CalDAV here".
 * @throws UpstreamError
 */
export async function withExactCause<T>(transport: Transport, search: () => Promise<T>): Promise<T> {
  try {
    return await search();
  } catch (error) {
    if (error instanceof UpstreamError && error.reason === "no-calendar-home")
      throw (await reasonAtHome(transport)) ?? error;
    throw error;
  }
}

async function reasonAtHome(transport: Transport): Promise<UpstreamError | null> {
  try {
    await readCalendar(transport, calendarHomePath(transport.account));
    return null;
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return error.reason === "not-a-calendar" || error.status === 404 ? null : error;
  }
}
