import { findAppointment } from "#db/queries/appointments.ts";
import { insertSyncLog } from "#db/queries/calendars.ts";
import { claimDue, completeOutboxRow, type OutboxRow, postponeOutboxRow } from "#db/queries/outbox.ts";
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

/** How long a row belongs to whoever took it. Longer than a push can take with all its time-outs. */
const HOLD_MS = MINUTE;
const BACKOFF = { baseMs: 2 * SECOND, maximumMs: 15 * MINUTE };

/** Delivers what is due, oldest first. @returns how many rows were tried. Never throws for a row that failed. */
export async function deliverOutbox(ctx: Ctx, options: { limit: number }): Promise<number> {
  const rows = await claimDue(ctx.db, { nowMs: ctx.now(), holdMs: HOLD_MS, limit: options.limit });
  for (const row of rows) await deliver(ctx, row);
  return rows.length;
}

/**
 * Tries the push of one appointment at once, for an answer within `budgetMs`; whatever is not done by then goes on
 * by itself, and the worker repeats what failed.
 */
export async function deliverPush(ctx: Ctx, appointmentId: string, budgetMs: number): Promise<void> {
  const rows = await claimDue(ctx.db, {
    nowMs: ctx.now(),
    holdMs: HOLD_MS,
    limit: 1,
    id: `calendar:${appointmentId}`,
  });
  const [row] = rows;
  if (!row) return;
  const delivery = deliver({ ...ctx, actor: worker }, row).catch((error: unknown) =>
    log().error({ err: error }, "push failed"),
  );
  const { promise: budget, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, budgetMs);
  await Promise.race([delivery, budget]);
  clearTimeout(timer);
}

async function deliver(ctx: Ctx, row: OutboxRow): Promise<void> {
  const startedAt = ctx.now();
  try {
    if (row.kind === "mail") await sendMailNotice(ctx, row);
    else {
      const outcome = await asServiceAccount(ctx, (transport) =>
        pushAppointment(ctx, transport, row.appointmentId),
      );
      await logPush(ctx, row, startedAt, { ok: true, [outcome]: 1 });
    }
    await completeOutboxRow(ctx.db, row);
  } catch (error) {
    await postpone(ctx, row, startedAt, error);
  }
}

async function postpone(ctx: Ctx, row: OutboxRow, startedAt: number, error: unknown): Promise<void> {
  const upstream = error instanceof UpstreamError ? error : null;
  if (!upstream) log().error({ err: error, outbox: row.id }, "outbox delivery failed");
  const nowMs = ctx.now();
  const nextAttemptAt = Math.max(upstream?.retryAt ?? 0, nowMs + backoff(row.attempts, BACKOFF));
  const message = upstream?.message ?? "The delivery failed; the log has the details.";
  await postponeOutboxRow(ctx.db, row, { nextAttemptAt, error: message });
  if (row.kind === "calendar") {
    await logPush(ctx, row, startedAt, {
      ok: false,
      errorKey: upstream ? explainUpstream(upstream).key : "internal",
      errorDetail: message,
    });
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
  const appointment = await findAppointment(ctx.db, row.appointmentId);
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
