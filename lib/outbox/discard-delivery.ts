import { removeDelivery } from "#db/queries/deliveries.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { discardFile } from "./discard-file.ts";
import { deliveryGone, loadDelivery } from "./load-delivery.ts";

/**
 * Gives a delivery up for good, whether it waits or is dead. The appointment stays as it is; its history says who
 * decided that the calendar or the reader shall not learn of it. A file goes with its record, and is deleted here.
 * @throws AppError `not_signed_in`, `not_found`, `not_allowed`
 */
export async function discardDelivery(ctx: Ctx, input: { id: string }): Promise<void> {
  const delivery = await loadDelivery(ctx, input.id);
  const { kind, payload, appointment } = delivery;
  if (kind === "file" && (await discardFile(ctx, delivery))) return;
  const audit = auditEntry(ctx, {
    ...(appointment
      ? { entity: "appointment" as const, entityId: appointment.id }
      : { entity: "settings" as const, entityId: delivery.id }),
    action: "delivery_discarded",
    detail: { kind, ...(kind === "calendar" ? {} : { template: payload.template, to: payload.to }) },
  });
  if (!(await removeDelivery(ctx.db, delivery.id, audit))) throw deliveryGone();
}
