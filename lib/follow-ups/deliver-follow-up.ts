import { type AppointmentWithNames, findAppointment } from "#db/queries/appointments.ts";
import {
  type FollowUpRow,
  type FollowUpRun,
  findFollowUpRun,
  hasNewerRun,
  markSending,
  noteRun,
  skipRun,
} from "#db/queries/follow-ups.ts";
import type { OutboxRow } from "#db/queries/outbox.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { mayBeDone } from "#lib/integrations/uncertain-outcome.ts";
import { askQuietly } from "./ask-quietly.ts";
import { failureOf, withoutPerson } from "./failure.ts";
import { findMade } from "./find-made.ts";
import { followUpText } from "./follow-up-text.ts";
import { type Made, make, type Sending } from "./make-follow-up.ts";
import { skipReason } from "./skip-reason.ts";

/** How long a call may go on of which nobody knows any more how it ended. */
const STILL_UNDER_WAY_MS = MINUTE;

/** An appointment that changes while its follow-up is made is looked at anew so often. */
const MAX_ROUNDS = 5;

/**
 * Makes one follow-up in its system, once, with the words for how things are now. That it is being made is written down
 * before the call: what is found so later is looked for first, and only made again where it is not there. Todoist makes
 * nothing twice under one key.
 * @throws UpstreamError when it has to be tried again, without a word about the customer
 */
export async function deliverFollowUp(ctx: Ctx, row: OutboxRow): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round++) if ((await deliverOnce(ctx, row)) === "settled") return;
  throw new UpstreamError({
    service: row.payload.to ?? "",
    kind: "network",
    reason: "busy",
    message: "The appointment changed again and again meanwhile.",
  });
}

/** @returns `changed` when the appointment is no longer as it was read, and nothing was done */
async function deliverOnce(ctx: Ctx, row: OutboxRow): Promise<"settled" | "changed"> {
  const found = await findFollowUpRun(ctx.db, row.payload.run ?? "");
  if (!found || found.run.state === "done" || found.run.state === "skipped") return "settled";
  const { run, followUp } = found;
  const appointment = await findAppointment(ctx.db, run.appointmentId);
  if (!appointment) return "settled";
  const delivery = { row, run, followUp, appointment };
  let looks = run.state === "sending";
  try {
    const sent = looks ? await findSent(ctx, delivery) : null;
    if (sent) return await done(ctx, run, sent);
    looks = false;
    const reason = skipReason(followUp, appointment, { hasNewer: await hasNewerRun(ctx.db, run) });
    // Whether Todoist has it is only learnt by asking for it once more.
    const asksAgain = run.state === "sending" && followUp?.connector === "todoist";
    if (followUp === null || (reason !== null && !asksAgain)) {
      const skip = { reason: reason ?? "switched_off", at: ctx.now(), version: appointment.version };
      return (await skipRun(ctx.db, run, skip)) ? "settled" : "changed";
    }
    return await send(ctx, { ...delivery, followUp });
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const told = withoutPerson(error, appointment);
    const state = looks ? "sending" : await stateAfter(ctx, delivery, error);
    await noteRun(ctx.db, run.id, { state, error: failureOf(told) });
    throw told;
  }
}

interface Delivery {
  row: OutboxRow;
  run: FollowUpRun;
  followUp: FollowUpRow | null;
  appointment: AppointmentWithNames;
}

/** What an earlier attempt made, where its system can be asked. @throws UpstreamError where it cannot be known yet */
async function findSent(ctx: Ctx, { row, run, followUp, appointment }: Delivery): Promise<Made | null> {
  if (followUp === null) return null;
  const target = targetOf(row) ?? followUp.target;
  const sending = await sendingOf(ctx, { run, followUp: { ...followUp, target }, appointment });
  const sentAt = Number(row.payload.sentAt ?? 0);
  const made = await askQuietly(ctx, followUp.connector, (client) =>
    findMade(client, followUp.connector, sending),
  ).catch(ifGone);
  if (made !== null || followUp.connector === "todoist") return made;
  const underWayUntil = sentAt + STILL_UNDER_WAY_MS;
  if (ctx.now() >= underWayUntil) return null;
  throw new UpstreamError({
    service: followUp.connector,
    kind: "network",
    reason: "unknown-outcome",
    message:
      "It is not known whether the last attempt arrived; it is looked for once more before it is made.",
    retryAt: underWayUntil,
  });
}

/** Where the place itself is gone, nothing of ours is in it. */
function ifGone(error: unknown): null {
  if (error instanceof UpstreamError && error.reason === "not-found") return null;
  throw error;
}

async function send(
  ctx: Ctx,
  { row, run, followUp, appointment }: Delivery & { followUp: FollowUpRow },
): Promise<"settled" | "changed"> {
  const sending = await sendingOf(ctx, { run, followUp, appointment });
  // What may have been made is asked for under the same key; what was refused for good, under another.
  const key = (run.state === "sending" ? row.payload.key : row.payload.refusals) ?? "0";
  const outcome = await askQuietly(ctx, followUp.connector, async (client) => {
    const mark = { at: ctx.now(), target: followUp.target, version: appointment.version, key };
    const marked = await markSending(ctx.db, run, row, mark);
    return marked === "marked" ? make(client, followUp.connector, { ...sending, key }) : marked;
  });
  if (typeof outcome === "object") return done(ctx, run, outcome);
  if (outcome === "changed") return "changed";
  // Somebody else has gone on with it, and knows what came of it.
  const now = await findFollowUpRun(ctx.db, run.id);
  if (now?.run.state !== "sending") return "settled";
  throw new UpstreamError({
    service: followUp.connector,
    kind: "network",
    reason: "unknown-outcome",
    message: "Another process is at it.",
    retryAt: ctx.now() + STILL_UNDER_WAY_MS,
  });
}

async function sendingOf(
  ctx: Ctx,
  {
    run,
    followUp,
    appointment,
  }: { run: FollowUpRun; followUp: FollowUpRow; appointment: AppointmentWithNames },
): Promise<Sending> {
  const text = await followUpText(ctx, followUp, appointment);
  return { run, target: followUp.target, text, customer: appointment };
}

async function done(ctx: Ctx, run: FollowUpRun, { id, url }: Made): Promise<"settled"> {
  const set = { state: "done", remoteId: id, remoteUrl: url, error: null, doneAt: ctx.now() } as const;
  await noteRun(ctx.db, run.id, set);
  return "settled";
}

/** After a clear refusal nothing was made, and nothing has to be looked for. */
async function stateAfter(
  ctx: Ctx,
  { run, followUp }: Delivery,
  error: UpstreamError,
): Promise<"waiting" | "sending"> {
  const now = await findFollowUpRun(ctx.db, run.id);
  if (now?.run.state !== "sending") return "waiting";
  // An earlier attempt of which Todoist has not told the task is as unknown as before.
  const isUntold = run.state === "sending" && followUp?.connector === "todoist";
  return isUntold || mayBeDone(error) ? "sending" : "waiting";
}

/** Where the earlier attempt went, whatever was saved since. */
function targetOf(row: OutboxRow): Record<string, string> | null {
  const { target } = row.payload;
  if (target === undefined) return null;
  const parsed: unknown = JSON.parse(target);
  return typeof parsed === "object" && parsed !== null
    ? Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, String(value)]))
    : null;
}
