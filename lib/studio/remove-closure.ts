import { deleteClosure } from "#db/queries/closures.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { type ClosureView, listClosures } from "./list-closures.ts";

/** The studio is open then after all. @returns what is left. @throws AppError `not_found` when it is gone already. */
export async function removeClosure(ctx: Ctx, id: string): Promise<ClosureView[]> {
  requireAdmin(ctx.actor);
  const audit = auditEntry(ctx, { entity: "closure", entityId: id, action: "removed" });
  if (!(await deleteClosure(ctx.db, id, audit)))
    throw new AppError("not_found", "There is no such closure (any more).");
  return listClosures(ctx);
}
