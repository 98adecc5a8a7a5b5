import { setBlocked } from "#db/queries/block-customer.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireCustomerAccess, requireFrontDesk } from "./customer-access.ts";
import type { CustomerView } from "./customer-view.ts";
import { showCustomer } from "./show-customer.ts";

/**
 * The customer cannot book by themselves any more; the studio still can for them. What is booked already stays.
 * @throws AppError `not_signed_in`, `not_allowed`, `not_found`
 */
export async function blockCustomer(ctx: Ctx, id: string, input: { reason?: string }): Promise<CustomerView> {
  requireFrontDesk(ctx.actor);
  await requireCustomerAccess(ctx, id);
  await setBlocked(ctx.db, id, {
    atMs: ctx.now(),
    reason: input.reason ?? "",
    // Never why: the log outlives the customer.
    audit: auditEntry(ctx, { entity: "customer", entityId: id, action: "blocked" }),
  });
  return showCustomer(ctx, id);
}
