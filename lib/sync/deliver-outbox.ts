import type { Db } from "#db/client.ts";
import { findAppointment } from "#db/queries/appointments.ts";
import { insertSyncLog } from "#db/queries/calendars.ts";
import {
  claimDue,
  completeOutboxRow,
  makeOutboxDue,
  type OutboxRow,
  postponeOutboxRow,
} from "#db/queries/outbox.ts";
import { worker } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { asServiceAccount } from "#lib/calendars/service-account.ts";
import { MINUTE, SECOND } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { backoff } from "#lib/core/retry.ts";
import { sendMailNotice } from "#lib/mail/send-mail-notice.ts";
import { explainUpstream } from "#lib/nextcloud/explain.ts";
import { pushAppointment } from "./push-appointment.ts";
import { settleConflicts } from "./settle-conflicts.ts";
import { noteWherePossible, storageFailure } from "./storage-failure.ts";

/** How long a row belongs to whoever took it. Longer than a push can take with all its time-outs. */
const HOLD_MS = MINUTE;
/** For those who look at what waits. */
const NOT_THERE_YET = "The event was never confirmed and is not there; it is looked for once more.";
const BACKOFF = { baseMs: 2 * SECOND, maximumMs: 15 * MINUTE };

/** Delivers what is due, oldest first. @returns how many rows were tried. Never throws for a row that failed. */
export async function deliverOutbox(ctx: Ctx, options: { limit: number }): Promise<number> {
  const nowMs = ctx.now();
  if (wasSetBack(ctx.db, nowMs)) await makeOutboxDue(ctx.db, nowMs);
  const rows = await claimDue(ctx.db, { nowMs, holdMs: HOLD_MS, limit: options.limit });
  for (const row of rows) await deliver(ctx, row);
  return rows.length;
}

const lastSeen = new WeakMap<Db, number>();

/** Whether the clock was set back by a minute or more since the last call: what waits would then wait that much longer. */
function wasSetBack(db: Db, nowMs: number): boolean {
  const before = lastSeen.get(db) ?? nowMs;
  lastSeen.set(db, nowMs);
  return before - nowMs >= MINUTE;
}

/**
 * Tries the push of one appointment at once, for an answer within `budgetMs`; whatever is not done by then goes on
 * by itself, and the worker repeats what failed. Never throws: what was accepted stays accepted.
 */
export async function deliverPush(ctx: Ctx, appointmentId: string, budgetMs: number): Promise<void> {
  const delivery = claimAndDeliver({ ...ctx, actor: worker }, `calendar:${appointmentId}`).catch(
    (error: unknown) => log().error({ err: error }, "push failed"),
  );
  const { promise: budget, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, budgetMs);
  await Promise.race([delivery, budget]);
  clearTimeout(timer);
}

async function claimAndDeliver(ctx: Ctx, id: string): Promise<void> {
  const [row] = await claimDue(ctx.db, { nowMs: ctx.now(), holdMs: HOLD_MS, limit: 1, id });
  if (row) await deliver(ctx, row);
}

async function deliver(ctx: Ctx, row: OutboxRow): Promise<void> {
  const startedAt = ctx.now();
  try {
    if (row.kind === "mail") await sendMailNotice(ctx, row);
    else {
      await settleNeighbours(ctx, row);
      const outcome = await asServiceAccount(ctx, (transport) =>
        pushAppointment(ctx, transport, row.appointmentId ?? "", {
          rewriteWords: row.payload.words !== undefined,
        }),
      );
      if (typeof outcome === "object") {
        await postponeOutboxRow(ctx.db, row, { nextAttemptAt: outcome.later, error: NOT_THERE_YET });
        return;
      }
      await logPush(ctx, row, startedAt, { ok: true, [outcome]: 1 });
    }
    await completeOutboxRow(ctx.db, row);
  } catch (error) {
    await postpone(ctx, row, startedAt, error);
  }
}

/** This appointment was changed: another that lay on it may be free of conflict now. */
async function settleNeighbours(ctx: Ctx, row: OutboxRow): Promise<void> {
  const appointment = await findAppointment(ctx.db, row.appointmentId ?? "");
  if (appointment) await settleConflicts(ctx, appointment.artistId);
}

async function postpone(ctx: Ctx, row: OutboxRow, startedAt: number, error: unknown): Promise<void> {
  const upstream = error instanceof UpstreamError ? error : null;
  if (!upstream) log().error({ err: error, outbox: row.id }, "outbox delivery failed");
  const nowMs = ctx.now();
  const nextAttemptAt = Math.max(upstream?.retryAt ?? 0, nowMs + backoff(row.attempts, BACKOFF));
  const reason = upstream
    ? { key: explainUpstream(upstream).key, message: upstream.message }
    : row.kind === "calendar"
      ? storageFailure(error)
      : { key: "internal", message: "The delivery failed; the log has the details." };
  // Where even this cannot be stored the row is due again once its hold has run out.
  await noteWherePossible(() => postponeOutboxRow(ctx.db, row, { nextAttemptAt, error: reason.message }));
  if (row.kind === "calendar") {
    await noteWherePossible(() =>
      logPush(ctx, row, startedAt, { ok: false, errorKey: reason.key, errorDetail: reason.message }),
    );
  }
}

async function logPush(
  ctx: Ctx,
  row: OutboxRow,
  startedAt: number,
  result: {
    ok: boolean;
    created?: number;
    updated?: number;
    deleted?: number;
    errorKey?: string;
    errorDetail?: string;
  },
): Promise<void> {
  const appointment = await findAppointment(ctx.db, row.appointmentId ?? "");
  if (!appointment?.calendarId) return;
  await insertSyncLog(ctx.db, {
    calendarId: appointment.calendarId,
    artistId: appointment.artistId,
    direction: "push",
    cause: "outbox",
    startedAt,
    durationMs: ctx.now() - startedAt,
    ok: result.ok,
    created: result.created ?? 0,
    updated: result.updated ?? 0,
    deleted: result.deleted ?? 0,
    errorKey: result.errorKey,
    errorDetail: result.errorDetail,
  });
}
