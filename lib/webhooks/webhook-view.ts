import type { WebhookDelivery, WebhookSubscription } from "#db/queries/webhooks.ts";

/** A subscription as the console and the API show it; the secret is not among it. Instants are epoch milliseconds. */
export interface WebhookView {
  id: string;
  name: string;
  url: string;
  /** `*` is everything. */
  events: string[];
  active: boolean;
  /** Set where Parlour switched it off by itself. */
  disabledAt: number | null;
  createdAt: number;
  last: { state: WebhookDelivery["state"]; createdAt: number } | null;
}

export function toWebhookView(row: WebhookSubscription & { last?: WebhookView["last"] }): WebhookView {
  const { secret: _, last = null, ...view } = row;
  return { ...view, last };
}

/** A delivery as the log shows it. Instants are epoch milliseconds. */
export interface WebhookDeliveryView {
  id: string;
  event: string;
  about: string;
  /** As it was signed and sent; "" once somebody it is about was forgotten. */
  body: string;
  state: WebhookDelivery["state"];
  attempts: number;
  /** HTTP status of the last attempt. */
  status: number | null;
  /** Why the last attempt failed: `timeout`, `dns`, `tls`, `refused`, `status`, `redirect`, … */
  error: string | null;
  /** The start of what was answered then. */
  answer: string;
  durationMs: number | null;
  createdAt: number;
  deliveredAt: number | null;
  nextAttemptAt: number | null;
}

export function toWebhookDeliveryView(
  row: WebhookDelivery & { nextAttemptAt: number | null },
): WebhookDeliveryView {
  const { subscriptionId: _, error, ...rest } = row;
  const [key = "", ...answer] = (error ?? "").split("\n");
  const waits = row.state === "waiting" || row.state === "failed";
  return {
    ...rest,
    error: key === "" ? null : key,
    answer: answer.join("\n"),
    nextAttemptAt: waits ? row.nextAttemptAt : null,
  };
}
