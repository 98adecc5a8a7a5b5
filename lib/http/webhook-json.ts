import type { WebhookDeliveryView, WebhookView } from "#lib/webhooks/webhook-view.ts";
import { iso, isoOrNull } from "./iso.ts";

/** Webhooks and their calls in answers: instants as ISO 8601. */

export function webhookJson({ createdAt, disabledAt, last, ...view }: WebhookView) {
  return {
    ...view,
    disabledAt: isoOrNull(disabledAt),
    createdAt: iso(createdAt),
    last: last && { ...last, createdAt: iso(last.createdAt) },
  };
}

export function webhookDeliveryJson({ createdAt, deliveredAt, nextAttemptAt, ...view }: WebhookDeliveryView) {
  return {
    ...view,
    createdAt: iso(createdAt),
    deliveredAt: isoOrNull(deliveredAt),
    nextAttemptAt: isoOrNull(nextAttemptAt),
  };
}
