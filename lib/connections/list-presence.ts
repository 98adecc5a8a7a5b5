import { listCalendars } from "#db/queries/calendars.ts";
import { findConnection } from "#db/queries/connections.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireUser, visibleArtistId } from "#lib/auth/permissions.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { AppError, UpstreamError } from "#lib/core/errors.ts";
import { processWide } from "#lib/core/process-wide.ts";
import { readUserStatuses, type UserStatus } from "#lib/nextcloud/user-status.ts";
import { asConnection } from "./as-connection.ts";

export interface ArtistPresence extends Omit<UserStatus, "userId"> {
  artistId: string;
}

interface Known {
  atMs: number;
  statuses: Promise<UserStatus[]>;
}

const MAX_AGE_MS = MINUTE;
const MAX_KEPT = 500;

/**
 * How Nextcloud says the artists are (online, away, …), as whoever acts sees it with their own connection, at most a
 * minute old. Empty without a connection, or where Nextcloud does not tell: a status is an ornament, never an error.
 * @throws AppError `not_signed_in`, `not_allowed`
 */
export async function listPresence(ctx: Ctx): Promise<ArtistPresence[]> {
  const userId = requireUser(ctx.actor);
  const own = visibleArtistId(ctx.actor);
  const statuses = await knownStatuses(ctx, userId);
  const byUser = new Map(statuses.map((status) => [status.userId.toLowerCase(), status]));
  const found = new Map<string, ArtistPresence>();
  for (const { artistId, owner } of await listCalendars(ctx.db, own === undefined ? undefined : [own])) {
    const status = owner === null ? undefined : byUser.get(owner.toLowerCase());
    if (!status || found.has(artistId)) continue;
    const { userId: _, ...shown } = status;
    found.set(artistId, { artistId, ...shown });
  }
  return [...found.values()];
}

async function knownStatuses(ctx: Ctx, userId: string): Promise<UserStatus[]> {
  const connection = await findConnection(ctx.db, userId);
  if (!connection || connection.brokenAt !== null) return [];
  const kept = processWide("connections.presence", () => new Map<string, Known>());
  const nowMs = ctx.now();
  const known = kept.get(connection.secret);
  if (known && Math.abs(nowMs - known.atMs) < MAX_AGE_MS) return known.statuses;
  if (kept.size >= MAX_KEPT) kept.clear();
  const statuses = asConnection(ctx, userId, ({ transport }) => readUserStatuses(transport)).catch(
    (error: unknown) => {
      if (error instanceof AppError || error instanceof UpstreamError) return [];
      throw error;
    },
  );
  kept.set(connection.secret, { atMs: nowMs, statuses });
  return statuses;
}
