import type { Ctx } from "#lib/auth/context.ts";
import { AppError, UpstreamError } from "#lib/core/errors.ts";
import type { RemoteCalendar } from "#lib/nextcloud/calendars.ts";
import { resolveCalendar } from "#lib/nextcloud/resolve-calendar.ts";
import { withExactCause } from "./exact-cause.ts";
import { asServiceAccount } from "./service-account.ts";

/**
 * The calendar somebody pasted or picked, under the address at which the service account sees it.
 * @throws AppError `invalid_input` at `calendarUrl` with a sentence when the address is no calendar of ours;
 *   UpstreamError when Nextcloud cannot be asked.
 */
export async function findRemoteCalendar(
  ctx: Ctx,
  input: { calendarUrl: string; calendarId?: string },
): Promise<RemoteCalendar & { url: string }> {
  try {
    return await asServiceAccount(ctx, async (transport) => {
      const calendar = await withExactCause(transport, () => resolveCalendar(transport, input));
      return { ...calendar, url: `${transport.origin}${calendar.href}` };
    });
  } catch (error) {
    if (error instanceof UpstreamError && error.kind === "rejected" && !error.retryable) {
      throw new AppError("invalid_input", error.message, {
        errors: { calendarUrl: [error.message] },
        cause: error,
      });
    }
    throw error;
  }
}
