import { listCalendars } from "#db/queries/calendars.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { log } from "#lib/core/log.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { pullShared } from "./refresh-artist.ts";

/** While somebody looks at an artist's times, the picture is at most about this old. */
const MAX_AGE_MS = 20 * SECOND;

/**
 * Somebody is looking at an artist's times: brings an older picture up to date in the background, for the next look.
 * The answer of this moment never waits for a network.
 */
export function freshenSoon(ctx: Ctx, artistId: string): void {
  const attempts = processWide("sync.freshened", () => new Map<string, number>());
  const nowMs = ctx.now();
  if (nowMs - (attempts.get(artistId) ?? 0) < MAX_AGE_MS) return;
  if (attempts.size > 1000) attempts.clear();
  attempts.set(artistId, nowMs);
  void freshen(ctx, artistId, nowMs).catch((error: unknown) =>
    log().error({ err: error, artistId }, "background sync failed"),
  );
}

async function freshen(ctx: Ctx, artistId: string, nowMs: number): Promise<void> {
  for (const calendar of await listCalendars(ctx.db, [artistId])) {
    if (nowMs - (calendar.syncedAt ?? 0) >= MAX_AGE_MS) await pullShared(ctx, calendar.id, "booking");
  }
}
