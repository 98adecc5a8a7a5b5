import { findArtist } from "#db/queries/artists.ts";
import { type CalendarRow, findCalendar, recordSyncFailure } from "#db/queries/calendars.ts";
import { listMirroredEtags } from "#db/queries/mirror.ts";
import { applyPull } from "#db/queries/store-pull.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { asCalendarAccount } from "#lib/calendars/calendar-account.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { explainUpstream } from "#lib/nextcloud/explain.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";
import { withCalendarLease } from "./calendar-lease.ts";
import { expandObjects, prepareExpansion } from "./expansion/expand-objects.ts";
import { type FetchedChanges, fetchChanges } from "./fetch-changes.ts";
import { settleDeletions } from "./hold-deletions.ts";
import { mirrorWindow } from "./mirror-window.ts";
import { wasOffline } from "./must-reconcile.ts";
import { readChanges } from "./read-changes.ts";
import { settleConflicts } from "./settle-conflicts.ts";
import { noteWherePossible, storageFailure } from "./storage-failure.ts";

export type PullCause = "schedule" | "manual" | "booking" | "first" | "webhook" | "reconcile";

export interface PullOptions {
  cause: PullCause;
  /** Compare everything, whatever the token says. */
  complete?: boolean;
  /** An admin said that what is missing was deleted on purpose, however much it is. */
  deletionsConfirmed?: boolean;
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
  /** Deletions held back until an admin decides. */
  held: number;
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
    return await withCalendarLease(
      ctx,
      calendar.id,
      () =>
        asCalendarAccount(ctx, calendar, (transport) => pull(ctx, calendar, transport, options), {
          deliberate: options.deliberate,
        }),
      options.signal,
    );
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
  { id, artistId }: CalendarRow,
  transport: Transport,
  options: PullOptions,
): Promise<PullResult> {
  const startedAt = ctx.now();
  const timeZone = (await findArtist(ctx.db, artistId))?.timeZone ?? "UTC";
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const calendar = await findCalendar(ctx.db, id);
    if (!calendar) break;
    const { href, syncToken, supportsSync, lastErrorKey } = calendar;
    const listFirst = lastErrorKey === "timeout" || lastErrorKey === "too-large";
    const mirror = { href, syncToken, supportsSync, listFirst, etags: () => listMirroredEtags(ctx.db, id) };
    const complete = options.complete || wasOffline(calendar, startedAt);
    if (syncToken === null) prepareExpansion();
    const fetched = await fetchChanges(transport, mirror, { complete, signal: options.signal });
    const stored = await store(ctx, { calendar, transport, startedAt, timeZone, options }, fetched);
    if (stored) return stored;
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
  const { calendar, transport, startedAt, timeZone, options } = run;
  const window = mirrorWindow(ctx.now());
  const isFirst = calendar.syncedAt === null;
  // Deltas must not reach past what the rest of the mirror covers, or roll-over would skip them.
  const toMs = isFirst ? window.toMs : (calendar.expandedUntil ?? window.toMs);
  const objects = await expandObjects(fetched.objects, calendar, { timeZone, fromMs: window.fromMs, toMs });
  const unreadable = objects.filter((object) => object.unreadable !== null).length;
  const deletions = await settleDeletions(
    ctx,
    { calendarId: calendar.id, transport, confirmed: options.deletionsConfirmed ?? false },
    fetched,
  );
  const durationMs = ctx.now() - startedAt;
  const { present, deleted: named, namesDeleted } = fetched;
  const changes = await readChanges(
    ctx,
    run,
    { present, named, namesDeleted, held: deletions.held },
    objects,
  );
  const counts = await applyPull(ctx.db, {
    calendarId: calendar.id,
    expectedHref: calendar.href,
    expectedToken: calendar.syncToken,
    token: fetched.token,
    objects,
    deletedHrefs: deletions.deleted,
    heldHrefs: deletions.held,
    returnedHrefs: deletions.returned,
    ...changes,
    syncedAt: startedAt,
    supportsSync: fetched.supportsSync,
    reconciledAt: fetched.present ? startedAt : undefined,
    expandedUntil: isFirst ? toMs : undefined,
    log: {
      calendarId: calendar.id,
      artistId: calendar.artistId,
      direction: "pull",
      cause: isFirst
        ? "first"
        : fetched.present && options.cause === "schedule"
          ? "reconcile"
          : options.cause,
      startedAt,
      durationMs,
      ok: true,
      unreadable,
    },
  });
  if (counts === "superseded") return null;
  const changed = counts.created + counts.updated + counts.deleted > 0;
  if (changed) await settleConflicts(ctx, calendar.artistId);
  return {
    calendarId: calendar.id,
    artistId: calendar.artistId,
    ok: true,
    ...counts,
    unreadable,
    held: deletions.held.length,
    durationMs,
    error: null,
  };
}

function failure(
  calendar: { calendarId: string; artistId: string },
  durationMs: number,
  error: { key: string; message: string },
): PullResult {
  return {
    ...calendar,
    ok: false,
    created: 0,
    updated: 0,
    deleted: 0,
    unreadable: 0,
    held: 0,
    durationMs,
    error,
  };
}
