import { type CustomerRow, findCustomerRow } from "#db/queries/customers.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { requireCustomerAccess, requireFrontDesk } from "./customer-access.ts";

/** Two customers who can become one. @throws AppError `not_allowed`, `not_found`, `invalid_input` */
export async function requireMergeable(
  ctx: Ctx,
  keptId: string,
  otherId: string,
): Promise<{ kept: CustomerRow; other: CustomerRow }> {
  requireFrontDesk(ctx.actor);
  const kept = await requireCustomerAccess(ctx, keptId);
  if (keptId === otherId)
    throw new AppError("invalid_input", "A customer cannot be merged with themselves.", {
      errors: { with: ["same"] },
    });
  const other = await findCustomerRow(ctx.db, otherId);
  if (!other)
    throw new AppError("not_found", "There is no customer to merge with (any more).", {
      errors: { with: ["unknown"] },
    });
  return { kept, other };
}
