import type { ConnectionRow } from "#db/queries/connections.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { MINUTE, SECOND } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { summariseRooms } from "#lib/nextcloud/talk-preview.ts";
import { listRooms } from "#lib/nextcloud/talk-rooms.ts";
import { asConnection } from "./as-connection.ts";
import { requireCloud } from "./require-cloud.ts";
import { type KnownRooms, knownRooms, type TalkSummary } from "./rooms-cache.ts";
import { watchTalkHash } from "./talk-limits.ts";

type RoomsCtx = Pick<Ctx, "db" | "env" | "now">;

export const MOST_CONVERSATIONS = 50;
/** Nextcloud is asked no more often for one person, however many widgets they have open. */
const EVERY_MS = 15 * SECOND;
/** After a failure: who presses "Try again" shall be answered by Nextcloud. */
const EVERY_FAILED_MS = 3 * SECOND;
const ASKED_FOR_FEWER_MS = MINUTE;
const LONGEST_PAUSE_MS = 15 * MINUTE;
/** How long an answer waits for Nextcloud: without anything to show, and with something that is a little old. */
const PATIENCE_MS = 5 * SECOND;
const PATIENCE_WITH_STALE_MS = SECOND;
const STALE_AT_MOST_MS = 5 * MINUTE;

type AnsweredRooms = KnownRooms & { summary: TalkSummary };

/**
 * The conversations of a connection, at most 15 s old, or a little older where Nextcloud is slow.
 * @throws AppError as `asConnection`; UpstreamError what Nextcloud answers, `timeout` when it takes longer than 5 s
 */
export async function freshRooms(ctx: RoomsCtx, connection: ConnectionRow): Promise<AnsweredRooms> {
  const known = knownRooms(connection);
  const nowMs = ctx.now();
  // A clock that was set back must not silence it for hours.
  const isDue = nowMs >= known.nextAt || known.nextAt - nowMs > LONGEST_PAUSE_MS;
  if (!known.running && isDue) {
    known.nextAt = nowMs + EVERY_MS;
    known.running = refresh(ctx, connection.userId, known).finally(() => {
      known.running = null;
    });
  }
  const hasStale = known.summary !== null && nowMs - known.asOf < STALE_AT_MOST_MS;
  if (known.running) await atMost(known.running, hasStale ? PATIENCE_WITH_STALE_MS : PATIENCE_MS);
  // It has ended, or it goes on by itself.
  if (!known.running && known.failure) throw known.failure;
  if (isAnswered(known) && (!known.running || hasStale)) return known;
  throw new UpstreamError({
    service: "nextcloud",
    kind: "network",
    reason: "timeout",
    message: "Nextcloud did not answer in time.",
  });
}

/** What somebody did shows at the next look. */
export function lookAgain(connection: ConnectionRow): void {
  knownRooms(connection).nextAt = 0;
}

function isAnswered(known: KnownRooms): known is AnsweredRooms {
  return known.summary !== null;
}

async function refresh(ctx: RoomsCtx, userId: string, known: KnownRooms): Promise<void> {
  const startedAt = ctx.now();
  try {
    const { publicUrl } = requireCloud(ctx.env);
    const rooms = await asConnection(ctx, userId, ({ transport }) =>
      listRooms(watchTalkHash(transport, known)),
    );
    known.summary = summariseRooms(rooms, { limit: MOST_CONVERSATIONS, publicUrl });
    known.lastMessages = new Map(
      rooms.flatMap(({ token, lastMessage }) => (lastMessage?.id ? [[token, lastMessage.id]] : [])),
    );
    known.asOf = startedAt;
    known.failure = null;
  } catch (error) {
    known.failure = error;
    known.nextAt = Math.min(pauseOf(error, startedAt), startedAt + LONGEST_PAUSE_MS);
  }
}

/** When Nextcloud may be asked again. */
function pauseOf(error: unknown, nowMs: number): number {
  if (!(error instanceof UpstreamError)) return nowMs + EVERY_FAILED_MS;
  if (error.retryAt !== undefined) return Math.max(error.retryAt, nowMs + EVERY_MS);
  return nowMs + (error.kind === "rate-limited" ? ASKED_FOR_FEWER_MS : EVERY_FAILED_MS);
}

async function atMost(work: Promise<void>, budgetMs: number): Promise<void> {
  const { promise: budget, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, budgetMs);
  await Promise.race([work, budget]);
  clearTimeout(timer);
}
