import type { OutboxRow } from "#db/queries/outbox.ts";
import {
  disableSubscription,
  failingSince,
  findWebhookDelivery,
  noteAttempt,
  type WebhookDelivery,
  type WebhookSubscription,
} from "#db/queries/webhooks.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { DAY } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { postWebhook, type WebhookOutcome } from "./post-webhook.ts";
import { openSigningKeys, signedHeaders } from "./signing-keys.ts";
import { webhookPause } from "./webhook-pause.ts";

/** Whoever only fails for so long is not called any more, until somebody switches it on again. */
const PATIENCE_MS = 5 * DAY;

/**
 * Sends one delivery to its subscription and notes what came of it. Receivers tell a repetition by its `webhook-id`: a
 * process that dies after the call and before the note sends it once more.
 * @throws UpstreamError `network` with the time of the next attempt; nothing when it is delivered or given up
 */
export async function deliverWebhook(ctx: Ctx, row: OutboxRow): Promise<void> {
  const found = await findWebhookDelivery(ctx.db, row.payload.delivery ?? "");
  if (!found) return;
  const { delivery, subscription } = found;
  if (delivery.state === "delivered" || delivery.state === "given_up") return;
  const giveUp = (error: string) => noteAttempt(ctx.db, delivery.id, { state: "given_up", error });
  if (!subscription.active && delivery.event !== "ping") return giveUp("switched_off");
  const keys = openSigningKeys(ctx.env, subscription.id, subscription.secret);
  if (!keys) return giveUp("secret_lost");
  const startedAt = ctx.now();
  const { id, body } = delivery;
  const headers = signedHeaders(keys, { id, body, nowMs: startedAt });
  const outcome = await postWebhook(subscription.url, { body, headers, nowMs: startedAt });
  await note(ctx, { delivery, subscription, outcome, durationMs: Math.max(0, ctx.now() - startedAt) });
}

async function note(
  ctx: Ctx,
  call: {
    delivery: WebhookDelivery;
    subscription: WebhookSubscription;
    outcome: WebhookOutcome;
    durationMs: number;
  },
): Promise<void> {
  const { delivery, subscription, outcome, durationMs } = call;
  const nowMs = ctx.now();
  const attempts = delivery.attempts + 1;
  const told = { attempts, status: outcome.status, durationMs };
  if (outcome.failure === null) {
    await noteAttempt(ctx.db, delivery.id, { ...told, state: "delivered", error: null, deliveredAt: nowMs });
    return;
  }
  const isGone = outcome.failure === "gone";
  const pauseMs = isGone ? null : webhookPause(attempts);
  const state = pauseMs === null ? "given_up" : "failed";
  const error = outcome.answer === "" ? outcome.failure : `${outcome.failure}\n${outcome.answer}`;
  await noteAttempt(ctx.db, delivery.id, { ...told, state, error });
  if (isGone) await switchOff(ctx, subscription, "gone");
  else if (await hasFailedTooLong(ctx, subscription)) await switchOff(ctx, subscription, "failing");
  if (pauseMs === null) return;
  const longestMs = nowMs + Math.max(DAY, pauseMs);
  throw new UpstreamError({
    service: "webhook",
    kind: "network",
    reason: outcome.failure,
    message: `${subscription.name}: ${outcome.status ?? outcome.failure}`,
    retryAt: Math.min(longestMs, Math.max(nowMs + pauseMs, outcome.retryAt ?? 0)),
  });
}

async function hasFailedTooLong(ctx: Ctx, subscription: WebhookSubscription): Promise<boolean> {
  const since = await failingSince(ctx.db, subscription.id);
  return since !== null && ctx.now() - since >= PATIENCE_MS;
}

async function switchOff(ctx: Ctx, subscription: WebhookSubscription, reason: string): Promise<void> {
  await disableSubscription(
    ctx.db,
    subscription.id,
    auditEntry(ctx, {
      entity: "webhook",
      entityId: subscription.id,
      action: "switched_off",
      detail: { name: subscription.name, reason },
    }),
  );
}
