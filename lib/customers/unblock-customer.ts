import { setBlocked } from "#db/queries/block-customer.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireCustomerAccess, requireFrontDesk } from "./customer-access.ts";
import type { CustomerView } from "./customer-view.ts";
import { showCustomer } from "./show-customer.ts";

/** The customer can book by themselves again. @throws AppError `not_signed_in`, `not_allowed`, `not_found` */
export async function unblockCustomer(ctx: Ctx, id: string): Promise<CustomerView> {
  requireFrontDesk(ctx.actor);
  await requireCustomerAccess(ctx, id);
  await setBlocked(ctx.db, id, {
    atMs: null,
    reason: "",
    audit: auditEntry(ctx, { entity: "customer", entityId: id, action: "unblocked" }),
  });
  return showCustomer(ctx, id);
}
