import { z } from "zod";
import type { WebhookSubscription } from "#db/queries/webhooks.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { openSecret, sealSecret } from "#lib/core/secret-box.ts";

const PURPOSE = "deleted-webhook";
const UNDO_MS = 30 * MINUTE;

const sealedRow = z.object({
  untilMs: z.number(),
  row: z.object({
    id: z.string(),
    name: z.string(),
    url: z.string(),
    events: z.array(z.string()),
    secret: z.string(),
    active: z.boolean(),
    disabledAt: z.number().nullable(),
    createdAt: z.number(),
  }),
});

/** A webhook that was deleted, sealed, in the hands of whoever deleted it: the database keeps nothing of it. */
export function sealDeletedWebhook(ctx: Pick<Ctx, "env" | "now">, row: WebhookSubscription): string {
  return sealSecret(ctx.env, PURPOSE, JSON.stringify({ untilMs: ctx.now() + UNDO_MS, row }));
}

/** @returns null when it is not one of ours, or older than 30 minutes. */
export function openDeletedWebhook(
  ctx: Pick<Ctx, "env" | "now">,
  sealed: string,
): WebhookSubscription | null {
  const plain = openSecret(ctx.env, PURPOSE, sealed);
  if (plain === null) return null;
  const { untilMs, row } = sealedRow.parse(JSON.parse(plain));
  return ctx.now() < untilMs ? row : null;
}
