import { DAY } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import type { Interval } from "#lib/ical/types.ts";
import { readCalendarUser, readOwnCalendarUser } from "#lib/nextcloud/calendar-user.ts";
import { readFreeBusy } from "#lib/nextcloud/outbox-free-busy.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";

const PORTION = 31 * DAY;
const MAX_PORTIONS = 13;

/**
 * When a user is busy by the server's own reckoning over the scheduling outbox, private events included, asked month
 * by month. The time outside their working hours is not in it: when work is, is decided elsewhere.
 * @throws UpstreamError as `readFreeBusy` does, and with reason `no-free-busy` where the server has no such thing. What
 *   some portions answered is worth nothing when another failed.
 */
export async function askFreeBusy(
  transport: Transport,
  owner: string,
  window: { fromMs: number; toMs: number },
): Promise<Interval[]> {
  const organizer = await readOwnCalendarUser(transport);
  if (!organizer) throw noFreeBusy();
  const attendee = await readCalendarUser(transport, owner);
  const mail = attendee?.address?.replace(/^mailto:/i, "") ?? "";
  const busy: Interval[] = [];
  for (let portion = 0; portion < MAX_PORTIONS; portion++) {
    const fromMs = window.fromMs + portion * PORTION;
    const toMs = Math.min(fromMs + PORTION, window.toMs);
    if (fromMs >= toMs) break;
    const periods = await readFreeBusy(transport, { organizer, attendee: { mail }, fromMs, toMs });
    if (!periods) throw noFreeBusy();
    for (const { startMs, endMs, type } of periods)
      if (type !== "BUSY-UNAVAILABLE") busy.push({ startMs, endMs });
  }
  return busy;
}

function noFreeBusy(): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    reason: "no-free-busy",
    retryable: false,
    message: "The server does not tell when its users are busy.",
  });
}
