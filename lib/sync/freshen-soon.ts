import { listCalendars } from "#db/queries/calendars.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { log } from "#lib/core/log.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { pullShared } from "./refresh-artist.ts";

/** While somebody looks at an artist's times, the picture is at most about this old; a failing calendar is asked as often. */
const MAX_AGE_MS = 15 * SECOND;
/** How often the picture's age is looked at. */
const LOOK_EVERY_MS = 3 * SECOND;

interface Looks {
  lookedAt: number;
  askedAt: number;
}

/**
 * Somebody is looking at an artist's times: brings an older picture up to date in the background, for the next look.
 * The answer of this moment never waits for a network.
 */
export function freshenSoon(ctx: Ctx, artistId: string): void {
  const artists = processWide("sync.freshened", () => new Map<string, Looks>());
  const nowMs = ctx.now();
  const looks = artists.get(artistId) ?? { lookedAt: 0, askedAt: 0 };
  if (!isPast(looks.lookedAt, LOOK_EVERY_MS, nowMs)) return;
  if (artists.size > 1000) artists.clear();
  looks.lookedAt = nowMs;
  artists.set(artistId, looks);
  if (!isPast(looks.askedAt, MAX_AGE_MS, nowMs)) return;
  void freshen(ctx, artistId, looks, nowMs).catch((error: unknown) =>
    log().error({ err: error, artistId }, "background sync failed"),
  );
}

async function freshen(ctx: Ctx, artistId: string, looks: Looks, nowMs: number): Promise<void> {
  for (const calendar of await listCalendars(ctx.db, [artistId])) {
    if (!isPast(calendar.syncedAt ?? 0, MAX_AGE_MS, nowMs)) continue;
    looks.askedAt = nowMs;
    await pullShared(ctx, calendar.id, "booking");
  }
}

/** A difference either way: after the clock was set back, something of the future must not stop everything. */
function isPast(atMs: number, spanMs: number, nowMs: number): boolean {
  return Math.abs(nowMs - atMs) >= spanMs;
}
