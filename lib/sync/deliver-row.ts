import { findAppointment } from "#db/queries/appointments.ts";
import { findCalendar } from "#db/queries/calendars.ts";
import { completeOutboxRow, extendHold, type OutboxRow, postponeOutboxRow } from "#db/queries/outbox.ts";
import { NEWS_QUEUE } from "#db/queries/queue-news.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { asCalendarAccount } from "#lib/calendars/calendar-account.ts";
import { sendRevoke } from "#lib/connections/send-revoke.ts";
import { deliverConsent } from "#lib/consents/deliver-consent.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { deliverFolder } from "#lib/customers/deliver-folder.ts";
import { deliverFollowUp } from "#lib/follow-ups/deliver-follow-up.ts";
import { sendMailNotice } from "#lib/mail/send-mail-notice.ts";
import { sendStudioNotice } from "#lib/mail/send-studio-notice.ts";
import { deliverFile } from "#lib/media/deliver-file.ts";
import { deliverRoom } from "#lib/messenger/deliver-room.ts";
import { transportCause } from "#lib/messenger/transport-cause.ts";
import { deliverNews } from "#lib/news/deliver-news.ts";
import { explainUpstream } from "#lib/nextcloud/explain.ts";
import { deliverPicture } from "#lib/pictures/deliver-picture.ts";
import { deliverWebhook } from "#lib/webhooks/deliver-webhook.ts";
import { afterFailure } from "./after-failure.ts";
import { logPush } from "./log-push.ts";
import { pushAppointment } from "./push-appointment.ts";
import { settleConflicts } from "./settle-conflicts.ts";
import { noteWherePossible, storageFailure } from "./storage-failure.ts";

/** How long a row belongs to whoever took it, milliseconds; as long as they live they renew it. */
export const HOLD_MS = MINUTE;
/** For those who look at what waits. */
const NOT_THERE_YET = "The event was never confirmed and is not there; it is looked for once more.";

/** Delivers a row that the caller has taken (`claimDue`), or notes why not. Never throws for what the other side does. */
export async function deliverRow(ctx: Ctx, row: OutboxRow): Promise<void> {
  const startedAt = ctx.now();
  try {
    const later = await whileHeld(ctx, row, () => send(ctx, row, startedAt));
    if (later === null) await completeOutboxRow(ctx.db, row);
    else await postponeOutboxRow(ctx.db, row, { nextAttemptAt: later, error: NOT_THERE_YET, errorKey: null });
  } catch (error) {
    await noteFailure(ctx, row, startedAt, error);
  }
}

/** A server that answers every step, but each only just in time, can take longer than the hold. */
async function whileHeld<T>(ctx: Ctx, row: OutboxRow, work: () => Promise<T>): Promise<T> {
  const renew = () => void extendHold(ctx.db, row, ctx.now() + HOLD_MS).catch(() => undefined);
  const renewal = setInterval(renew, HOLD_MS / 3);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
  }
}

/** @returns null when it is delivered, or when it must be looked at again. */
async function send(ctx: Ctx, row: OutboxRow, startedAt: number): Promise<number | null> {
  switch (row.kind) {
    case "calendar":
      return push(ctx, row, startedAt);
    case "mail":
      await sendMailNotice(ctx, row);
      return null;
    case "notice":
      await sendStudioNotice(ctx, row);
      return null;
    case "revoke":
      await sendRevoke(ctx, row);
      return null;
    case "folder":
      await deliverFolder(ctx, row);
      return null;
    case "file":
      await deliverFile(ctx, row);
      return null;
    case "picture":
      await deliverPicture(ctx, row);
      return null;
    case "consent":
      await deliverConsent(ctx, row);
      return null;
    case "webhook":
      await deliverWebhook(ctx, row);
      return null;
    case "follow_up":
      await deliverFollowUp(ctx, row);
      return null;
    case "messenger":
      if (row.payload.to !== NEWS_QUEUE) return deliverRoom(ctx, row);
      await deliverNews(ctx, row);
      return null;
  }
}

async function push(ctx: Ctx, row: OutboxRow, startedAt: number): Promise<number | null> {
  await settleNeighbours(ctx, row);
  const id = row.appointmentId ?? "";
  const calendarId = (await findAppointment(ctx.db, id))?.calendarId ?? null;
  const calendar = calendarId === null ? undefined : await findCalendar(ctx.db, calendarId);
  if (!calendar) return null;
  const outcome = await asCalendarAccount(ctx, calendar, (transport) =>
    pushAppointment(ctx, transport, id, { rewriteWords: row.payload.words !== undefined }),
  );
  if (typeof outcome === "object") return outcome.later;
  await logPush(ctx, row, startedAt, { ok: true, [outcome]: 1 });
  return null;
}

/** This appointment was changed: another that lay on it may be free of conflict now. */
async function settleNeighbours(ctx: Ctx, row: OutboxRow): Promise<void> {
  const appointment = await findAppointment(ctx.db, row.appointmentId ?? "");
  if (appointment) await settleConflicts(ctx, appointment.artistId);
}

async function noteFailure(ctx: Ctx, row: OutboxRow, startedAt: number, error: unknown): Promise<void> {
  const upstream = error instanceof UpstreamError ? error : null;
  if (!upstream) log().error({ err: error, outbox: row.id }, "outbox delivery failed");
  const nowMs = ctx.now();
  const { nextAttemptAt, refusals, givenUp } = afterFailure(row, error, nowMs);
  if (givenUp) log().warn({ outbox: row.id, reason: upstream?.message }, "given up; waits for a person");
  const reason = upstream
    ? { key: causeOf(row, upstream), message: upstream.message }
    : row.kind === "calendar"
      ? storageFailure(error)
      : { key: "internal", message: "The delivery failed; the log has the details." };
  const failure = {
    nextAttemptAt,
    error: reason.message,
    errorKey: reason.key,
    refusals,
    deadAt: givenUp ? nowMs : null,
  };
  // Where even this cannot be stored the row is due again once its hold has run out.
  await noteWherePossible(() => postponeOutboxRow(ctx.db, row, failure));
  if (row.kind === "calendar") {
    await noteWherePossible(() =>
      logPush(ctx, row, startedAt, { ok: false, errorKey: reason.key, errorDetail: reason.message }),
    );
  }
}

/** Of files the words for calendars would tell the wrong thing. */
const FILE_CAUSES: Record<string, string> = {
  "not-found": "folder-missing",
  forbidden: "folder-forbidden",
  "not-configured": "files-not-configured",
};

function causeOf({ kind }: OutboxRow, error: UpstreamError): string {
  // Of other systems Nextcloud's words would tell the wrong thing.
  if (kind === "follow_up") return `follow-up-${error.kind}`;
  if (kind === "messenger") return transportCause(error);
  const { key } = explainUpstream(error);
  return ["folder", "file", "picture", "consent"].includes(kind) ? (FILE_CAUSES[key] ?? key) : key;
}
