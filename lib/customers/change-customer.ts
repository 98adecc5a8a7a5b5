import { updateCustomer } from "#db/queries/customers.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { requireCustomerAccess } from "./customer-access.ts";
import type { CustomerView } from "./customer-view.ts";
import { folderRow } from "./folder-row.ts";
import type { CustomerChangeInput } from "./input.ts";
import { showCustomer } from "./show-customer.ts";

/**
 * Changes what is given; the tags, where given, are all of them from now on. Another name has the folder follow.
 * @throws AppError `not_found`, `conflict` when somebody else changed the customer since `version`
 */
export async function changeCustomer(
  ctx: Ctx,
  id: string,
  input: CustomerChangeInput,
): Promise<CustomerView> {
  await requireCustomerAccess(ctx, id);
  const { version, tags, ...set } = input;
  const fields = Object.keys({ ...set, ...(tags ? { tags } : {}) });
  if (fields.length === 0) return showCustomer(ctx, id);
  const outcome = await updateCustomer(ctx.db, {
    id,
    expectedVersion: version,
    set,
    tags,
    audit: auditEntry(ctx, {
      entity: "customer",
      entityId: id,
      action: "changed",
      // Never what stood there: the log outlives the customer.
      detail: { fields },
    }),
    ifRenamed: (oldName) => folderRow(ctx, id, oldName),
  });
  if (outcome === "gone") throw new AppError("not_found", "There is no customer with this id.");
  if (outcome === "stale")
    throw new AppError("conflict", "Somebody else changed this customer in the meantime. Please look again.");
  return showCustomer(ctx, id);
}
