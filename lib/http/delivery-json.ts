import type { DeliveryView } from "#lib/outbox/delivery-view.ts";
import { iso, isoOrNull } from "./iso.ts";

/** Something that waits or was given up, in an answer. */
export function deliveryJson({ createdAt, nextAttemptAt, deadAt, startMs, ...view }: DeliveryView) {
  return {
    ...view,
    startTime: isoOrNull(startMs),
    createdAt: iso(createdAt),
    nextAttemptAt: iso(nextAttemptAt),
    deadAt: isoOrNull(deadAt),
  };
}

/** The id of a delivery from its address; its colons come encoded from those who encode everything. */
export function deliveryId(params: Record<string, string>): string {
  return (params.id ?? "").replace(/%3A/gi, ":");
}
