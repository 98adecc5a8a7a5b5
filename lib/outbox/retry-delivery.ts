import { reviveDelivery } from "#db/queries/deliveries.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { deliveryGone, loadDelivery } from "./load-delivery.ts";

/**
 * Makes a delivery due now; the worker takes it within a second. What was given up and is refused once more is given
 * up again at once.
 * @throws AppError `not_signed_in`, `not_found`, `not_allowed`
 */
export async function retryDelivery(ctx: Ctx, input: { id: string }): Promise<void> {
  const { id } = await loadDelivery(ctx, input.id);
  if (!(await reviveDelivery(ctx.db, id, ctx.now()))) throw deliveryGone();
}
