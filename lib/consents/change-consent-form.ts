import { updateConsentForm } from "#db/queries/consents.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import type { ConsentFormChange } from "./input.ts";

/**
 * Changes what is signed from now on; what was signed stays as it was. A form that is not `active` is asked for no more.
 * @throws AppError `not_allowed` but for admins, `not_found`
 */
export async function changeConsentForm(ctx: Ctx, id: string, change: ConsentFormChange): Promise<void> {
  requireAdmin(ctx.actor);
  const audit = auditEntry(ctx, {
    entity: "consent",
    entityId: id,
    action: "changed",
    detail: { fields: Object.keys(change) },
  });
  const isThere = await updateConsentForm(ctx.db, id, { ...change, updatedAt: ctx.now() }, audit);
  if (!isThere) throw new AppError("not_found", "There is no such form.");
}
