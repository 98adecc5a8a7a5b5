import type { AppointmentRow } from "#db/queries/appointments.ts";
import type { CalendarRow } from "#db/queries/calendars.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";
import { askFreeBusy } from "./ask-free-busy.ts";

/**
 * An event that is no longer shown in a shared calendar was deleted, or made private: to us both look the same. Where
 * the owner is busy for the whole of that time, it is only hidden. `unknown` where the server does not tell.
 * @throws UpstreamError when the server cannot be reached
 */
export async function hiddenOrGone(
  transport: Transport,
  calendar: Pick<CalendarRow, "shared" | "owner">,
  { startMs, endMs }: Pick<AppointmentRow, "startMs" | "endMs">,
): Promise<"hidden" | "gone" | "unknown"> {
  if (!calendar.shared || calendar.owner === null) return "gone";
  try {
    const busy = await askFreeBusy(transport, calendar.owner, { fromMs: startMs, toMs: endMs });
    return busy.some((period) => period.startMs <= startMs && period.endMs >= endMs) ? "hidden" : "gone";
  } catch (error) {
    // One event of thousands of instances makes Nextcloud's free/busy fail with 500: that is no reason to stop.
    if (error instanceof UpstreamError && (error.kind === "rejected" || error.kind === "malformed"))
      return "unknown";
    throw error;
  }
}
