import type { Ctx } from "#lib/auth/context.ts";
import { log } from "#lib/core/log.ts";
import { processWide } from "#lib/core/process-wide.ts";
import type { PullCause } from "./pull-calendar.ts";
import { pullShared, pullUnderWay } from "./refresh-artist.ts";

interface Asked {
  /** Asked for again since the run under way began, which may have read the calendar before the change. */
  again: boolean;
}

/**
 * Syncs a calendar in the background because something has changed there. However many ask, at most one run is under
 * way and one follows it, which begins after the last of them asked.
 */
export function pullSoon(ctx: Ctx, calendarId: string, cause: PullCause): void {
  const calendars = processWide("sync.soon", () => new Map<string, Asked>());
  const known = calendars.get(calendarId);
  if (known) {
    known.again = true;
    return;
  }
  const asked: Asked = { again: true };
  calendars.set(calendarId, asked);
  void run(ctx, calendarId, cause, asked)
    .catch((error: unknown) => log().error({ err: error, calendarId }, "background sync failed"))
    .finally(() => calendars.delete(calendarId));
}

async function run(ctx: Ctx, calendarId: string, cause: PullCause, asked: Asked): Promise<void> {
  await pullUnderWay(calendarId)?.catch(() => undefined);
  while (asked.again) {
    asked.again = false;
    await pullShared(ctx, calendarId, cause);
  }
}
