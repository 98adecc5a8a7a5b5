import { setImmediate } from "node:timers/promises";
import { findArtist } from "#db/queries/artists.ts";
import { type CalendarRow, findCalendar, recordSyncFailure } from "#db/queries/calendars.ts";
import { applyPull, type MirroredObject } from "#db/queries/mirror.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { asServiceAccount } from "#lib/calendars/service-account.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { explainUpstream } from "#lib/nextcloud/explain.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";
import { type FetchedChanges, fetchChanges } from "./fetch-changes.ts";
import { mirrorObject } from "./mirror-object.ts";
import { mirrorWindow } from "./mirror-window.ts";
import { readChanges } from "./read-changes.ts";
import { settleConflicts } from "./settle-conflicts.ts";
import { noteWherePossible, storageFailure } from "./storage-failure.ts";

export type PullCause = "schedule" | "manual" | "booking" | "first";

export interface PullOptions {
  cause: PullCause;
  /** Forget the token and compare everything. */
  complete?: boolean;
  signal?: AbortSignal;
  /** Sent although the account is suspended: a person asked for it. */
  deliberate?: boolean;
}

export interface PullResult {
  calendarId: string;
  artistId: string;
  ok: boolean;
  created: number;
  updated: number;
  deleted: number;
  unreadable: number;
  durationMs: number;
  error: { key: string; message: string } | null;
}

interface Run {
  calendar: CalendarRow;
  transport: Transport;
  startedAt: number;
  timeZone: string;
  options: PullOptions;
}

/**
 * Brings the mirror of one calendar up to date by sync-collection (RFC 6578) and lets people's changes reach the
 * appointments. Never throws for what the calendar or the network does: the result says so, the log keeps it, and
 * the mirror stays as it was.
 */
export async function pullCalendar(ctx: Ctx, calendarId: string, options: PullOptions): Promise<PullResult> {
  const calendar = await findCalendar(ctx.db, calendarId);
  if (!calendar)
    return failure({ calendarId, artistId: "" }, 0, {
      key: "not-found",
      message: "Calendar configuration not found.",
    });
  const startedAt = ctx.now();
  try {
    return await asServiceAccount(ctx, (transport) => pull(ctx, calendar, transport, startedAt, options), {
      deliberate: options.deliberate,
    });
  } catch (error) {
    if (!(error instanceof UpstreamError)) log().error({ err: error, calendarId }, "sync failed");
    const reason =
      error instanceof UpstreamError
        ? { key: explainUpstream(error).key, message: error.message }
        : storageFailure(error);
    const durationMs = ctx.now() - startedAt;
    await noteWherePossible(() =>
      recordSyncFailure(ctx.db, calendar.id, {
        at: startedAt,
        key: reason.key,
        detail: reason.message,
        log: {
          calendarId: calendar.id,
          artistId: calendar.artistId,
          direction: "pull",
          cause: options.cause,
          startedAt,
          durationMs,
          ok: false,
          errorKey: reason.key,
          errorDetail: reason.message,
        },
      }),
    );
    return failure({ calendarId: calendar.id, artistId: calendar.artistId }, durationMs, reason);
  }
}

/** Somebody else's run stored its changes while ours was under way: ours starts again from the new token. */
const MAX_ROUNDS = 4;

async function pull(
  ctx: Ctx,
  calendar: CalendarRow,
  transport: Transport,
  startedAt: number,
  options: PullOptions,
): Promise<PullResult> {
  const timeZone = (await findArtist(ctx.db, calendar.artistId))?.timeZone ?? "UTC";
  let current: CalendarRow | undefined = calendar;
  for (let round = 0; current && round < MAX_ROUNDS; round++) {
    const fetched = await fetchChanges(transport, current, options);
    const stored = await store(ctx, { calendar: current, transport, startedAt, timeZone, options }, fetched);
    if (stored) return stored;
    current = await findCalendar(ctx.db, calendar.id);
  }
  throw new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    retryable: true,
    reason: "busy",
    message: "The calendar was being synced by somebody else all the time.",
  });
}

async function store(ctx: Ctx, run: Run, fetched: FetchedChanges): Promise<PullResult | null> {
  const { calendar, startedAt, timeZone } = run;
  const window = mirrorWindow(ctx.now());
  // Deltas must not reach past what the rest of the mirror covers, or roll-over would skip them.
  const toMs = fetched.complete ? window.toMs : (calendar.expandedUntil ?? window.toMs);
  const objects: MirroredObject[] = [];
  for (const [index, object] of fetched.objects.entries()) {
    if (index % 100 === 99) await setImmediate();
    objects.push(mirrorObject(object, calendar, { timeZone, fromMs: window.fromMs, toMs }));
  }
  const unreadable = objects.filter((object) => object.unreadable !== null).length;
  const durationMs = ctx.now() - startedAt;
  const changes = await readChanges(ctx, run, fetched, objects);
  const counts = await applyPull(ctx.db, {
    calendarId: calendar.id,
    expectedHref: calendar.href,
    expectedToken: calendar.syncToken,
    token: fetched.token,
    complete: fetched.complete,
    objects,
    deletedHrefs: fetched.deleted,
    ...changes,
    syncedAt: startedAt,
    expandedUntil: fetched.complete ? toMs : undefined,
    log: {
      calendarId: calendar.id,
      artistId: calendar.artistId,
      direction: "pull",
      cause: calendar.syncToken === null ? "first" : run.options.cause,
      startedAt,
      durationMs,
      ok: true,
      unreadable,
    },
  });
  if (counts === "superseded") return null;
  if (changes.appointmentChanges.length > 0) await settleConflicts(ctx, calendar.artistId);
  return {
    calendarId: calendar.id,
    artistId: calendar.artistId,
    ok: true,
    ...counts,
    unreadable,
    durationMs,
    error: null,
  };
}

function failure(
  calendar: { calendarId: string; artistId: string },
  durationMs: number,
  error: { key: string; message: string },
): PullResult {
  return { ...calendar, ok: false, created: 0, updated: 0, deleted: 0, unreadable: 0, durationMs, error };
}
